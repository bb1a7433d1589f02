"""One recall as its page shows it: the notice, the clock, every unit, every letter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.stops import is_last, notice_of
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.criteria import LIVE, RECALL, Stand
from dmedesk.assets.rules.matching import Notice
from dmedesk.assets.rules.moves import Cause
from dmedesk.assets.tables import Asset, Place, StopMark
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.routes import ComingVisit, coming_visits, town_of
from dmedesk.members.tables import Member
from dmedesk.recalls.queries.people import Holder, holders_of
from dmedesk.recalls.rules.cases import stage_of
from dmedesk.recalls.rules.clock import Clock, clock_of, runs_five_days, unclassified_runs
from dmedesk.recalls.rules.facts import RecallFacts
from dmedesk.recalls.rules.words import (
    ENDS_LETTER,
    Hazard,
    LetterStep,
    LetterWay,
    Remedy,
    Stage,
    StepKind,
)
from dmedesk.recalls.tables import (
    Recall,
    RecallLetter,
    RecallLetterFact,
    RecallRemedy,
    RecallStep,
)
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.tables import ClosedDay


@dataclass(frozen=True, slots=True)
class CaseUnit:
    """A unit that a recall met: how it stands, where it is, who has or had it, what was done."""

    id: int
    serial: str
    product_id: int
    product: str
    stand: Stand
    reason: str
    said_by: str
    state: AssetState
    place: str
    holder_id: int | None
    holder: str
    past: tuple[str, ...]
    remedy: Remedy | None
    done_on: date | None
    done_by: str
    cost_cents: int | None
    note: str

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the recall open."""
        return self.stand in LIVE


@dataclass(frozen=True, slots=True)
class LetterFact:
    """What became of a letter, once."""

    step: LetterStep
    way: LetterWay | None
    done_on: date
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """A member who must have the notice, or got it. ``id`` is 0 while no letter is made.

    ``zip`` is that of the letter's address; ``visit`` is the next one to the member, if any.
    """

    id: int
    letter_no: str
    member_id: int
    member: str
    town: str
    is_owed: bool
    facts: tuple[LetterFact, ...]
    zip: str = ""
    visit: ComingVisit | None = None

    @property
    def last(self) -> LetterFact | None:
        """What became of it last."""
        return self.facts[-1] if self.facts else None

    @property
    def is_open(self) -> bool:
        """Whether nothing ends it yet."""
        return not any(fact.step in ENDS_LETTER for fact in self.facts)


@dataclass(frozen=True, slots=True)
class CaseStep:
    """What happened to the recall as a whole."""

    turn: int
    step: StepKind
    hazard: Hazard | None
    done_on: date
    who: str
    cents: int | None
    note: str


@dataclass(frozen=True, slots=True)
class CaseRead:
    """One recall with everything that belongs to it."""

    recall: RecallFacts
    notice: Notice
    clock: Clock
    stage: Stage
    units: tuple[CaseUnit, ...]
    letters: tuple[CaseLetter, ...]
    steps: tuple[CaseStep, ...]

    @property
    def hazard(self) -> Hazard | None:
        """What was judged last."""
        return hazard_of(self.steps)

    @property
    def closed_on(self) -> date | None:
        """The day it was closed; None while it is open."""
        return closed_on(self.steps)


def cause_of(recall: Recall | RecallFacts) -> Cause:
    """The recall as units know it."""
    return Cause(RECALL, recall.recall_no)


def facts_of(session: Session, recall_id: int) -> RecallFacts | None:
    """A recall's own facts; None where there is none."""
    recall = session.get(Recall, recall_id)
    if recall is None:
        return None
    return RecallFacts(**{name: getattr(recall, name) for name in RecallFacts.__slots__})


def hazard_of(steps: Sequence[CaseStep]) -> Hazard | None:
    """The hazard that was judged last; None where nobody did."""
    judged = [one.hazard for one in steps if one.step is StepKind.JUDGED]
    return judged[-1] if judged else None


def closed_on(steps: Sequence[CaseStep]) -> date | None:
    """The day on which it was closed, where it was not opened again."""
    ends = [one for one in steps if one.step in (StepKind.CLOSED, StepKind.REOPENED)]
    return ends[-1].done_on if ends and ends[-1].step is StepKind.CLOSED else None


def read_case(session: Session, recall_id: int, *, on: date) -> CaseRead | None:
    """One recall on a day; None where there is none."""
    recall = facts_of(session, recall_id)
    if recall is None:
        return None
    steps = steps_of(session, recall_id)
    units = tuple(_units(session, recall))
    letters = tuple(letters_of(session, recall, on=on))
    notice = notice_of(session, cause_of(recall))
    return CaseRead(
        recall=recall,
        notice=notice,
        clock=clock_on(session, recall, steps, on=on),
        stage=stage_of(
            undecided=sum(unit.stand in _UNDECIDED for unit in units),
            open_letters=sum(letter.is_open and letter.is_owed for letter in letters),
            unremedied=sum(unit.stand is Stand.CONFIRMED for unit in units),
            is_closed=closed_on(steps) is not None,
            has_criteria=bool(notice.criteria),
        ),
        units=units,
        letters=letters,
        steps=steps,
    )


_UNDECIDED = frozenset({Stand.CERTAIN, Stand.POSSIBLE})


def clock_on(
    session: Session, recall: RecallFacts, steps: Sequence[CaseStep], *, on: date
) -> Clock:
    """The recall's clock as it stands on a day."""
    said = policies(session)
    runs, why = runs_five_days(
        recall.recall_class,
        hazard=hazard_of(steps),
        is_escalated=any(one.step is StepKind.ESCALATED for one in steps),
        unclassified_runs=unclassified_runs(said, recall.received_on),
    )
    return clock_of(
        received_on=recall.received_on,
        maker_due_on=recall.maker_due_on,
        runs=runs,
        why=why,
        closed_on=closed_on(steps),
        today=on,
        policies=said,
        closed_days=frozenset(session.scalars(select(ClosedDay.closed_on))),
    )


