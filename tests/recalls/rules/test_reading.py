"""How hard a text is to read: the formula of Flesch and Kincaid, on texts counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.recalls.rules.letters import letter_level
from dmedesk.recalls.rules.reading import PLAIN_GRADE, reading_level, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("do", 1),
        ("use", 1),
        ("lift", 1),
        ("device", 2),
        ("table", 2),
        ("called", 1),
        ("wanted", 2),
        ("boxes", 2),
        ("makes", 1),
        ("manufacturer", 5),
        ("the", 1),
        ("Ann's", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_by_hand() -> None:
    # 20 words in 4 sentences, 20 syllables: 0.39 * 5 + 11.8 * 1 - 15.59 = -1.84.
    text = "Do not use it now. Call us and we come. We bring you one more. You do not pay us."
    level = reading_level(text)
    assert (level.words, level.sentences, level.grade) == (20, 4, -1.8)
    assert level.is_plain


def test_a_hard_text_is_told() -> None:
    text = (
        "Customers experiencing unanticipated catheter deterioration should immediately "
        "discontinue utilization, quarantine remaining inventory, communicate notification "
        "information to affected individuals and complete accompanying acknowledgement "
        "documentation."
    )
    level = reading_level(text)
    assert level.grade is not None
    assert level.grade > PLAIN_GRADE
    assert not level.is_plain


def test_too_short_to_tell() -> None:
    assert reading_level("Call us.").grade is None
    assert reading_level("").is_plain


def test_our_own_sentences_are_plain() -> None:
    assert letter_level("Do not use the lift. Call us. We will bring you another one.").is_plain


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    level = reading_level(text)
    assert level.words >= 0
    assert level.grade is None or level.sentences >= 1
