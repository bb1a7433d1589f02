"""What recalls tell on the pages of units and members, and in their own history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.stops import stops_of
from dmedesk.assets.rules.criteria import RECALL, Stand
from dmedesk.assets.tables import Asset, StopMark
from dmedesk.recalls.queries.cases import LetterFact, last_remedies
from dmedesk.recalls.rules.words import Remedy
from dmedesk.recalls.tables import Recall, RecallLetter, RecallLetterFact


@dataclass(frozen=True, slots=True)
class MarkTold:
    """How a unit stood to a recall, once."""

    recall_id: int
    recall_no: str
    title: str
    stand: Stand
    reason: str
    on: date
    who: str


@dataclass(frozen=True, slots=True)
class LetterTold:
    """A member's letter and what became of it."""

    recall_id: int
    recall_no: str
    title: str
    letter_no: str
    made_on: date
    made_by: str
    facts: tuple[LetterFact, ...]


@dataclass(frozen=True, slots=True)
class RemedyTold:
    """What was done with a unit last."""

    asset_id: int
    serial: str
    remedy: Remedy
    done_on: date
    done_by: str


def recalls_of_unit(session: Session, asset_id: int) -> list[tuple[int, str]]:
    """The id and number of every recall that ever met a unit."""
    chosen = (
        select(Recall.id, Recall.recall_no)
        .join(StopMark, StopMark.cause_no == Recall.recall_no)
        .where(StopMark.cause_kind == RECALL, StopMark.asset_id == asset_id)
        .distinct()
    )
    return _numbered(session, chosen)


def recalls_of_member(session: Session, member_id: int) -> list[tuple[int, str]]:
    """The id and number of every recall of which the member has a letter."""
    chosen = (
        select(Recall.id, Recall.recall_no)
        .join(RecallLetter, RecallLetter.recall_id == Recall.id)
        .where(RecallLetter.member_id == member_id)
    )
    return _numbered(session, chosen)


def _numbered(session: Session, chosen: Select[*tuple[Any, ...]]) -> list[tuple[int, str]]:
    rows = session.execute(chosen.order_by(Recall.recall_no))
    return [(recall_id, number) for recall_id, number in rows]


def marks_of_unit(session: Session, asset_id: int) -> Iterator[MarkTold]:
    """How a unit stood to recalls, in the order in which it was said."""
    chosen = (
        select(StopMark, Recall)
        .join(Recall, Recall.recall_no == StopMark.cause_no)
        .where(StopMark.cause_kind == RECALL, StopMark.asset_id == asset_id)
        .order_by(StopMark.id)
    )
    for mark, recall in session.execute(chosen):
        on = mark.recorded_at.astimezone().date()
        yield MarkTold(
            recall.id,
            recall.recall_no,
            recall.title,
            mark.stand,
            mark.reason,
            on,
            mark.recorded_by,
        )


def letters_of_member(session: Session, member_id: int) -> Iterator[LetterTold]:
    """A member's letters about recalls, with what became of each."""
    chosen = (
        select(RecallLetter, Recall)
        .join(Recall, Recall.id == RecallLetter.recall_id)
        .where(RecallLetter.member_id == member_id)
        .order_by(RecallLetter.id)
    )
    for letter, recall in session.execute(chosen).all():
        facts = select(RecallLetterFact).where(RecallLetterFact.letter_id == letter.id)
        told = session.scalars(facts.order_by(RecallLetterFact.turn))
        yield LetterTold(
            recall.id,
            recall.recall_no,
            recall.title,
            letter.letter_no,
            letter.made_at.astimezone().date(),
            letter.made_by,
            tuple(LetterFact(one.step, one.way, one.done_on, one.who, one.note) for one in told),
        )


def remedies_told(session: Session, recall_id: int) -> Iterator[RemedyTold]:
    """What was done with each unit of a recall last."""
    for one in last_remedies(session, recall_id).values():
        serial = session.get_one(Asset, one.asset_id).serial
        yield RemedyTold(one.asset_id, serial, one.remedy, one.done_on, one.done_by)


def stops_told(session: Session, asset_id: int) -> list[tuple[int | None, str]]:
    """What keeps a unit in the house: the recall's id, and why, in a sentence."""
    ids = {number: recall_id for recall_id, number in recalls_of_unit(session, asset_id)}
    return [
        (ids.get(mark.cause_no), f"{mark.cause_no} stops this unit: {mark.reason}.")
        for mark in stops_of(session, asset_id)
    ]


def received_of(session: Session, recall_id: int) -> tuple[date, str] | None:
    """When a recall's notice was received, and by whom."""
    recall = session.get(Recall, recall_id)
    return None if recall is None else (recall.received_on, recall.received_by)
