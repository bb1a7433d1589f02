"""One member, practitioner or payer with all that their page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, inspect, or_, select
from sqlalchemy.orm import Session

from dmedesk.members.queries.finding import full_name, payer_named
from dmedesk.members.rules.coverage import Cover, in_force
from dmedesk.members.rules.residences import Stay, setting_on
from dmedesk.members.rules.words import LeavingReason, Regime, Setting, Standing
from dmedesk.members.tables import (
    Coverage,
    Member,
    MemberNote,
    Payer,
    Practitioner,
    PractitionerCheck,
    Residence,
)
from dmedesk.store.base import Base
from dmedesk.store.finding import Found


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote down about a member, and when (UTC)."""

    written_at: datetime
    written_by: str
    note: str


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """One member. ``values`` are the attributes, ``version`` the row version they were read at.

    ``coverages`` and ``residences`` are rows by their attributes, the payer as it is named, in
    the order of their first days. ``covers`` are those that hold on the day read for.
    """

    id: int
    name: str
    version: int
    values: Mapping[str, Any]
    coverages: tuple[Mapping[str, Any], ...]
    residences: tuple[Mapping[str, Any], ...]
    covers: tuple[Cover, ...]
    setting: Setting
    notes: tuple[Note, ...]

    @property
    def deceased_on(self) -> date | None:
        """The day of death."""
        found: date | None = self.values["deceased_on"]
        return found

    @property
    def left_on(self) -> date | None:
        """The day of leaving."""
        found: date | None = self.values["left_on"]
        return found

    @property
    def left_reason(self) -> LeavingReason | None:
        """Why they left."""
        found: LeavingReason | None = self.values["left_reason"]
        return found


@dataclass(frozen=True, slots=True)
class Check:
    """What one look into the public lists showed."""

    checked_on: date
    standing: Standing
    source: str
    checked_by: str


@dataclass(frozen=True, slots=True)
class PractitionerRecord:
    """One practitioner, with every look, the one that counts first."""

    id: int
    name: str
    version: int
    values: Mapping[str, Any]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class PayerRecord:
    """One payer."""

    id: int
    name: str
    version: int
    values: Mapping[str, Any]


def member_record(session: Session, member_id: int, *, on: date) -> MemberRecord | None:
    """One member as of a day; None where there is none of this id."""
    member = session.get(Member, member_id)
    if member is None:
        return None
    coverages = session.scalars(
        select(Coverage)
        .where(Coverage.member_id == member_id)
        .order_by(Coverage.from_on, Coverage.rank)
    ).all()
    residences = session.scalars(
        select(Residence).where(Residence.member_id == member_id).order_by(Residence.from_on)
    ).all()
    payers = {one.payer_id: payer_named(session, one.payer_id) for one in coverages}
    covers = [
        Cover(one.id, _title(payers[one.payer_id]), one.rank, one.from_on, one.until_on)
        for one in coverages
    ]
    return MemberRecord(
        member.id,
        full_name(member.last_name, member.first_name),
        member.row_version,
        _values(member),
        tuple({**_row(one), "payer_id": payers[one.payer_id]} for one in coverages),
        tuple(_row(one) for one in residences),
        tuple(in_force(covers, on)),
        setting_on([Stay(one.setting, one.from_on, one.until_on) for one in residences], on),
        _notes(session, member_id),
    )


def _title(payer: Found | None) -> str:
    return "" if payer is None else payer.title


def _notes(session: Session, member_id: int) -> tuple[Note, ...]:
    chosen = (
        select(MemberNote)
        .where(MemberNote.member_id == member_id)
        .order_by(MemberNote.written_at.desc(), MemberNote.id.desc())
    )
    return tuple(Note(one.written_at, one.written_by, one.note) for one in session.scalars(chosen))


def practitioner_record(session: Session, practitioner_id: int) -> PractitionerRecord | None:
    """One practitioner; None where there is none of this id."""
    found = session.get(Practitioner, practitioner_id)
    if found is None:
        return None
    chosen = (
        select(PractitionerCheck)
        .where(PractitionerCheck.practitioner_id == practitioner_id)
        .order_by(
            PractitionerCheck.checked_on.desc(),
            PractitionerCheck.recorded_at.desc(),
            PractitionerCheck.id.desc(),
        )
    )
    checks = tuple(
        Check(one.checked_on, one.standing, one.source, one.checked_by)
        for one in session.scalars(chosen)
    )
    name = full_name(found.last_name, found.first_name)
    return PractitionerRecord(found.id, name, found.row_version, _values(found), checks)


def payer_record(session: Session, payer_id: int) -> PayerRecord | None:
    """One payer; None where there is none of this id."""
    found = session.get(Payer, payer_id)
    if found is None:
        return None
    return PayerRecord(found.id, found.name, found.row_version, _values(found))


def count_covered(session: Session, *, payer_id: int) -> int:
    """How many members a payer covers, or covered, in any rank."""
    chosen = select(func.count(Coverage.member_id.distinct())).where(Coverage.payer_id == payer_id)
    return int(session.scalar(chosen) or 0)


def payers_as_member(session: Session, member_id: int, *, on: date) -> list[str]:
    """The private payers of a day that know the member by no number: they stand for the member."""
    chosen = (
        select(Payer.name)
        .join(Coverage, Coverage.payer_id == Payer.id)
        .where(
            Coverage.member_id == member_id,
            Coverage.from_on <= on,
            or_(Coverage.until_on.is_(None), Coverage.until_on > on),
            Payer.regime == Regime.PRIVATE,
            func.coalesce(Coverage.number, "") == "",
        )
        .order_by(Coverage.rank)
    )
    return list(session.scalars(chosen))


def _values(one: Any) -> dict[str, Any]:
    """The record's own attributes, without its id and version."""
    return {name: value for name, value in _row(one).items() if name not in ("id", "row_version")}


def _row(one: Base) -> dict[str, Any]:
    names = inspect(type(one)).columns.keys()
    return {name: getattr(one, name) for name in names if name != "member_id"}
