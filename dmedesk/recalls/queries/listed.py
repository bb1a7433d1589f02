"""The lists of recalls: the queue by stage, the units and the letters that wait for a hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.queries.stops import is_last
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.criteria import LIVE, RECALL, Stand
from dmedesk.assets.tables import Asset, StopCriterion, StopMark
from dmedesk.catalog.tables import Product
from dmedesk.kit.lists import Ask, Sort
from dmedesk.members.tables import Member
from dmedesk.recalls.queries.cases import clock_on, facts_of, steps_of
from dmedesk.recalls.rules.clock import Clock
from dmedesk.recalls.rules.words import (
    ENDS_LETTER,
    LetterStep,
    RecallClass,
    Stage,
    StepKind,
)
from dmedesk.recalls.tables import Recall, RecallLetter, RecallLetterFact, RecallStep
from dmedesk.store.lists import ListQuery


@dataclass(frozen=True, slots=True)
class RecallListed:
    """One recall of the queue. ``clock`` is worked out for the rows that are looked at."""

    id: int
    recall_no: str
    title: str
    firm: str
    fda_no: str | None
    recall_class: RecallClass
    received_on: date
    stage: str
    undecided: int
    open_units: int
    open_letters: int
    clock: Clock | None = None


def _marks(*stands: Stand) -> ColumnElement[int]:
    """How many units of a recall stand so."""
    chosen = select(func.count(StopMark.id)).where(
        StopMark.cause_kind == RECALL,
        StopMark.cause_no == Recall.recall_no,
        StopMark.stand.in_(stands),
        is_last(),
    )
    return chosen.correlate(Recall).scalar_subquery()


_ENDED = exists().where(
    RecallLetterFact.letter_id == RecallLetter.id, RecallLetterFact.step.in_(ENDS_LETTER)
)
_MADE_AND_OPEN = (
    select(func.count(RecallLetter.id))
    .where(RecallLetter.recall_id == Recall.id, ~_ENDED)
    .correlate(Recall)
    .scalar_subquery()
)
_Meant = aliased(StopMark)
_LaterMeant = aliased(StopMark)
_Holding = aliased(StopMark)
_IS_MEANT = exists().where(
    _Meant.asset_id == _Holding.asset_id,
    _Meant.cause_kind == RECALL,
    _Meant.cause_no == _Holding.cause_no,
    _Meant.stand.in_((Stand.CONFIRMED, Stand.REMEDIED)),
    ~exists().where(
        _LaterMeant.asset_id == _Meant.asset_id,
        _LaterMeant.cause_kind == RECALL,
        _LaterMeant.cause_no == _Meant.cause_no,
        _LaterMeant.turn > _Meant.turn,
    ),
)
_HAS_LETTER = exists().where(
    RecallLetter.recall_id == Recall.id, RecallLetter.member_id == _Holding.holder_id
)
_OWED_AND_NOT_MADE = (
    select(func.count(func.distinct(_Holding.holder_id)))
    .where(
        _Holding.cause_kind == RECALL,
        _Holding.cause_no == Recall.recall_no,
        _Holding.holder_id.is_not(None),
        _IS_MEANT,
        ~_HAS_LETTER,
    )
    .correlate(Recall)
    .scalar_subquery()
)
_OPEN_LETTERS = _MADE_AND_OPEN + _OWED_AND_NOT_MADE
_UNDECIDED = _marks(Stand.CERTAIN, Stand.POSSIBLE)
_UNREMEDIED = _marks(Stand.CONFIRMED)
_Later = aliased(RecallStep)
_IS_CLOSED = exists().where(
    RecallStep.recall_id == Recall.id,
    RecallStep.step == StepKind.CLOSED,
    ~exists().where(
        _Later.recall_id == RecallStep.recall_id,
        _Later.step == StepKind.REOPENED,
        _Later.turn > RecallStep.turn,
    ),
)
_HAS_CRITERIA = exists().where(
    StopCriterion.cause_kind == RECALL, StopCriterion.cause_no == Recall.recall_no
)
_STAGE: Any = case(
    (
        and_(_IS_CLOSED, _UNDECIDED == 0, _UNREMEDIED == 0, _OPEN_LETTERS == 0),
        Stage.CLOSED.value,
    ),
    (or_(_UNDECIDED > 0, ~_HAS_CRITERIA), Stage.DECIDE.value),
    (_OPEN_LETTERS > 0, Stage.TELL.value),
    (_UNREMEDIED > 0, Stage.REMEDY.value),
    else_=Stage.READY.value,
)
_NO_CLOCK: Any = literal(None, Integer)


class _Recalls(ListQuery[RecallListed]):
    """The queue with each recall's clock, worked out where a recall is looked at."""

    def rows(self, session: Session, ids: Sequence[int], *, on: date) -> list[RecallListed]:
        """The recalls of these ids in that order, with their clocks."""
        return [
            replace(row, clock=clock_of_recall(session, row.id, on=on))
            for row in super().rows(session, ids, on=on)
        ]


