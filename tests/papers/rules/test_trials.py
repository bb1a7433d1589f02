"""A trial's criteria on, below and above their lines, and where it stands from day to day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dmedesk.papers.rules.chains import Criterion, CriterionKind, Stage, chain_proposals
from dmedesk.papers.rules.holds import AuthorizationFact
from dmedesk.papers.rules.trials import (
    TRIAL_WORDS,
    VERDICT_WORDS,
    Answered,
    RequestFact,
    Tick,
    TrialFact,
    TrialState,
    Verdict,
    answer_fault,
    heads,
    lacking,
    not_covered,
    plan,
    ticks,
)
from dmedesk.papers.rules.words import Step

PUMP = chain_proposals()["insulin_pump"].criteria
DAY = date(2026, 6, 10)
AT = datetime(2026, 6, 10, 12, tzinfo=UTC)

TRIAL = {
    "1a": "Type 1",
    "2": "yes",
    "3": "yes",
    "4a": "3",
    "4b": "6",
    "4c": "yes",
    "5": "4",
    "6": "yes",
    "7": "7.1",
    "8a": "yes",
    "9": "yes",
}
GOING_ON = {
    "1": "yes",
    "2": "yes",
    "3a": "yes",
    "3b": "no",
    "4": "4",
    "5": "yes",
    "6": "7.1",
    "7a": "yes",
    "8a": "2026-05-01",
    "8b": "yes",
}


def said(value: str | None, reason: str | None = None) -> Answered:
    return Answered(value, reason, "Note", None, None, AT, "ana")


def judged(
    trial: dict[str, str], later: dict[str, str] | None = None, *, on: date = DAY
) -> list[Tick]:
    answers = {(Stage.TRIAL, label): said(value) for label, value in trial.items()}
    answers |= {(Stage.CONTINUING, label): said(value) for label, value in (later or {}).items()}
    return ticks(PUMP, answers, on)


def labels(found: list[Tick]) -> list[str]:
    return [tick.criterion.label for tick in found]


def test_the_nine_criteria_are_met() -> None:
    found = judged(TRIAL)
    assert lacking(found, Stage.TRIAL) == []
    assert len(heads(found, Stage.TRIAL)) == 9
    assert labels(lacking(found, Stage.CONTINUING)) == [str(n) for n in range(1, 9)]
    assert labels(lacking(judged({}), Stage.TRIAL)) == [str(n) for n in range(1, 10)]


@pytest.mark.parametrize(
    ("label", "value", "met"),
    [
        ("7", "6.9", False),
        ("7", "7.0", False),
        ("7", "7", False),
        ("7", "7.01", True),
        ("7", "7.1", True),
        ("4a", "2", False),
        ("4a", "3", True),
        ("4b", "5", False),
        ("4b", "6", True),
        ("5", "3", False),
        ("5", "4", True),
        ("1a", "Type 2", True),
        ("2", "no", False),
        ("9", "no", False),
    ],
)
def test_a_value_on_its_line(label: str, value: str, met: bool) -> None:
    """III.A.1, 4, 5, 7, 9: over 7.0 is not 7.0; at least three, six and four are."""
    found = judged({**TRIAL, label: value})
    assert (labels(lacking(found, Stage.TRIAL)) == []) is met
    if not met:
        assert labels(lacking(found, Stage.TRIAL)) == [label[0]]


@pytest.mark.parametrize(
    ("parts", "met"),
    [
        ({}, False),
        ({"8b": "100"}, False),
        ({"8b": "101"}, True),
        ({"8c": "200"}, False),
        ({"8c": "201"}, True),
        ({"8a": "no", "8d": "yes"}, True),
        ({"8a": "no", "8b": "90", "8c": "180", "8d": "no"}, False),
    ],
)
def test_any_one_indication_is_enough(parts: dict[str, str], met: bool) -> None:
    """III.A.8."""
    rest = {label: value for label, value in TRIAL.items() if label != "8a"}
    assert (labels(lacking(judged({**rest, **parts}), Stage.TRIAL)) == []) is met


def test_an_exception_needs_a_text_that_allows_it() -> None:
    """III.A.7: exceptions rest on the features of the case; elsewhere none is allowed."""
    asked = {(Stage.TRIAL, "7"): said("6.8", "Lows at night"), (Stage.TRIAL, "5"): said("3", "Why")}
    found = {tick.criterion.label: tick for tick in heads(ticks(PUMP, asked, DAY), Stage.TRIAL)}
    assert found["7"].verdict is Verdict.EXCEPTED
    assert found["7"].why == "6.8 percent is not over 7.0; exception: Lows at night"
    assert found["5"].verdict is Verdict.NOT_MET


def test_what_was_taken_back_is_missing() -> None:
    taken = {(Stage.TRIAL, "2"): said(None, "Of another member")}
    (found,) = [tick for tick in ticks(PUMP, taken, DAY) if tick.why == "Of another member"]
    assert found.verdict is Verdict.MISSING


@pytest.mark.parametrize(
    ("label", "value", "met"),
    [
        ("6", "7.1", True),
        ("6", "7.0", True),
        ("6", "7.2", False),
        ("3b", "yes", False),
        ("7a", "no", False),
        ("8a", "2026-03-10", True),
        ("8a", "2026-03-09", False),
        ("8a", "2026-06-11", False),
    ],
)
def test_going_on(label: str, value: str, met: bool) -> None:
    """III.B: HbA1c against the trial's; seen within three months; no reactions."""
    found = judged(TRIAL, {**GOING_ON, label: value})
    assert (labels(lacking(found, Stage.CONTINUING)) == []) is met


