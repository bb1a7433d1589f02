"""The words of the steps: every code that Python uses has a wording, and no wording is idle."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import dmedesk.rates
from dmedesk.kit.calendar import is_business_day
from dmedesk.rates import Quote, price, wire
from dmedesk.rates.answer import Step
from dmedesk.rates.law import masshealth
from dmedesk.rates.wording import citation_of, plain_number, says, wordings
from tests.rates.asking import every_case, questions_of

PACKAGE = Path(dmedesk.rates.__file__).parent
ENTRIES: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    (PACKAGE / "parameters" / "wording.toml").read_text("utf-8")
)
CODE = re.compile(r"(s\d\d[ab]?|medicare)\.[a-z_]+")
PLACEHOLDER = re.compile(r"\{(\d+)(:\$)?\}")


def codes_in_python() -> set[str]:
    """Every text in the engine that has the form of a step's code."""
    found = {
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    files = {path.name for path in (PACKAGE / "parameters").iterdir()}
    # The markup's code is made of its family: s19.supply, s19.enteral and so on.
    families = {f"s19.{family}" for law in masshealth().laws for family in law.markups}
    return {text for text in found if CODE.fullmatch(text)} - files | families


def steps() -> list[Step]:
    """The steps of every case."""
    requests: list[Any] = []
    for case in every_case():
        for asked in questions_of(case):
            try:
                requests.append(wire.parse_request(asked))
            except ValueError:
                continue
    answers = [price(request, None, is_business_day) for request in requests]
    return [step for answer in answers if isinstance(answer, Quote) for step in answer.steps]


def test_code_and_wording_agree() -> None:
    assert codes_in_python() == set(wordings())


@pytest.mark.parametrize("code", sorted(wordings()))
def test_a_wording_is_a_clause_and_a_sentence(code: str) -> None:
    paragraph, _, name = code.partition(".")
    entry = ENTRIES[paragraph][name]
    assert entry.keys() == {"citation", "says"}
    assert entry["says"][0] != " "
    assert not entry["says"].endswith((" ", "."))
    figures = [int(number) for number, _ in PLACEHOLDER.findall(entry["says"])]
    assert sorted(figures) == list(range(len(figures))), "every figure is said once"


def test_every_figure_of_every_step_is_said() -> None:
    for step in steps():
        paragraph, _, name = step[0].partition(".")
        assert len(PLACEHOLDER.findall(ENTRIES[paragraph][name]["says"])) == len(step) - 2, step


def test_a_paragraph_says_its_own_clauses() -> None:
    """``s18a`` cites (18)(a); a section cites its own paragraph, or the program regulation."""
    for paragraph, named in ENTRIES.items():
        number = re.match(r"s(\d\d)([ab]?)", paragraph)
        for name, entry in named.items():
            if number is None:
                assert entry["citation"].startswith("42 USC 1395m(a)(")
                continue
            part = f"({number[2]})" if number[2] else ""
            own = f"101 CMR 322.03({int(number[1])}){part}"
            if f"{paragraph}.{name}" in ("s02.lower", "s06.option_charge"):
                own = "101 CMR 322.03(1)(a)"
            assert entry["citation"].startswith((own, "130 CMR 427.426(C)", "101 CMR 322.02"))


def test_a_step_in_words() -> None:
    step: Step = ("s18a.first", 10_000, 10, 100_000)
    assert says(step) == "10% of the new purchase fee 1000.00"
    assert citation_of(step[0]) == "101 CMR 322.03(18)(a)1"


def test_a_word_stands_where_there_is_no_amount() -> None:
    step: Step = ("s01.lowest", 900, 1000, "none", 950, 900)
    assert "the preferred rate none, the rebate rate 9.50" in says(step)


@pytest.mark.parametrize("text", ["20", "7.5", "0", "0.5", "33.335", "100", "12.34", "5.05"])
def test_a_percentage_is_said_as_it_was_written(text: str) -> None:
    asked = {"on": "2026-03-02", "service": "purchase", "markup_percentage": text}
    percentage = wire.parse_request(asked).markup_percentage
    assert percentage is not None
    assert plain_number(percentage) == text


@pytest.mark.parametrize(("written", "said"), [("20.00", "20"), ("7.50", "7.5"), ("007", "7")])
def test_without_zeros_that_say_nothing(written: str, said: str) -> None:
    asked = {"on": "2026-03-02", "service": "purchase", "markup_percentage": written}
    percentage = wire.parse_request(asked).markup_percentage
    assert percentage is not None
    assert plain_number(percentage) == said
