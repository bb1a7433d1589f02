"""A small world of units, members and tickets, and what must always hold in it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement
from dmedesk.deliveries.actions import WantedLine
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Way
from dmedesk.deliveries.tables import TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding
from dmedesk.rentals.tables import Rental, RentalUnit
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import SIGNED, TicketShop
from tests.flows.month_shop import MonthShop

SERIALS = ("SN1", "SN2", "SN3")
_OUT = (Move.RENTED_OUT, Move.LENT, Move.SOLD)
_IN = (Move.RETURNED, Move.FOUND, Move.REPAIRED, Move.RELEASED)
FOREVER = date.max


def unsigned_on(day: date) -> ProofFacts:
    """A visit of that day whose slip nobody signed."""
    return replace(SIGNED, delivered_on=day, signed_on=None, has_signature=False, signer="")


@dataclass
class World:
    """The shop, and the day that it is there."""

    tickets: TicketShop
    today: date = date(2026, 1, 5)

    def try_to(self, act: Any, **how: Any) -> bool:
        """Do it, or be told in plain words why not. Anything else that is raised is a defect."""
        findings: tuple[Finding, ...] = ()
        try:
            self.tickets.do(act, **how)
        except Refused as refused:
            findings = refused.findings
        assert all(one.message and one.remedy for one in findings)
        return not findings

    def move(self, serial: str, move: Move, **how: Any) -> bool:
        """A move by hand."""
        unit = self.tickets.find(Asset, Asset.serial == serial)
        return self.try_to(move_unit, asset_id=unit.id, move=move, moved_on=self.today, **how)

    def ids(self, table: Any, *where: Any) -> list[int]:
        """The ids of some rows, in their order."""
        with reading(self.tickets.shop.engine) as session:
            return list(session.scalars(select(table.id).where(*where).order_by(table.id)))

    def line(self, rental_id: int) -> WantedLine:
        """The line that takes back what serves in a rental."""
        rental = self.tickets.find(Rental, Rental.id == rental_id)
        serial = self.tickets.find(Asset, Asset.id == rental.asset_id).serial
        return self.tickets.line(serial, Way.BACK, rental.rental_no)

    def end(self) -> None:
        """Give the file back."""
        self.tickets.shop.engine.dispose()


def begin(file: Path) -> World:
    """The shop in a file that ``found`` filled."""
    return World(TicketShop(MonthShop(open_engine(file))))


def found(file: Path) -> None:
    """Three new beds in stock, three members, no ticket, in an empty shop's file."""
    engine = open_engine(file)
    shop = MonthShop(engine).found()
    for serial in SERIALS:
        shop.unit(serial, "E0260")
    engine.dispose()


def faults(session: Session) -> Iterator[str]:
    """Everything that must never be so, in the shop as it stands."""
    yield from _two_rentals(session)
    yield from _two_tickets(session)
    yield from _serves_twice(session)
    for asset in session.scalars(select(Asset)):
        yield from _chain(session, asset)


def _two_rentals(session: Session) -> Iterator[str]:
    taken = session.scalars(select(Rental.asset_id).where(Rental.ended_on.is_(None)))
    yield from (f"unit {one} in two open rentals" for one, n in Counter(taken).items() if n > 1)


def _two_tickets(session: Session) -> Iterator[str]:
    taken = session.scalars(
        select(TicketLine.asset_id).where(TicketLine.is_open, TicketLine.asset_id.is_not(None))
    )
    yield from (f"unit {one} on two open slips" for one, n in Counter(taken).items() if n > 1)


def _serves_twice(session: Session) -> Iterator[str]:
    """A unit serves in one rental at a time, and a rental has one unit at a time."""
    spans: list[tuple[int, int, date, date]] = []
    for rental in session.scalars(select(Rental)):
        ended = rental.ended_on or FOREVER
        served = session.scalars(select(RentalUnit).where(RentalUnit.rental_id == rental.id)).all()
        spans += [(one.asset_id, rental.id, one.from_on, one.until_on or ended) for one in served]
        if not served:
            spans.append((rental.asset_id, rental.id, rental.started_on, ended))
    for place, word in ((0, "unit"), (1, "rental")):
        ordered = sorted(spans, key=lambda span: (span[place], span[2], span[3]))
        for before, after in pairwise(ordered):
            if before[place] == after[place] and after[2] < before[3]:
                yield f"{word} {before[place]} serves twice on {after[2]}"


def _chain(session: Session, asset: Asset) -> Iterator[str]:
    """The movements of a unit follow each other, and none takes out what was not checked."""
    moves = session.scalars(
        select(Movement).where(Movement.asset_id == asset.id).order_by(Movement.turn)
    ).all()
    state, holder, is_clean = AssetState.READY, None, True
    for move in moves:
        if move.from_state is not state or move.from_member_id != holder:
            yield f"{asset.serial}: turn {move.turn} does not begin where the last one ended"
        if move.move in _OUT and not is_clean:
            yield f"{asset.serial}: went out in turn {move.turn} without a check"
        is_clean = move.move not in _IN and (is_clean or move.move is Move.PASSED_CHECK)
        state, holder = move.to_state, move.to_member_id
    if (asset.state, asset.holder_id) != (state, holder):
        yield f"{asset.serial}: stands elsewhere than its movements say"
    if asset.holder_id is not None and asset.place_id is not None:
        yield f"{asset.serial}: with somebody and on a shelf"
