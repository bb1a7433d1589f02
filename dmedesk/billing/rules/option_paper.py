"""What the offer to buy a rental's unit prints, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dmedesk.billing.rules.option import Ceiling
from dmedesk.kit.postal import Address, Letterhead

OPTION_PAPER = "option"
"""The kind under which prints of an offer are counted."""

TITLE = "Offer to buy"


class OfferMonth(NamedTuple):
    """A line of what was paid: the month, its days, the amount (None: in the sum before)."""

    name: str
    days: str
    cents: int | None


class OfferStep(NamedTuple):
    """A step of the price, in the engine's words, with its amount (if any) and clause."""

    says: str
    cents: int | None
    clause: str


@dataclass(frozen=True, slots=True)
class OptionOffer:
    """One offer, as of the day ``made_on``.

    ``charged_to`` says who pays the price, in a sentence. ``facts`` are short pairs, ``readings``
    the readings of the law that the price rests on.
    """

    number: str
    supplier: Letterhead
    member: Address
    made_on: date
    facts: tuple[tuple[str, str], ...]
    months: tuple[OfferMonth, ...]
    paid_cents: int
    ceilings: tuple[Ceiling, ...]
    steps: tuple[OfferStep, ...]
    readings: tuple[str, ...]
    price_cents: int
    charged_to: str
    copy: int = 1
