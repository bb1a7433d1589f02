"""The list of rentals, and the words for the months of one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    select,
)

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.kit.lists import Sort
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.queries.away import is_away
from dmedesk.rentals.tables import MonthEntry, Rental, RentalUnit
from dmedesk.store.lists import ListQuery


class RentalState(StrEnum):
    """How a rental stands on a day."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class RentalListed:
    """One rental. ``months`` were billed here or before the move, ``billed_cents`` in all.

    ``ended_on`` is the day of pick-up, or of the member's death or leaving. ``state`` is
    ``paused`` where the member is away on the day asked for.
    """

    id: int
    rental_no: str
    member: str
    product: str
    hcpcs: str
    serial: str
    payer_code: str
    started_on: date
    ended_on: date | None
    state: str
    months: int
    billed_cents: int


class MonthState(StrEnum):
    """How a month of the strip stands."""

    PAID = "paid"
    BILLED = "billed"
    HELD = "held"
    DUE = "due"
    COMING = "to come"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class StripMonth:
    """One month of a rental's strip; without ``number`` it does not count (the member is away).

    ``amount_cents`` is billed, or what it would come to now. ``about`` says more: the invoice's
    number, or why it is held. ``is_last`` marks the last month that the law pays.
    """

    from_on: date
    until_on: date
    state: MonthState
    number: int | None = None
    modifiers: tuple[str, ...] = ()
    amount_cents: int | None = None
    about: str = ""
    is_last: bool = False


def _of_ledger(expression: Any) -> Any:
    """What the ledger of a rental's months adds up to."""
    chosen = select(func.coalesce(func.sum(expression), 0))
    return chosen.where(MonthEntry.rental_id == Rental.id).correlate(Rental).scalar_subquery()


_ENDED_ON = func.coalesce(Rental.ended_on, Member.deceased_on, Member.left_on)
_MONTHS = Rental.months_already_paid + _of_ledger(case((MonthEntry.turn % 2 == 1, 1), else_=-1))
_BILLED = func.coalesce(Rental.paid_already_cents, 0) + _of_ledger(MonthEntry.amount_cents)
_RUNS = _ENDED_ON.is_(None)

MONTHS_TO_OPTION, MONTHS_TO_CAP = 10, 13
"""The months at which a capped rental wants a look: the purchase option, and its last month."""


def _ever_served(_on: date) -> Any:
    """The ids of every unit that serves or served in the rental, each between bars."""
    unit = cast(RentalUnit.asset_id, String)
    others = (
        select(func.aggregate_strings("|" + unit + "|", ""))
        .where(RentalUnit.rental_id == Rental.id)
        .correlate(Rental)
        .scalar_subquery()
    )
    return "|" + cast(Rental.asset_id, String) + "|" + func.coalesce(others, "")


def _state(on: date) -> Any:
    away = case((is_away(on), RentalState.PAUSED.value), else_=RentalState.RUNNING.value)
    return case((_RUNS, away), else_=literal(RentalState.ENDED.value))


def _joined(chosen: Select[Any]) -> Select[Any]:
    # Outer joins by unique keys: a database leaves out the ones that no column in use needs.
    return (
        chosen.outerjoin(Member, Member.id == Rental.member_id)
        .outerjoin(Payer, Payer.id == Rental.payer_id)
        .outerjoin(Asset, Asset.id == Rental.asset_id)
        .outerjoin(Product, Product.id == Asset.product_id)
    )


RENTALS: ListQuery[RentalListed] = ListQuery(
    RentalListed,
    key=Rental.id,
    columns={
        "rental_no": Rental.rental_no,
        "member": Member.last_name + ", " + Member.first_name,
        "member_no": Member.member_no,
        "product": Product.description,
        "hcpcs": Product.hcpcs,
        "serial": Asset.serial,
        "payer_code": Payer.code,
        "started_on": Rental.started_on,
        "ended_on": _ENDED_ON,
        "state": _state,
        "months": _MONTHS,
        "billed_cents": _BILLED,
        "ever_served": _ever_served,
    },
    source=_joined,
    chips={
        "running": lambda on: and_(_RUNS, not_(is_away(on))),
        "paused": lambda on: and_(_RUNS, is_away(on)),
        "month_10": lambda _on: and_(_RUNS, _MONTHS >= MONTHS_TO_OPTION),
        "month_13": lambda _on: and_(_RUNS, _MONTHS >= MONTHS_TO_CAP),
        "ended": lambda _on: not_(_RUNS),
    },
    default=(Sort("rental_no"),),
)
