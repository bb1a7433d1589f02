"""Stages, what keeps a recall open, and what a fact leaves unsaid."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.recalls.rules.cases import closing_findings, letter_findings, stage_of
from dmedesk.recalls.rules.words import LetterStep, Stage

TODAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("undecided", "letters", "unremedied", "closed", "criteria", "stage"),
    [
        (0, 0, 0, False, False, Stage.DECIDE),
        (1, 1, 1, False, True, Stage.DECIDE),
        (0, 1, 1, False, True, Stage.TELL),
        (0, 0, 1, False, True, Stage.REMEDY),
        (0, 0, 0, False, True, Stage.READY),
        (0, 0, 0, True, True, Stage.CLOSED),
        (1, 0, 0, True, True, Stage.DECIDE),
        (0, 0, 1, True, True, Stage.REMEDY),
        (0, 1, 0, True, True, Stage.TELL),
    ],
)
def test_stages(
    undecided: int, letters: int, unremedied: int, closed: bool, criteria: bool, stage: Stage
) -> None:
    said = stage_of(
        undecided=undecided,
        open_letters=letters,
        unremedied=unremedied,
        is_closed=closed,
        has_criteria=criteria,
    )
    assert said is stage


_NAMES = st.lists(st.text("ABC", min_size=1), max_size=3)


@given(_NAMES, _NAMES, _NAMES, st.booleans(), st.booleans())
def test_nothing_is_closed_while_anything_is_open(
    undecided: list[str], unremedied: list[str], letters: list[str], criteria: bool, hazard: bool
) -> None:
    found = closing_findings(
        number="RCL-1",
        undecided=undecided,
        unremedied=unremedied,
        open_letters=letters,
        has_criteria=criteria,
        has_hazard=hazard,
    )
    is_done = criteria and hazard and not (undecided or unremedied or letters)
    assert (not found) is is_done
    assert len(found) == len(undecided + unremedied + letters) + (not criteria) + (not hazard)


@pytest.mark.parametrize(
    ("step", "way", "done_on", "who", "note", "codes"),
    [
        (LetterStep.SENT, "post", TODAY, "Ana", "", []),
        (LetterStep.SENT, None, TODAY, "Ana", "", ["no_way"]),
        (LetterStep.GIVEN, "route", TODAY, "Ana", "", ["no_proof"]),
        (LetterStep.GIVEN, "route", TODAY, "Ana", "Signed", []),
        (LetterStep.UNREACHABLE, None, TODAY, "Ana", "", ["no_reason"]),
        (LetterStep.UNREACHABLE, None, TODAY, "Ana", "Moved away, three tries", []),
        (LetterStep.ATTEMPT, "phone", None, "", "", ["no_day", "nobody_did_it"]),
        (LetterStep.ATTEMPT, "phone", date(2026, 10, 6), "Ana", "", ["day_to_come"]),
    ],
)
def test_a_fact_about_a_letter_says_all(
    step: LetterStep, way: str | None, done_on: date | None, who: str, note: str, codes: list[str]
) -> None:
    found = letter_findings(step=step, way=way, done_on=done_on, who=who, note=note, today=TODAY)
    assert [one.code for one in found] == codes