def test_only_what_the_trial_showed_can_be_better() -> None:
    """III.B.7: from what was present at the most recently approved request."""
    later = {**GOING_ON, "7a": "no", "7b": "yes"}
    assert labels(lacking(judged(TRIAL, later), Stage.CONTINUING)) == ["7"]
    both = judged({**TRIAL, "8b": "140"}, later)
    assert lacking(both, Stage.CONTINUING) == []


def test_a_case_that_is_not_covered_is_named() -> None:
    """II.B.4."""
    found = ticks(PUMP, {(Stage.NOT_COVERED, "4"): said("yes")}, DAY)
    (case,) = not_covered(found)
    assert (case.criterion.text, case.criterion.citation) == (
        "Wanted only for convenience",
        "II.B.4",
    )
    assert not_covered(ticks(PUMP, {(Stage.NOT_COVERED, "4"): said("no")}, DAY)) == []


def a_pa(number: int, first: date, last: date | None = None) -> AuthorizationFact:
    until_on = None if last is None else last + timedelta(days=1)
    return AuthorizationFact(number, f"PA{number}", first, until_on)


BEGUN = date(2026, 6, 10)
FIRST = a_pa(1, date(2026, 6, 1), date(2026, 9, 9))
SECOND = a_pa(2, date(2026, 9, 10))


def a_trial(
    *authorizations: AuthorizationFact,
    begun_on: date | None = None,
    asked: tuple[tuple[date, Step | None], ...] = (),
    found: list[Tick] | None = None,
    closed_on: date | None = None,
) -> TrialFact:
    requests = [RequestFact(n, f"PAR-{n}", on, step) for n, (on, step) in enumerate(asked, 1)]
    shown = judged(TRIAL) if found is None else found
    return TrialFact(3, 30, begun_on, closed_on, shown, authorizations, requests)


