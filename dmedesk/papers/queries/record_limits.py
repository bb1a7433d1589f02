"""One limit or reason with all that its page shows; for whom proposals of limits are on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from dmedesk.members.queries.finding import member_named, payer_named
from dmedesk.members.rules.words import Regime
from dmedesk.members.tables import Payer
from dmedesk.papers.rules.limit_law import LimitProposal, limit_proposals
from dmedesk.papers.tables import Limit, Replacement
from dmedesk.store.finding import Found


@dataclass(frozen=True, slots=True)
class LimitRecord:
    """One limit. ``values`` are its attributes."""

    id: int
    version: int
    values: Mapping[str, Any]
    payer: Found


@dataclass(frozen=True, slots=True)
class ReplacementRecord:
    """One reason; ``undone`` is the fact that took it back."""

    id: int
    values: Mapping[str, Any]
    member: Found
    undone: Replacement | None


@dataclass(frozen=True, slots=True)
class ProposedLimit:
    """One shipped limit, and for whom it is on now or later, each with its first day.

    ``free`` is the first payer of its rules for whom it is not on.
    """

    id: int
    key: str
    regime: Regime
    hcpcs: str
    what: str
    says: LimitProposal
    on: tuple[tuple[str, date], ...]
    free: Found | None

    @property
    def is_on(self) -> bool:
        """Whether it is on for anybody."""
        return bool(self.on)


def limit_record(session: Session, limit_id: int) -> LimitRecord | None:
    """One limit; None where there is none of this id."""
    one = session.get(Limit, limit_id)
    if one is None:
        return None
    payer = payer_named(session, one.payer_id)
    assert payer is not None
    return LimitRecord(one.id, one.row_version, _values(one), payer)


def replacement_record(session: Session, replacement_id: int) -> ReplacementRecord | None:
    """One reason; None where there is none of this id."""
    one = session.get(Replacement, replacement_id)
    if one is None:
        return None
    member = member_named(session, one.member_id)
    assert member is not None
    chosen = select(Replacement).where(Replacement.undoes_no == one.replacement_no)
    return ReplacementRecord(one.id, _values(one), member, session.scalars(chosen).first())


def proposed_limits(session: Session, on: date) -> list[ProposedLimit]:
    """The shipped limits, and for whom they are turned on."""
    chosen = (
        select(Limit.proposal, Limit.payer_id, Payer.name, Limit.from_on)
        .join(Payer, Payer.id == Limit.payer_id)
        .where(or_(Limit.until_on.is_(None), Limit.until_on > on))
        .order_by(Payer.name, Limit.id)
    )
    turned = session.execute(chosen).all()
    payers = session.scalars(select(Payer).order_by(Payer.name, Payer.id)).all()
    found = []
    for place, one in enumerate(limit_proposals().values(), start=1):
        mine = [row for row in turned if row.proposal == one.key]
        taken = {row.payer_id for row in mine}
        free = [
            Found(payer.id, payer.name, payer.code)
            for payer in payers
            if payer.regime == one.regime and payer.id not in taken
        ]
        found.append(
            ProposedLimit(
                place,
                one.key,
                Regime(one.regime),
                one.hcpcs,
                one.what,
                one,
                tuple((row.name, row.from_on) for row in mine),
                next(iter(free), None),
            )
        )
    return found


def _values(one: Any) -> dict[str, Any]:
    names = inspect(type(one)).columns.keys()
    return {name: getattr(one, name) for name in names if name not in ("id", "row_version")}
