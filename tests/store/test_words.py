"""Words are folded, and kept so that whole ones, beginnings, numbers and their ends are found."""

import pytest

from dmedesk.store.words import (
    Question,
    asked_words,
    fold,
    for_postgresql,
    for_sqlite,
    tokens,
    words,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Rivera", "rivera"),
        ("José Núñez", "jose nunez"),
        ("ŁUKASZ Bjørn Groß", "lukasz bjorn gross"),
        ("Ægir Þór", "aegir thor"),
    ],
)
def test_accents_and_capitals_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rivera, Ana", ["rivera", "ana"]),
        ("Garcia-Lopez", ["garcialopez", "garcia", "lopez"]),
        ("O'Brien", ["obrien", "o", "brien"]),
        ("(508) 555-0134", ["508", "5550134", "555", "0134"]),
        ("SN-00 12", ["sn00", "sn", "00", "12"]),
        (" – · ", []),
    ],
)
def test_a_text_is_kept_whole_and_in_parts(text: str, found: list[str]) -> None:
    assert list(words(text)) == found


def test_what_is_asked_is_taken_without_its_signs() -> None:
    assert asked_words("  o'Brien  508-555 - ") == ["obrien", "508555"]


def test_ends_are_kept_of_the_title_and_of_numbers_alone() -> None:
    kept = tokens("m", title="Silva", numbers=["M123"], others=["Salem"])
    assert kept == ["mnsilva", "mim123", "mwsalem", "mpilva", "mplva", "mp123"]


def test_a_question_goes_from_whole_words_to_pieces() -> None:
    steps = [step("m") for step in Question(["ri"]).steps]
    assert steps == [[["mnri", "miri"]], [["mnri*"]], [["mnri*", "miri*", "mwri*"]]]


def test_figures_are_looked_for_at_the_end_of_numbers_first() -> None:
    steps = [step("u") for step in Question(["bed", "2345"]).steps]
    assert steps[1] == [["unbed*", "uibed*", "uwbed*"], ["up2345"]]
    assert steps[3][1] == ["un2345*", "ui2345*", "uw2345*", "up2345*"]


def test_each_database_is_asked_in_its_own_words() -> None:
    question = [["mnri*", "miri"], ["mnan*"]]
    assert for_sqlite(question) == '("mnri"* OR "miri") AND ("mnan"*)'
    assert for_postgresql(question) == "('mnri':* | 'miri') & ('mnan':*)"
