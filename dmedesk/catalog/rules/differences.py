"""What one edition changes against another: prices that come, go, or are different."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from dmedesk.catalog.rules.editions import ELSEWHERE, Place
from dmedesk.catalog.rules.fees import PublishedFee, PublishedZip, written
from dmedesk.catalog.rules.words import AreaChoice, Family, PaymentClass, PricingArea
from dmedesk.rates.question import Fee

Subject: TypeAlias = tuple[str, str, str]
"""A code, its set of modifiers and a place; or a ZIP, with nothing further."""


@dataclass(frozen=True, slots=True)
class Price:
    """A fee, and how it is paid. ``words`` replace the fee where there is none (a ZIP's area)."""

    fee: Fee = None
    payment_class: PaymentClass | None = None
    family: Family | None = None
    words: str = ""

    def told(self, *, classed: bool) -> str:
        """The price in words; with its class and family where they are what matters."""
        told = self.words or written(self.fee) or "blank"
        extra = [word.value for word in (self.payment_class, self.family) if word]
        return " ".join([told, *extra]) if classed else told


Prices: TypeAlias = Mapping[Subject, Price]


class Verb(StrEnum):
    """What happens to a price."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One price that is not the same. ``old`` is None for an added, ``new`` for a removed one."""

    verb: Verb
    subject: Subject
    old: str | None
    new: str | None


def differences(old: Prices, new: Prices) -> tuple[Difference, ...]:
    """Every price that comes, goes or changes, in the order of code, modifiers and place."""
    found = []
    for subject in sorted(old.keys() | new.keys()):
        before, after = old.get(subject), new.get(subject)
        if before is None and after is not None:
            found.append(Difference(Verb.ADDED, subject, None, after.told(classed=False)))
        elif after is None and before is not None:
            found.append(Difference(Verb.REMOVED, subject, before.told(classed=False), None))
        elif before is not None and after is not None and before != after:
            classed = (before.fee, before.words) == (after.fee, after.words)
            old_words, new_words = before.told(classed=classed), after.told(classed=classed)
            found.append(Difference(Verb.CHANGED, subject, old_words, new_words))
    return tuple(found)


def prices_of(rows: Iterable[PublishedFee], choice: AreaChoice | None) -> dict[Subject, Price]:
    """The prices of an edition: one for each row, or one for each row and place by ZIP."""
    prices: dict[Subject, Price] = {}
    for row in rows:
        price = Price(row.fee, row.payment_class, row.family)
        if choice in (None, AreaChoice.BY_ZIP):
            prices[row.hcpcs, row.modifiers, place_words((row.area, row.cba_name))] = price
        elif row.area is PricingArea.RURAL and choice is AreaChoice.RURAL:
            prices[row.hcpcs, row.modifiers, ""] = price
        elif row.area is not PricingArea.RURAL:
            prices.setdefault((row.hcpcs, row.modifiers, ""), price)
    return prices


def areas_of(rows: Iterable[PublishedZip]) -> dict[Subject, Price]:
    """The areas of a ZIP file, as prices in words."""
    return {(row.zip, "", ""): Price(words=place_words(_place(row.cba_name))) for row in rows}


def place_words(place: Place) -> str:
    """A place as people say it: ``rural``, ``non-rural``, ``former CBA Boston, MA``."""
    area, name = place
    if area is PricingArea.FORMER_CBA:
        return f"former CBA {name}"
    return "non-rural" if place == ELSEWHERE else area.value


def _place(cba_name: str) -> Place:
    return (PricingArea.FORMER_CBA, cba_name) if cba_name else (PricingArea.RURAL, "")
