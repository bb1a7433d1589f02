"""One trial: which criteria are met by what was written down, where it stands, what is due when.

Facts are handed over. A value exactly on its line is judged as the criterion says: over 7.0 is not
7.0. What the text leaves open is never decided here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from dmedesk.kit.calendar import ONE_DAY, months_after
from dmedesk.papers.rules.chains import (
    HEADS,
    Criterion,
    CriterionKind,
    Stage,
    choices_in,
    day_in,
    number_in,
)
from dmedesk.papers.rules.holds import AuthorizationFact
from dmedesk.papers.rules.words import Step

YES, NO = "yes", "no"
"""How a yes and a no are written down."""


class Answered(NamedTuple):
    """What was written down of a criterion last: the value, a reason, and the evidence for it.

    ``said`` is None where it was taken back. A ``reason`` beside a value asks for an exception.
    ``file_sha256`` is a file that is attached to the trial.
    """

    said: str | None
    reason: str | None
    evidence: str | None
    evidence_on: date | None
    file_sha256: str | None
    recorded_at: datetime
    recorded_by: str


class Verdict(StrEnum):
    """What a criterion comes to; ``EXCEPTED`` is off its line with a reason: the payer decides."""

    MET = "met"
    NOT_MET = "not_met"
    EXCEPTED = "excepted"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class Tick(NamedTuple):
    """One criterion with what was written down of it, what it comes to, and why."""

    criterion: Criterion
    answer: Answered | None
    verdict: Verdict
    why: str = ""


_Key = tuple[Stage, str]
_GOOD = frozenset({Verdict.MET, Verdict.EXCEPTED, Verdict.NOT_NEEDED})


def ticks(criteria: Iterable[Criterion], answers: Mapping[_Key, Answered], on: date) -> list[Tick]:
    """Every criterion judged on a day, by stage and label; a head after its parts, shown first."""
    ordered = sorted(criteria, key=lambda one: (list(Stage).index(one.stage), one.place))
    own: dict[_Key, Tick] = {}
    for one in sorted(ordered, key=lambda one: (list(Stage).index(one.stage), one.kind in HEADS)):
        key = (one.stage, one.label)
        own[key] = _head(one, own) if one.kind in HEADS else _single(one, answers, own, on)
    return [own[one.stage, one.label] for one in ordered]


def heads(found: Iterable[Tick], stage: Stage) -> list[Tick]:
    """Those of a stage that are no parts: what the text counts."""
    return [tick for tick in found if tick.criterion.stage is stage and not tick.criterion.is_part]


def lacking(found: Iterable[Tick], stage: Stage) -> list[Tick]:
    """The criteria of a stage that are missing, or not met."""
    return [tick for tick in heads(found, stage) if tick.verdict not in _GOOD]


def not_covered(found: Iterable[Tick]) -> list[Tick]:
    """The cases in which nothing is covered that apply here."""
    return [tick for tick in heads(found, Stage.NOT_COVERED) if tick.verdict is Verdict.NOT_MET]


def _head(one: Criterion, own: Mapping[_Key, Tick]) -> Tick:
    parts = [
        tick
        for tick in own.values()
        if tick.criterion.stage is one.stage
        and tick.criterion.is_part
        and tick.criterion.place[0] == one.place[0]
    ]
    verdicts = [tick.verdict for tick in parts if tick.verdict is not Verdict.NOT_NEEDED]
    if one.kind is CriterionKind.ANY_OF:
        order = (Verdict.MET, Verdict.EXCEPTED, Verdict.MISSING, Verdict.NOT_MET)
    else:
        order = (Verdict.NOT_MET, Verdict.MISSING, Verdict.EXCEPTED, Verdict.MET)
    verdict = next((wanted for wanted in order if wanted in verdicts), Verdict.NOT_NEEDED)
    told = [tick.criterion.label for tick in parts if tick.verdict is verdict]
    said = "" if verdict is Verdict.NOT_NEEDED else ", ".join(told)
    return Tick(one, None, verdict, said)


def _single(
    one: Criterion, answers: Mapping[_Key, Answered], own: Mapping[_Key, Tick], on: date
) -> Tick:
    answer = answers.get((one.stage, one.label))
    if answer is None or answer.said is None:
        verdict = Verdict.NOT_NEEDED if one.is_optional else Verdict.MISSING
        return Tick(one, answer, verdict, (answer and answer.reason) or "")
    compared = own.get((Stage.TRIAL, one.line)) if one.stage is Stage.CONTINUING else None
    why = fault_of(one, answer.said, compared, on)
    if not why:
        return Tick(one, answer, Verdict.MET, one.confirm)
    if one.may_except and answer.reason:
        return Tick(one, answer, Verdict.EXCEPTED, f"{why}; exception: {answer.reason}")
    return Tick(one, answer, Verdict.NOT_MET, why)


def fault_of(one: Criterion, said: str, compared: Tick | None, on: date) -> str:
    """Why a value does not meet its criterion on a day; empty where it does.

    ``compared`` is the trial's criterion that it is held against, judged.
    """
    unit = f" {one.unit}" if one.unit else ""
    match one.kind:
        case CriterionKind.YES if said != YES:
            return "it is not so"
        case CriterionKind.YES if one.line and not _was_met(compared):
            return f"{one.line} was not shown for the trial"
        case CriterionKind.NO if said != NO:
            return "it is so"
        case CriterionKind.OVER | CriterionKind.AT_LEAST | CriterionKind.UNDER:
            return _off_line(one, said, unit)
        case CriterionKind.NOT_ABOVE:
            return _above(said, compared, unit)
        case CriterionKind.DATE:
            return _too_long_ago(one, said, on)
        case CriterionKind.CHOICE if said not in choices_in(one.line):
            return f"not one of: {one.line}"
    return ""


def _was_met(compared: Tick | None) -> bool:
    return compared is not None and compared.verdict is Verdict.MET


def _off_line(one: Criterion, said: str, unit: str) -> str:
    value, line = number_in(said), number_in(one.line)
    if value is None or line is None:
        return f"{said} is no number"
    if one.kind is CriterionKind.OVER and value <= line:
        return f"{said}{unit} is not over {one.line}"
    if one.kind is CriterionKind.AT_LEAST and value < line:
        return f"{said}{unit} is less than {one.line}"
    if one.kind is CriterionKind.UNDER and value >= line:
        return f"{said}{unit} is not under {one.line}"
    return ""


def _above(said: str, compared: Tick | None, unit: str) -> str:
    before = compared.answer.said if compared and compared.answer else None
    value, was = number_in(said), None if before is None else number_in(before)
    if value is None:
        return f"{said} is no number"
    if was is None:
        return "the value of the trial is missing"
    return f"{said}{unit} is above the {before} of the trial" if value > was else ""


def _too_long_ago(one: Criterion, said: str, on: date) -> str:
    day = day_in(said)
    if day is None:
        return f"{said} is no day"
    if day > on:
        return "the day is in the future"
    if one.line and day < months_after(on, -int(one.line)):
        return f"{day} is more than {one.line} months ago"
    return ""


class TrialState(StrEnum):
    """Where a trial stands: each says who has to do what."""

    GATHERING = "gathering"
    TO_ASK = "to_ask"
    ASKED = "asked"
    DENIED = "denied"
    NOT_COVERED = "not_covered"
    AUTHORIZED = "authorized"
    RUNNING = "running"
    ASK_SECOND = "ask_second"
    SECOND_ASKED = "second_asked"
    SECOND_DENIED = "second_denied"
    LATE = "late"
    WAITS = "waits"
    CONTINUING = "continuing"
    CLOSED = "closed"


class RequestFact(NamedTuple):
    """A request for authorization of the member and code, with what became of it last."""

    request_id: int
    request_no: str
    asked_on: date
    step: Step | None


@dataclass(frozen=True, slots=True)
class TrialFact:
    """One trial as it is judged on a day. ``begun_on`` is the day on which it was received."""

    trial_months: int
    ask_days: int
    begun_on: date | None
    closed_on: date | None
    ticks: Sequence[Tick]
    authorizations: Sequence[AuthorizationFact] = ()
    requests: Sequence[RequestFact] = ()


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """Where a trial stands. ``ends_on`` is the first day after it: the next month begins then.

    The second authorization is asked for from ``ask_from`` to ``ask_by``, its last day; ``due_on``
    is the day of what is next, if it has one.
    """

    state: TrialState
    ends_on: date | None = None
    ask_from: date | None = None
    ask_by: date | None = None
    due_on: date | None = None
    first: AuthorizationFact | None = None
    second: AuthorizationFact | None = None
    request: RequestFact | None = None


_DENIED = frozenset({Step.DENIED, Step.APPEAL_DENIED})


def plan(trial: TrialFact, on: date) -> TrialPlan:
    """Where a trial stands on a day."""
    if trial.closed_on is not None:
        return TrialPlan(TrialState.CLOSED)
    if trial.begun_on is None:
        return _before(trial, on)
    return _running(trial, trial.begun_on, on)


def _before(trial: TrialFact, on: date) -> TrialPlan:
    granted = [pa for pa in trial.authorizations if pa.until_on is None or pa.until_on > on]
    first = min(granted, key=_by_first_day, default=None)
    request = max(trial.requests, key=lambda one: (one.asked_on, one.request_id), default=None)
    state = TrialState.GATHERING
    if first is not None:
        state = TrialState.AUTHORIZED
    elif not_covered(trial.ticks):
        state = TrialState.NOT_COVERED
    elif request is not None and request.step in _DENIED:
        state = TrialState.DENIED
    elif request is not None and request.step in (None, Step.APPEALED):
        state = TrialState.ASKED
    elif not lacking(trial.ticks, Stage.TRIAL):
        state = TrialState.TO_ASK
    return TrialPlan(state, first=first, request=request)


def _running(trial: TrialFact, begun_on: date, on: date) -> TrialPlan:
    ends_on = months_after(begun_on, trial.trial_months)
    covering = [pa for pa in trial.authorizations if pa.covers(begun_on)]
    first = min(covering, key=_by_first_day, default=None)
    end = ends_on if first is None or first.until_on is None else min(first.until_on, ends_on)
    ask_by = end - ONE_DAY
    ask_from = max(begun_on, ask_by - timedelta(days=trial.ask_days))
    later = [pa for pa in trial.authorizations if pa.from_on > begun_on]
    second = min(later, key=_by_first_day, default=None)
    asked = [one for one in trial.requests if one.asked_on > begun_on]
    request = max(asked, key=lambda one: (one.asked_on, one.request_id), default=None)
    state: TrialState = TrialState.RUNNING
    due_on: date | None = ask_from
    if second is not None:
        state, due_on = TrialState.CONTINUING, None
    elif not_covered(trial.ticks):
        state = TrialState.NOT_COVERED
    elif request is not None and request.step in _DENIED:
        state, due_on = TrialState.SECOND_DENIED, ends_on
    elif request is not None and request.step in (None, Step.APPEALED):
        state = TrialState.SECOND_ASKED if on < ends_on else TrialState.WAITS
        due_on = ends_on
    elif on > ask_by:
        state, due_on = TrialState.LATE, ask_by
    elif on >= ask_from:
        state, due_on = TrialState.ASK_SECOND, ask_by
    return TrialPlan(state, ends_on, ask_from, ask_by, due_on, first, second, request)


def _by_first_day(pa: AuthorizationFact) -> tuple[date, int]:
    return pa.from_on, pa.authorization_id


WAITING = frozenset({TrialState.ASK_SECOND, TrialState.TO_ASK, TrialState.GATHERING})
"""Where somebody of ours has something to do."""

STOPPED = frozenset(
    {
        TrialState.LATE,
        TrialState.WAITS,
        TrialState.DENIED,
        TrialState.SECOND_DENIED,
        TrialState.NOT_COVERED,
    }
)
"""Where money stands still."""

TRIAL_WORDS = {
    TrialState.GATHERING: "criteria missing",
    TrialState.TO_ASK: "ask for the first PA",
    TrialState.ASKED: "first PA asked for",
    TrialState.DENIED: "first PA denied",
    TrialState.NOT_COVERED: "not covered",
    TrialState.AUTHORIZED: "may begin",
    TrialState.RUNNING: "in the trial",
    TrialState.ASK_SECOND: "ask for the second PA",
    TrialState.SECOND_ASKED: "second PA asked for",
    TrialState.SECOND_DENIED: "second PA denied",
    TrialState.LATE: "second PA not asked for in time",
    TrialState.WAITS: "trial over, second PA waits",
    TrialState.CONTINUING: "goes on",
    TrialState.CLOSED: "closed",
}
"""Where a trial stands, as people read it."""

VERDICT_WORDS = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not met",
    Verdict.EXCEPTED: "exception asked for",
    Verdict.MISSING: "missing",
    Verdict.NOT_NEEDED: "not needed",
}
"""What a criterion comes to, as people read it."""


def answer_fault(one: Criterion, said: str) -> str:
    """Why a value cannot be written down for a criterion at all; empty where it can."""
    match one.kind:
        case CriterionKind.YES | CriterionKind.NO if said not in (YES, NO):
            return "Write yes or no."
        case CriterionKind.DATE if day_in(said) is None:
            return "Write a day: 2026-11-30."
        case CriterionKind.CHOICE if said not in choices_in(one.line):
            return f"Write one of: {one.line}."
        case CriterionKind.ANY_OF | CriterionKind.ALL_OF:
            return "Answer its parts."
        case (
            CriterionKind.OVER
            | CriterionKind.AT_LEAST
            | CriterionKind.UNDER
            | CriterionKind.NOT_ABOVE
        ) if number_in(said) is None:
            return "Write a number: 7.1."
    return ""
