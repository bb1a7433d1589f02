"""The units with who has them: the list of units, as the rentals know it."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from dmedesk.assets.queries.listed import GONE, UnitListed, maker_and_model
from dmedesk.assets.queries.seen import last_heard, unseen_since
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.catalog.tables import Product
from dmedesk.kit.lists import Sort
from dmedesk.members.queries.leaving import is_gone
from dmedesk.members.tables import Member
from dmedesk.rentals.queries.away import is_away
from dmedesk.rentals.tables import MonthEntry, Rental, RentalUnit
from dmedesk.store.lists import ListQuery

WARRANTY_DAYS = 90
"""A warranty that ends within so many days is told beforehand."""

_OUT = (AssetState.ON_RENT, AssetState.LOANED)
_APART = (
    AssetState.CLEANING,
    AssetState.REPAIR,
    AssetState.QUARANTINED,
    AssetState.RECALLED,
)

_Earlier = aliased(Rental)
_EarlierUnit = aliased(RentalUnit)
_EarlierMember = aliased(Member)


def _member(one: Any) -> Any:
    return one.last_name + ", " + one.first_name


def _of_ended(column: Any) -> Any:
    """Of the unit's rental that ended last; of those that it served in to the end."""
    chosen = (
        select(column)
        .select_from(_Earlier)
        .join(_EarlierMember, _EarlierMember.id == _Earlier.member_id)
        .where(_Earlier.asset_id == Asset.id, _Earlier.ended_on.is_not(None))
        .order_by(_Earlier.ended_on.desc(), _Earlier.id.desc())
        .limit(1)
    )
    return chosen.correlate(Asset).scalar_subquery()


def _of_exchanged(column: Any) -> Any:
    """Of the rental in which the unit was exchanged for another last."""
    chosen = (
        select(column)
        .select_from(_EarlierUnit)
        .join(_Earlier, _Earlier.id == _EarlierUnit.rental_id)
        .join(_EarlierMember, _EarlierMember.id == _Earlier.member_id)
        .where(_EarlierUnit.asset_id == Asset.id, _EarlierUnit.until_on.is_not(None))
        .order_by(_EarlierUnit.until_on.desc(), _EarlierUnit.id.desc())
        .limit(1)
    )
    return chosen.correlate(Asset).scalar_subquery()


_ENDED_ON, _EXCHANGED_ON = _of_ended(_Earlier.ended_on), _of_exchanged(_EarlierUnit.until_on)
_CAME_BACK_BY_EXCHANGE = and_(
    _EXCHANGED_ON.is_not(None), or_(_ENDED_ON.is_(None), _EXCHANGED_ON > _ENDED_ON)
)
_BACK_ON = case((_CAME_BACK_BY_EXCHANGE, _EXCHANGED_ON), else_=_ENDED_ON)


def _of_moved() -> Any:
    """Who had it last by its own moves, those not counted that were taken back."""
    moved, later = aliased(Movement), aliased(Movement)
    undone = exists().where(later.asset_id == moved.asset_id, later.reverses == moved.turn)
    chosen = (
        select(_member(_EarlierMember))
        .select_from(moved)
        .join(_EarlierMember, _EarlierMember.id == moved.from_member_id)
        .where(
            moved.asset_id == Asset.id,
            moved.move != Move.TAKEN_BACK,
            moved.from_member_id.is_distinct_from(moved.to_member_id),
            not_(undone),
        )
        .order_by(moved.turn.desc())
        .limit(1)
    )
    return chosen.correlate(Asset).scalar_subquery()


# What moved here is later than what a rental told when the shop moved in.
_LAST_HOLDER = func.coalesce(
    _of_moved(),
    case(
        (_CAME_BACK_BY_EXCHANGE, _of_exchanged(_member(_EarlierMember))),
        else_=_of_ended(_member(_EarlierMember)),
    ),
)
_SERVES_SINCE = (
    select(func.max(RentalUnit.from_on))
    .where(RentalUnit.rental_id == Rental.id, RentalUnit.asset_id == Asset.id)
    .correlate(Rental, Asset)
    .scalar_subquery()
)
_MOVED_ON = (
    select(Movement.moved_on)
    .where(Movement.asset_id == Asset.id, Movement.turn == Asset.turn)
    .correlate(Asset)
    .scalar_subquery()
)
_HOLDER_ID = func.coalesce(Asset.holder_id, Rental.member_id)
_SINCE = case(
    (Asset.turn > 0, _MOVED_ON),
    (Rental.id.is_not(None), func.coalesce(_SERVES_SINCE, Rental.started_on)),
    else_=func.coalesce(_BACK_ON, Asset.acquired_on),
)

