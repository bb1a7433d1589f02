"""The units that wait at the bench to be cleaned and checked, the one that waits longest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules import AssetState, serial_key
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member
from dmedesk.shop.queries.staff import people

MOST_WAITING = 500
"""What a queue shows; of more than that the oldest."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One unit at the bench. ``since`` is the day on which it came there, where that is known.

    ``came_by`` is the move that brought it (None: it was received used, or moved in as it was),
    ``came_from`` the member who had it.
    """

    id: int
    serial: str
    product: str
    hcpcs: str
    family: Family | None
    since: date | None
    came_by: Move | None
    came_from: str
    note: str
    place: str

    def days(self, today: date) -> int:
        """How many days it has waited."""
        return 0 if self.since is None else max(0, (today - self.since).days)


@dataclass(frozen=True, slots=True)
class Bench:
    """The queue, how many wait in all, and who may sign, the staff that works today."""

    waiting: tuple[Waiting, ...]
    count: int
    technicians: tuple[str, ...]


_Came = aliased(Movement)
_Later = aliased(Movement)
# The last time that it came from another state; taking a later move back brings it nowhere new.
_CAME_TURN = (
    select(func.max(_Later.turn))
    .where(
        _Later.asset_id == Asset.id,
        _Later.to_state == AssetState.CLEANING,
        _Later.from_state != AssetState.CLEANING,
        _Later.move != Move.TAKEN_BACK,
    )
    .correlate(Asset)
    .scalar_subquery()
)
_SINCE = func.coalesce(_Came.moved_on, Asset.acquired_on)


def bench(session: Session, *, on: date) -> Bench:
    """The queue as it is now; ``on`` is the day whose staff is proposed."""
    is_waiting = Asset.state == AssetState.CLEANING
    chosen: Any = (
        select(
            Asset.id,
            Asset.serial,
            Product.description,
            Product.hcpcs,
            Product.family,
            _SINCE,
            _Came.move,
            func.coalesce(Member.last_name + ", " + Member.first_name, ""),
            func.coalesce(_Came.note, ""),
            func.coalesce(Place.name, ""),
        )
        .join(Product, Product.id == Asset.product_id)
        .outerjoin(_Came, and_(_Came.asset_id == Asset.id, _Came.turn == _CAME_TURN))
        .outerjoin(Member, Member.id == _Came.from_member_id)
        .outerjoin(Place, Place.id == Asset.place_id)
        .where(is_waiting)
        .order_by(_SINCE.asc().nulls_first(), Asset.id)
        .limit(MOST_WAITING)
    )
    waiting = tuple(Waiting(*row) for row in session.execute(chosen))
    count = len(waiting)
    if count == MOST_WAITING:
        count = count_waiting(session)
    names = tuple(one.name for one in people(session) if one.works_on(on))
    return Bench(waiting, count, names)


def count_waiting(session: Session) -> int:
    """How many units wait at the bench."""
    chosen = select(func.count(Asset.id)).where(Asset.state == AssetState.CLEANING)
    return session.scalars(chosen).one()


@dataclass(frozen=True, slots=True)
class UnitScanned:
    """A unit as its scanned serial found it."""

    id: int
    serial: str
    product: str
    state: AssetState
    place_id: int | None
    place: str


def unit_of_serial(session: Session, serial: str) -> UnitScanned | None:
    """The unit of a serial in any of its spellings; None where there is none."""
    place = func.coalesce(Place.name, "")
    chosen = (
        select(Asset.id, Asset.serial, Product.description, Asset.state, Asset.place_id, place)
        .join(Product, Product.id == Asset.product_id)
        .outerjoin(Place, Place.id == Asset.place_id)
        .where(Asset.serial_key == serial_key(serial))
    )
    row = session.execute(chosen).first()
    return None if row is None else UnitScanned(*row)