def steps_of(session: Session, recall_id: int) -> tuple[CaseStep, ...]:
    """What happened to a recall, in its order."""
    chosen = select(RecallStep).where(RecallStep.recall_id == recall_id).order_by(RecallStep.turn)
    return tuple(
        CaseStep(one.turn, one.step, one.hazard, one.done_on, one.who, one.cents, one.note)
        for one in session.scalars(chosen)
    )


_HOLDER = Member.last_name + ", " + Member.first_name


def _units(session: Session, recall: RecallFacts) -> Iterator[CaseUnit]:
    chosen = (
        select(StopMark, Asset, Product.description, Place.name, _HOLDER)
        .join(Asset, Asset.id == StopMark.asset_id)
        .join(Product, Product.id == Asset.product_id)
        .outerjoin(Place, Place.id == Asset.place_id)
        .outerjoin(Member, Member.id == Asset.holder_id)
        .where(StopMark.cause_kind == RECALL, StopMark.cause_no == recall.recall_no, is_last())
        .order_by(Asset.serial_key)
    )
    rows = session.execute(chosen).all()
    remedies = last_remedies(session, recall.id)
    past: dict[int, list[Holder]] = {}
    for one in holders_of(session, [row[1].id for row in rows]):
        past.setdefault(one.asset_id, []).append(one)
    for mark, asset, product, place, holder in sorted(rows, key=lambda row: _RANK[row[0].stand]):
        done = remedies.get(asset.id)
        yield CaseUnit(
            id=asset.id,
            serial=asset.serial,
            product_id=asset.product_id,
            product=product,
            stand=mark.stand,
            reason=mark.reason,
            said_by=mark.recorded_by,
            state=asset.state,
            place=place or "",
            holder_id=asset.holder_id,
            holder=holder or "",
            past=_others(past.get(asset.id, ()), asset.holder_id),
            remedy=None if done is None else done.remedy,
            done_on=None if done is None else done.done_on,
            done_by="" if done is None else done.done_by,
            cost_cents=None if done is None else done.cost_cents,
            note="" if done is None else done.note,
        )


def _others(had: Sequence[Holder], holder_id: int | None) -> tuple[str, ...]:
    """Who else had it, and when."""
    return tuple(f"{one.member} ({one.words()})" for one in had if one.member_id != holder_id)


_RANK = {
    Stand.CERTAIN: 0,
    Stand.POSSIBLE: 1,
    Stand.CONFIRMED: 2,
    Stand.REMEDIED: 3,
    Stand.CLEARED: 4,
}


def last_remedies(session: Session, recall_id: int) -> dict[int, RecallRemedy]:
    """What was done with each unit last."""
    chosen = select(RecallRemedy).where(RecallRemedy.recall_id == recall_id)
    return {one.asset_id: one for one in session.scalars(chosen.order_by(RecallRemedy.turn))}


def owed_members(session: Session, recall: RecallFacts) -> dict[int, Member]:
    """The members who must have the notice: they had a unit that a person confirmed, since it was
    matched or when it was.
    """
    confirmed = select(StopMark.asset_id).where(
        StopMark.cause_kind == RECALL,
        StopMark.cause_no == recall.recall_no,
        StopMark.stand.in_((Stand.CONFIRMED, Stand.REMEDIED)),
        is_last(),
    )
    chosen = (
        select(Member)
        .join(StopMark, StopMark.holder_id == Member.id)
        .where(
            StopMark.cause_kind == RECALL,
            StopMark.cause_no == recall.recall_no,
            StopMark.asset_id.in_(confirmed),
        )
        .distinct()
        .order_by(Member.last_name, Member.first_name, Member.id)
    )
    return {member.id: member for member in session.scalars(chosen)}


def letters_of(session: Session, recall: RecallFacts, *, on: date) -> Iterator[CaseLetter]:
    """A line for everybody who must have the notice, and for every letter that was made."""
    facts = _facts_by_letter(session, recall)
    made = {
        letter.member_id: (letter, member)
        for letter, member in session.execute(
            select(RecallLetter, Member)
            .join(Member, Member.id == RecallLetter.member_id)
            .where(RecallLetter.recall_id == recall.id)
            .order_by(RecallLetter.letter_no)
        )
    }
    owed = owed_members(session, recall)
    people = {**owed, **{member_id: member for member_id, (_, member) in made.items()}}
    visits = coming_visits(session, member_ids=people, from_on=on)
    for member_id, member in people.items():
        letter = made[member_id][0] if member_id in made else None
        yield CaseLetter(
            id=0 if letter is None else letter.id,
            letter_no="" if letter is None else letter.letter_no,
            member_id=member_id,
            member=f"{member.last_name}, {member.first_name}",
            town=town_of(member),
            is_owed=letter is not None or member_id in owed,
            facts=() if letter is None else tuple(facts.get(letter.id, ())),
            zip=member.zip or "",
            visit=visits.get(member_id),
        )


def _facts_by_letter(session: Session, recall: RecallFacts) -> dict[int, list[LetterFact]]:
    facts: dict[int, list[LetterFact]] = {}
    told = (
        select(RecallLetterFact)
        .join(RecallLetter, RecallLetter.id == RecallLetterFact.letter_id)
        .where(RecallLetter.recall_id == recall.id)
        .order_by(RecallLetterFact.turn)
    )
    for one in session.scalars(told):
        fact = LetterFact(one.step, one.way, one.done_on, one.who, one.note)
        facts.setdefault(one.letter_id, []).append(fact)
    return facts
