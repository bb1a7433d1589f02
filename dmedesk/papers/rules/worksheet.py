"""The worksheet of individual consideration, 101 CMR 322.03(19): what it asks the rate engine.

It stands for one item without a published fee: what the vendor asks, the discounts in the order in
which they apply, what is kept of a timely payment, the markup of the pair, the usual charge. The
engine answers; nothing is reckoned here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from dmedesk.kit.cells import Unreadable
from dmedesk.kit.records import Fault
from dmedesk.rates import price
from dmedesk.rates.answer import Quote, Refusal
from dmedesk.rates.law import masshealth
from dmedesk.rates.money import format_dollars
from dmedesk.rates.question import IC
from dmedesk.rates.wire import parse_request


class WorksheetOf(StrEnum):
    """What is priced."""

    NEW = "new"
    USED = "used"
    RENT = "rent"
    CAPPED_RENT = "capped_rent"


OF_WORDS = {
    WorksheetOf.NEW: "Purchase, new",
    WorksheetOf.USED: "Purchase, used",
    WorksheetOf.RENT: "A month of rent",
    WorksheetOf.CAPPED_RENT: "A month of capped rent",
}
"""What is priced, as people read it."""

_QUOTE = (
    "Under prior authorization, not bought yet: the manufacturer's quote, its cost and discounts,"
    " amount and percent of the timely-payment discount. If the real price is lower, bill that."
)
_INVOICE = (
    "Bought before: the receipted invoice, the day of timely payment, amount and percent of that"
    " discount, and how the vendor defines timely."
)
_CATALOGUE = "The page of the manufacturer's current catalogue: the cost is never above it."

EVIDENCE = (
    (_QUOTE, "101 CMR 322.03(17)(c)3"),
    (_INVOICE, "101 CMR 322.03(17)(c)2"),
    (_CATALOGUE, "101 CMR 322.03(17)(b)"),
)
"""What has to lie beside the worksheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetFact:
    """What stands on a worksheet; money in cents of one unit, percentages as written.

    ``discounts`` in their order, as ``20% 10.00``. ``rental_month`` is that of capped rent.
    """

    priced_on: date
    what: WorksheetOf
    hcpcs: str
    family: str
    catalogue_cents: int | None = None
    list_cents: int | None = None
    discounts: str = ""
    invoice_cents: int | None = None
    quote_cents: int | None = None
    timely_percentage: str = ""
    markup_percentage: int | None = None
    usual_charge_cents: int | None = None
    rental_month: int | None = None


def discounts_in(written: str) -> list[dict[str, str]]:
    """The discounts in their order: ``20%`` a share of what is left, ``10.00`` an amount off it.

    ``ValueError`` for anything else, a bare ``20`` too, which could be either.
    """
    found = []
    for word in written.replace(",", " ").replace("$", " ").split():
        number = word.removesuffix("%")
        try:
            value = Decimal(number)
        except InvalidOperation:
            value = Decimal(-1)
        is_clear = word.endswith("%") or "." in word
        if not value.is_finite() or value < 0 or not is_clear:
            raise ValueError(f"not a discount: {word}")
        found.append({"percentage": number} if word.endswith("%") else {"amount": number})
    return found


def discount_text(cell: str) -> str:
    """Discounts as they are typed; ``Unreadable`` where one of them is none."""
    try:
        return discounts_written(discounts_in(cell))
    except ValueError as fault:
        raise Unreadable(
            "discount_unreadable",
            f"{str(fault).capitalize()}.",
            "Write shares with % and amounts with cents, in their order: 20% 10.00.",
        ) from fault


def discounts_written(discounts: Sequence[Mapping[str, Any]]) -> str:
    """Discounts as they are typed: ``20% 10.00``."""
    return " ".join(
        f"{one['percentage']}%" if "percentage" in one else str(one["amount"]) for one in discounts
    )


def markup_pair(family: str, day: date) -> tuple[int, ...]:
    """The markups that a family may have; the text leaves the choice between them open."""
    law = masshealth().on(day)
    if law is None:
        return ()
    return tuple(law.markups.get(family, law.markups["others"]).percentages)


def acquisition_of(said: WorksheetFact) -> dict[str, Any]:
    """What the vendor asks, by the keys of the engine's question."""
    money = {
        "catalogue_price": said.catalogue_cents,
        "list_price": said.list_cents,
        "invoice_price": said.invoice_cents,
        "quote_price": said.quote_cents,
    }
    found: dict[str, Any] = {
        key: format_dollars(cents) for key, cents in money.items() if cents is not None
    }
    discounts = discounts_in(said.discounts)
    if discounts:
        found["discounts"] = discounts
    if said.timely_percentage:
        found["timely_payment_percentage"] = said.timely_percentage
    return found


def reckoned(said: WorksheetFact) -> Quote | Refusal:
    """What may be charged by (19), with every step; or what is missing for it."""
    is_rent = said.what in (WorksheetOf.RENT, WorksheetOf.CAPPED_RENT)
    asked: dict[str, Any] = {
        "on": said.priced_on.isoformat(),
        "regime": "masshealth",
        "service": "rental" if is_rent else "purchase",
        "hcpcs": said.hcpcs,
        "family": said.family,
        "condition": "used" if said.what is WorksheetOf.USED else "new",
        "payment_class": "capped" if said.what is WorksheetOf.CAPPED_RENT else "purchase_only",
    }
    if said.what is WorksheetOf.RENT:
        asked |= {"payment_class": "inexpensive", "rental_month": 1, "paid_to_date": "0.00"}
    if said.what is WorksheetOf.CAPPED_RENT:
        asked |= {"rental_month": said.rental_month or 1, "paid_to_date": "0.00"}
    if said.usual_charge_cents is not None:
        asked["usual_charge"] = format_dollars(said.usual_charge_cents)
    if said.markup_percentage is not None:
        asked["markup_percentage"] = str(said.markup_percentage)
    try:
        request = parse_request(asked | {"acquisition": acquisition_of(said)})
    except ValueError as fault:
        return Refusal("bad_request", str(fault), "")
    request.rows = {"NU": IC, "RR": IC} if is_rent else {"NU": IC}
    return price(request)


def worksheet_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    """A worksheet that cannot be read, or that the engine has no answer to."""
    try:
        discounts_in(values.get("discounts") or "")
    except ValueError as fault:
        yield Fault(
            "discounts",
            "discount_unreadable",
            f"{str(fault).capitalize()}.",
            "Write shares with % and amounts with cents, in their order: 20% 10.00.",
        )
        return
    answer = reckoned(WorksheetFact(**values))
    if isinstance(answer, Refusal):
        column = _COLUMN_OF.get(answer.reason, "list_cents")
        yield Fault(column, answer.reason, f"{answer.message[:1].upper()}{answer.message[1:]}", "")


_COLUMN_OF = {
    "missing_markup": "markup_percentage",
    "bad_markup": "markup_percentage",
    "missing_usual_charge": "usual_charge_cents",
    "missing_charge": "usual_charge_cents",
}