def test_before_it_begins() -> None:
    day = date(2026, 6, 1)
    assert plan(a_trial(found=judged({})), day).state is TrialState.GATHERING
    assert plan(a_trial(), day).state is TrialState.TO_ASK
    assert plan(a_trial(asked=((day, None),)), day).state is TrialState.ASKED
    assert plan(a_trial(asked=((day, Step.DENIED),)), day).state is TrialState.DENIED
    assert plan(a_trial(asked=((day, Step.APPEALED),)), day).state is TrialState.ASKED
    assert plan(a_trial(FIRST), day).state is TrialState.AUTHORIZED
    ended = a_pa(9, date(2024, 1, 1), date(2024, 12, 31))
    assert plan(a_trial(ended), day).state is TrialState.TO_ASK
    barred = [*judged(TRIAL), *ticks(PUMP, {(Stage.NOT_COVERED, "3"): said("yes")}, day)]
    assert plan(a_trial(found=barred), day).state is TrialState.NOT_COVERED
    assert plan(a_trial(FIRST, closed_on=day), day).state is TrialState.CLOSED


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 6, 10), TrialState.RUNNING),
        (date(2026, 8, 9), TrialState.RUNNING),
        (date(2026, 8, 10), TrialState.ASK_SECOND),
        (date(2026, 9, 9), TrialState.ASK_SECOND),
        (date(2026, 9, 10), TrialState.LATE),
    ],
)
def test_the_second_is_asked_for_before_the_first_ends(on: date, state: TrialState) -> None:
    """III.C; thirty days before are the shop's own."""
    found = plan(a_trial(FIRST, begun_on=BEGUN), on)
    assert found.state is state
    assert (found.ends_on, found.ask_by) == (date(2026, 9, 10), date(2026, 9, 9))
    assert found.first == FIRST


def test_an_authorization_that_ends_before_the_trial_is_renewed_before() -> None:
    short = a_pa(1, date(2026, 6, 1), date(2026, 8, 31))
    found = plan(a_trial(short, begun_on=BEGUN), DAY)
    assert (found.ask_by, found.ends_on) == (date(2026, 8, 31), date(2026, 9, 10))
    longer = a_pa(1, date(2026, 6, 1), date(2026, 12, 31))
    assert plan(a_trial(longer, begun_on=BEGUN), DAY).ask_by == date(2026, 9, 9)


@pytest.mark.parametrize(
    ("on", "step", "state"),
    [
        (date(2026, 9, 9), None, TrialState.SECOND_ASKED),
        (date(2026, 9, 10), None, TrialState.WAITS),
        (date(2026, 9, 10), Step.APPEALED, TrialState.WAITS),
        (date(2026, 9, 1), Step.DENIED, TrialState.SECOND_DENIED),
    ],
)
def test_the_second_was_asked_for(on: date, step: Step | None, state: TrialState) -> None:
    asked = ((date(2026, 6, 1), Step.GRANTED), (date(2026, 8, 20), step))
    found = plan(a_trial(FIRST, begun_on=BEGUN, asked=asked), on)
    assert found.state is state
    assert found.request is not None
    assert found.request.request_no == "PAR-2"


def test_it_goes_on_with_the_second() -> None:
    found = plan(a_trial(FIRST, SECOND, begun_on=BEGUN), date(2026, 12, 1))
    assert (found.state, found.second, found.due_on) == (TrialState.CONTINUING, SECOND, None)


@pytest.mark.parametrize(
    ("kind", "line", "value", "may"),
    [
        ("yes", "", "perhaps", False),
        ("no", "", "no", True),
        ("over", "7", "7,1", False),
        ("over", "7", "7.1", True),
        ("date", "3", "soon", False),
        ("date", "3", "2026-06-01", True),
        ("choice", "A; B", "C", False),
        ("choice", "A; B", "B", True),
        ("text", "", "anything", True),
        ("any_of", "", "yes", False),
    ],
)
def test_what_can_be_written_down(kind: str, line: str, value: str, may: bool) -> None:
    one = Criterion(Stage.TRIAL, "1", CriterionKind(kind), "T", line)
    assert (answer_fault(one, value) == "") is may


def test_every_state_and_verdict_has_its_word() -> None:
    assert TRIAL_WORDS.keys() == set(TrialState)
    assert VERDICT_WORDS.keys() == set(Verdict)