_SEEN_ON = last_heard(_SINCE)


def _earned() -> Any:
    """What was billed on months that began while the unit served."""
    alone = (
        select(func.coalesce(func.sum(MonthEntry.amount_cents), 0))
        .join(_Earlier, _Earlier.id == MonthEntry.rental_id)
        .where(
            _Earlier.asset_id == Asset.id,
            not_(exists().where(_EarlierUnit.rental_id == _Earlier.id)),
        )
    )
    among_others = (
        select(func.coalesce(func.sum(MonthEntry.amount_cents), 0))
        .join(_EarlierUnit, _EarlierUnit.rental_id == MonthEntry.rental_id)
        .where(
            _EarlierUnit.asset_id == Asset.id,
            _EarlierUnit.from_on <= MonthEntry.from_on,
            or_(_EarlierUnit.until_on.is_(None), MonthEntry.from_on < _EarlierUnit.until_on),
        )
    )
    first, second = (one.correlate(Asset).scalar_subquery() for one in (alone, among_others))
    return first + second


def _joined(chosen: Select[Any]) -> Select[Any]:
    # Outer joins by unique keys: a unit has one product, one place, and one open rental at most.
    return (
        chosen.outerjoin(Product, Product.id == Asset.product_id)
        .outerjoin(Rental, and_(Rental.asset_id == Asset.id, Rental.ended_on.is_(None)))
        .outerjoin(Member, Member.id == _HOLDER_ID)
        .outerjoin(Place, Place.id == Asset.place_id)
    )


def _to_fetch(on: date) -> Any:
    """On rent with somebody who died or left, or still out although its rental has ended."""
    ended = exists().where(_Earlier.asset_id == Asset.id, _Earlier.ended_on <= on)
    gone = and_(Rental.id.is_not(None), is_gone(on), Asset.state.not_in(GONE))
    over = and_(Asset.state == AssetState.ON_RENT, Rental.id.is_(None), ended)
    return or_(gone, over)


UNITS: ListQuery[UnitListed] = ListQuery(
    UnitListed,
    key=Asset.id,
    columns={
        "serial": Asset.serial,
        "serial_key": Asset.serial_key,
        "product": Product.description,
        "product_no": Product.product_no,
        "model": maker_and_model(),
        "hcpcs": Product.hcpcs,
        "state": Asset.state,
        "holder_id": _HOLDER_ID,
        "holder": _member(Member),
        "member_no": Member.member_no,
        "since": _SINCE,
        "place": func.coalesce(Place.name, Member.delivery_city, Member.city),
        "last_holder": _LAST_HOLDER,
        "inventory_no": Asset.inventory_no,
        "condition": Asset.condition,
        "lot": Asset.lot,
        "warranty_ends_on": Asset.warranty_ends_on,
        "acquired_on": Asset.acquired_on,
        "cost_cents": Asset.cost_cents,
        "earned_cents": _earned(),
        "seen_on": _SEEN_ON,
    },
    source=_joined,
    chips={
        "in_stock": lambda _on: Asset.state == AssetState.READY,
        "out": lambda _on: Asset.state.in_(_OUT),
        "to_fetch": _to_fetch,
        "paused": lambda on: and_(Rental.id.is_not(None), is_away(on)),
        "apart": lambda _on: Asset.state.in_(_APART),
        "not_seen": lambda since: and_(
            Asset.state.not_in(GONE), or_(_SEEN_ON.is_(None), since >= _SEEN_ON)
        ),
        "warranty": lambda on: and_(
            Asset.state.not_in(GONE),
            Asset.warranty_ends_on.between(on, on + timedelta(days=WARRANTY_DAYS)),
        ),
        "priceless": lambda _on: and_(
            Product.usual_rental_cents.is_(None), Asset.state.not_in(GONE)
        ),
        "gone": lambda _on: Asset.state.in_(GONE),
    },
    days={"not_seen": unseen_since},
    default=(Sort("serial_key"),),
    one_case=("serial_key",),
)
"""Every unit with who has it, since when, and what it earned."""
