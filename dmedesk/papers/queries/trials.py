"""Trials: one with its checklists and what is due, all of them in a list, those of a member."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from dmedesk.kit.plain_list import PlainList
from dmedesk.members.queries.finding import full_name
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.queries.chains import criteria_rows, criterion_of
from dmedesk.papers.queries.facts import authorization_facts
from dmedesk.papers.rules.chains import Criterion, Stage
from dmedesk.papers.rules.trials import (
    STOPPED,
    WAITING,
    Answered,
    RequestFact,
    Tick,
    TrialFact,
    TrialPlan,
    TrialState,
    heads,
    lacking,
    not_covered,
    plan,
    ticks,
)
from dmedesk.papers.tables import (
    AuthorizationRequest,
    AuthorizationStep,
    Chain,
    Trial,
    TrialAnswer,
)


@dataclass(frozen=True, slots=True)
class TrialRead:
    """One trial as of a day. ``ids`` are those of its criteria by stage and label."""

    id: int
    version: int
    values: Mapping[str, Any]
    member: str
    member_no: str
    payer_id: int
    payer: str
    chain: Chain
    ticks: tuple[Tick, ...]
    plan: TrialPlan
    ids: Mapping[tuple[Stage, str], int]

    @property
    def missing(self) -> list[Tick]:
        """What is missing for what is next: the trial, or going on after it."""
        begun = self.values["begun_on"] is not None
        return lacking(self.ticks, Stage.CONTINUING if begun else Stage.TRIAL)


def trials_read(
    session: Session, on: date, *, ids: Collection[int] | None = None, member_id: int | None = None
) -> list[TrialRead]:
    """Trials (all, or these, or a member's) as of a day, the latest first; a few statements."""
    chosen = (
        select(Trial, Chain, Member, Payer)
        .join(Chain, Chain.id == Trial.chain_id)
        .join(Member, Member.id == Trial.member_id)
        .join(Payer, Payer.id == Chain.payer_id)
        .order_by(Trial.id.desc())
    )
    if ids is not None:
        chosen = chosen.where(Trial.id.in_(list(ids)))
    if member_id is not None:
        chosen = chosen.where(Trial.member_id == member_id)
    rows = session.execute(chosen).all()
    if not rows:
        return []
    criteria = criteria_rows(session, {chain.id for _trial, chain, _member, _payer in rows})
    answers = _answers(session, [trial.id for trial, *_rest in rows])
    members = {member.id for _trial, _chain, member, _payer in rows}
    authorizations = authorization_facts(session, member_ids=members)
    requests = _requests(session, members)
    found = []
    for trial, chain, member, payer in rows:
        own = {one.id: criterion_of(one) for one in criteria.get(chain.id, [])}
        key = (member.id, trial.hcpcs)
        asked = requests.get((*key, payer.id), [])
        judged = _judged(own, answers.get(trial.id, {}), _judged_on(trial, asked, on))
        fact = TrialFact(
            chain.trial_months,
            chain.ask_days,
            trial.begun_on,
            trial.closed_on,
            judged,
            authorizations.get(key, ()),
            asked,
        )
        row = (trial, chain, member, payer)
        found.append(_read(row, own, plan(fact, on), judged))
    return found


def _read(
    row: tuple[Trial, Chain, Member, Payer],
    own: Mapping[int, Criterion],
    planned: TrialPlan,
    judged: Collection[Tick],
) -> TrialRead:
    trial, chain, member, payer = row
    names = inspect(Trial).columns.keys()
    return TrialRead(
        trial.id,
        trial.row_version,
        {name: getattr(trial, name) for name in names if name not in ("id", "row_version")},
        full_name(member.last_name, member.first_name),
        member.member_no,
        payer.id,
        payer.name,
        chain,
        tuple(judged),
        planned,
        {(one.stage, one.label): criterion_id for criterion_id, one in own.items()},
    )


def _judged_on(trial: Trial, asked: Collection[RequestFact], on: date) -> date:
    """The day of the second request, once it is made: what was shown, was shown then."""
    if trial.begun_on is not None:
        later = [one.asked_on for one in asked if one.asked_on > trial.begun_on]
        if later:
            return min(max(later), on)
    return trial.closed_on or on


def _judged(own: Mapping[int, Criterion], answers: Mapping[int, Answered], on: date) -> list[Tick]:
    by_key = {
        (own[criterion_id].stage, own[criterion_id].label): answer
        for criterion_id, answer in answers.items()
        if criterion_id in own
    }
    return ticks(own.values(), by_key, on)


def _answers(session: Session, trial_ids: Collection[int]) -> dict[int, dict[int, Answered]]:
    """The last answer of each criterion, by trial."""
    chosen = (
        select(TrialAnswer)
        .where(TrialAnswer.trial_id.in_(list(trial_ids)))
        .order_by(TrialAnswer.trial_id, TrialAnswer.turn)
    )
    found: dict[int, dict[int, Answered]] = defaultdict(dict)
    for one in session.scalars(chosen):
        found[one.trial_id][one.criterion_id] = _answered(one)
    return dict(found)


def _answered(one: TrialAnswer) -> Answered:
    return Answered(
        one.said,
        one.reason,
        one.evidence,
        one.evidence_on,
        one.file_sha256,
        one.recorded_at,
        one.recorded_by,
    )


def _requests(
    session: Session, member_ids: Collection[int]
) -> dict[tuple[int, str, int], list[RequestFact]]:
    """The requests for authorization of these members by member, code and payer."""
    chosen = select(AuthorizationRequest).where(
        AuthorizationRequest.member_id.in_(list(member_ids))
    )
    rows = session.scalars(chosen.order_by(AuthorizationRequest.id)).all()
    steps = select(AuthorizationStep.request_id, AuthorizationStep.step).where(
        AuthorizationStep.request_id.in_([one.id for one in rows])
    )
    last = dict(session.execute(steps.order_by(AuthorizationStep.turn)).all())
    found: dict[tuple[int, str, int], list[RequestFact]] = defaultdict(list)
    for one in rows:
        fact = RequestFact(one.id, one.request_no, one.asked_on, last.get(one.id))
        found[one.member_id, one.hcpcs, one.payer_id].append(fact)
    return dict(found)


def trial_read(session: Session, trial_id: int, *, on: date) -> TrialRead | None:
    """One trial as of a day; None where there is none of this id."""
    return next(iter(trials_read(session, on, ids=[trial_id])), None)


@dataclass(frozen=True, slots=True)
class TrialListed:
    """One trial in the list; ``due_on`` is the day of what is next, ``done`` its criteria."""

    id: int
    trial_no: str
    member: str
    member_no: str
    payer: str
    title: str
    hcpcs: str
    state: TrialState
    is_over: int
    done: str
    needs: str
    opened_on: date
    begun_on: date | None
    ends_on: date | None
    ask_by: date | None
    due_on: date | None


def trials_listed(session: Session, on: date) -> list[TrialListed]:
    """Every trial, what is due first on top, those that are over at the end."""
    found = [listed(one) for one in trials_read(session, on)]
    return sorted(found, key=lambda one: (one.is_over, one.due_on or date.max, one.trial_no))


def listed(one: TrialRead) -> TrialListed:
    """A trial as the list has it."""
    begun = one.values["begun_on"] is not None
    stage = Stage.CONTINUING if begun else Stage.TRIAL
    asked = len(heads(one.ticks, stage))
    barred = ", ".join(tick.criterion.text for tick in not_covered(one.ticks))
    needs = barred or ", ".join(tick.criterion.text for tick in one.missing)
    over = one.plan.state in (TrialState.CONTINUING, TrialState.CLOSED)
    return TrialListed(
        one.id,
        one.values["trial_no"],
        one.member,
        one.member_no,
        one.payer,
        one.chain.title,
        one.values["hcpcs"],
        one.plan.state,
        int(over),
        f"{asked - len(one.missing)} of {asked}",
        "" if over else needs,
        one.values["opened_on"],
        one.values["begun_on"],
        one.plan.ends_on,
        one.plan.ask_by,
        one.plan.due_on,
    )


_CHIPS: Mapping[str, Collection[TrialState]] = {
    "to_do": WAITING,
    "ask_second": (TrialState.ASK_SECOND,),
    "stopped": STOPPED,
    "running": (TrialState.RUNNING, TrialState.SECOND_ASKED, TrialState.ASK_SECOND),
    "continuing": (TrialState.CONTINUING,),
}


def _is_one(chip: str, row: TrialListed, _on: date) -> bool:
    return row.state in _CHIPS[chip]


TRIALS: PlainList[TrialListed] = PlainList(
    trials_listed, chips={chip: partial(_is_one, chip) for chip in _CHIPS}
)
"""Every trial. Money stands still for those that are ``stopped``."""


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One entry of a trial's record, as it was written down; ``turn`` counts from 1."""

    turn: int
    stage: Stage
    label: str
    text: str
    answer: Answered


def answers_told(session: Session, *, trial_id: int) -> Iterator[AnswerTold]:
    """Everything that was written down of a trial, in turn."""
    trial = session.get(Trial, trial_id)
    if trial is None:
        return
    own = {one.id: one for one in criteria_rows(session, [trial.chain_id])[trial.chain_id]}
    chosen = select(TrialAnswer).where(TrialAnswer.trial_id == trial_id)
    for one in session.scalars(chosen.order_by(TrialAnswer.turn)):
        asked = own[one.criterion_id]
        yield AnswerTold(one.turn, asked.stage, asked.label, asked.text, _answered(one))