RECALLS = _Recalls(
    RecallListed,
    key=Recall.id,
    columns={
        "recall_no": Recall.recall_no,
        "title": Recall.title,
        "firm": Recall.firm,
        "fda_no": Recall.fda_no,
        "recall_class": Recall.recall_class,
        "received_on": Recall.received_on,
        "stage": _STAGE,
        "undecided": _UNDECIDED,
        "open_units": _marks(*LIVE),
        "open_letters": _OPEN_LETTERS,
        "clock": _NO_CLOCK,
        "is_closed": case((Stage.CLOSED.value == _STAGE, 1), else_=0),
    },
    chips={
        **{
            stage.value: (lambda _on, stage=stage: stage.value == _STAGE)  # type: ignore[misc]
            for stage in Stage
        },
        "open": lambda _on: Stage.CLOSED.value != _STAGE,
    },
    default=(Sort("is_closed"), Sort("received_on"), Sort("recall_no")),
    one_case={"recall_no"},
)
"""Every recall, open ones first, the oldest of them on top."""


def clock_of_recall(session: Session, recall_id: int, *, on: date) -> Clock:
    """A recall's clock as it stands on a day."""
    recall = facts_of(session, recall_id)
    if recall is None:
        raise LookupError(f"there is no recall {recall_id}")
    return clock_on(session, recall, steps_of(session, recall_id), on=on)


def count_recalls(session: Session, ask: Ask, *, on: date) -> int:
    """How many recalls are like that."""
    return len(RECALLS.ids(session, ask, on=on))


def open_clocks(session: Session, *, on: date) -> list[Clock]:
    """The clocks of all open recalls, for the board of the day."""
    ids = list(RECALLS.ids(session, Ask("open"), on=on))
    return [clock_of_recall(session, recall_id, on=on) for recall_id in ids]


@dataclass(frozen=True, slots=True)
class UnitToDo:
    """A unit that keeps a recall open: the follow-up list of units."""

    id: int
    recall_no: str
    recall_id: int
    serial: str
    product: str
    stand: Stand
    state: AssetState
    holder: str | None
    reason: str


UNITS_TO_DO: ListQuery[UnitToDo] = ListQuery(
    UnitToDo,
    key=StopMark.id,
    columns={
        "recall_no": StopMark.cause_no,
        "recall_id": Recall.id,
        "serial": Asset.serial,
        "product": Product.description,
        "stand": StopMark.stand,
        "state": Asset.state,
        "holder": Member.last_name + ", " + Member.first_name,
        "reason": StopMark.reason,
        "is_live": case((and_(StopMark.stand.in_(LIVE), is_last()), 1), else_=0),
    },
    source=lambda chosen: (
        chosen.outerjoin(Recall, Recall.recall_no == StopMark.cause_no)
        .outerjoin(Asset, Asset.id == StopMark.asset_id)
        .outerjoin(Product, Product.id == Asset.product_id)
        .outerjoin(Member, Member.id == Asset.holder_id)
    ),
    chips={
        "undecided": lambda _on: is_last() & StopMark.stand.in_((Stand.CERTAIN, Stand.POSSIBLE)),
        "to_remedy": lambda _on: is_last() & (StopMark.stand == Stand.CONFIRMED),
        "all_open": lambda _on: is_last() & StopMark.stand.in_(LIVE),
    },
    default=(Sort("is_live", descending=True), Sort("recall_no"), Sort("serial")),
)


@dataclass(frozen=True, slots=True)
class LetterToDo:
    """A letter, and what became of it last: the follow-up list of letters."""

    id: int
    letter_no: str
    recall_no: str
    recall_id: int
    member: str
    town: str | None
    made_on: Any
    tries: int
    last_step: LetterStep | None
    last_on: date | None


_LaterFact = aliased(RecallLetterFact)


def _of_last(column: Any) -> Any:
    chosen = (
        select(column)
        .where(RecallLetterFact.letter_id == RecallLetter.id)
        .order_by(RecallLetterFact.turn.desc())
        .limit(1)
    )
    return chosen.correlate(RecallLetter).scalar_subquery()


LETTERS_TO_DO: ListQuery[LetterToDo] = ListQuery(
    LetterToDo,
    key=RecallLetter.id,
    columns={
        "letter_no": RecallLetter.letter_no,
        "recall_no": Recall.recall_no,
        "recall_id": Recall.id,
        "member": Member.last_name + ", " + Member.first_name,
        "member_no": Member.member_no,
        "town": func.coalesce(Member.delivery_city, Member.city),
        "made_on": RecallLetter.made_at,
        "tries": select(func.count(RecallLetterFact.id))
        .where(RecallLetterFact.letter_id == RecallLetter.id)
        .correlate(RecallLetter)
        .scalar_subquery(),
        "last_step": _of_last(RecallLetterFact.step),
        "last_on": _of_last(RecallLetterFact.done_on),
        "is_ended": case((_ENDED, 1), else_=0),
    },
    source=lambda chosen: chosen.outerjoin(Recall, Recall.id == RecallLetter.recall_id).outerjoin(
        Member, Member.id == RecallLetter.member_id
    ),
    chips={
        "to_send": lambda _on: ~exists().where(RecallLetterFact.letter_id == RecallLetter.id),
        "to_prove": lambda _on: ~_ENDED,
        "ended": lambda _on: _ENDED,
    },
    default=(Sort("is_ended"), Sort("town"), Sort("member")),
)
