"""The pure match: is this unit one of those that a notice means? Certain, possible, or clear.

Nothing is certain by its code alone: two makers number alike. Where a record lacks what would
decide, the unit is possible and the reason says what is missing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.criteria import (
    Criterion,
    CriterionKind,
    SerialRange,
    Stand,
    di_key,
    pattern_of,
    range_between,
    words_key,
)


class ModelFacts(NamedTuple):
    """What is known of a unit's product."""

    manufacturer: str
    model: str
    product_no: str
    description: str
    udi_di: str


class UnitFacts(NamedTuple):
    """What is known of a unit itself; ``made`` is between which days, as its label says."""

    serial: str
    lot: str = ""
    udi_di: str = ""
    made: tuple[date, date] | None = None


class Match(NamedTuple):
    """What the match says of a unit: None for clear; why, in words."""

    stand: Stand | None
    reason: str


class Near(StrEnum):
    """How near a product is to what a group names."""

    SAME = "same"
    PERHAPS = "perhaps"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Notice:
    """The criteria of one notice, and whose product it is (empty: not said).

    ``is_whole`` says that a person found all that it says of codes among them; until then models
    alone make nobody certain.
    """

    firm: str
    criteria: tuple[Criterion, ...]
    is_whole: bool = True

    def groups(self) -> "list[Group]":
        """Its criteria by groups, ready to be asked of many units."""
        numbers = sorted({one.group for one in self.criteria})
        return [
            Group.of(
                self.firm,
                [one for one in self.criteria if one.group == number],
                is_whole=self.is_whole,
            )
            for number in numbers
        ]


@dataclass(frozen=True, slots=True)
class Group:
    """One group: what it names, in the forms that are compared."""

    firm: str
    models: frozenset[str]
    dis: frozenset[str]
    lots: frozenset[str]
    serials: frozenset[str]
    ranges: "tuple[SerialRange, ...]"
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    made: tuple[tuple[date, date], ...]
    is_whole: bool

    @classmethod
    def of(cls, firm: str, criteria: Sequence[Criterion], *, is_whole: bool = True) -> "Group":
        """The group of these; each one must have passed ``criterion_findings``."""

        def values(kind: CriterionKind) -> list[str]:
            return [one.value for one in criteria if one.kind is kind]

        spans = [one for one in criteria if one.kind is CriterionKind.MADE]
        ranges = [one for one in criteria if one.kind is CriterionKind.SERIAL_RANGE]
        return cls(
            firm=words_key(firm),
            models=frozenset(map(serial_key, values(CriterionKind.MODEL))),
            dis=frozenset(map(di_key, values(CriterionKind.DI))),
            lots=frozenset(map(serial_key, values(CriterionKind.LOT))),
            serials=frozenset(map(serial_key, values(CriterionKind.SERIAL))),
            ranges=tuple(
                found
                for one in ranges
                if (found := range_between(one.value, one.until)) is not None
            ),
            patterns=tuple(
                (text, pattern_of(text)) for text in values(CriterionKind.SERIAL_PATTERN)
            ),
            made=tuple(
                (date.fromisoformat(one.value), date.fromisoformat(one.until or one.value))
                for one in spans
            ),
            is_whole=is_whole,
        )

    @property
    def has_codes(self) -> bool:
        """Whether it means some units only."""
        return bool(self.lots or self.serials or self.ranges or self.patterns or self.made)


def near(group: Group, product: ModelFacts, di: str = "") -> tuple[Near, str]:
    """How near a product is to a group, and why. ``di`` is the unit's own, where it has one."""
    own = di_key(di or product.udi_di)
    if own and own in group.dis:
        return Near.SAME, f"device identifier {di or product.udi_di} is named"
    by_model = _by_model(group, product)
    if by_model is not None:
        level, why = by_model
        if level is Near.SAME and own and group.dis:
            return Near.PERHAPS, f"{why}, but its device identifier is another"
        if level is Near.OTHER and not own and group.dis and _is_of_firm(group, product):
            return Near.PERHAPS, "its device identifier is not recorded"
        return level, why
    if group.dis:
        if own:
            return Near.OTHER, "its device identifier is another"
        if _is_of_firm(group, product) or not product.manufacturer:
            return Near.PERHAPS, "its device identifier is not recorded"
        return Near.OTHER, f"it is made by {product.manufacturer}"
    if not group.firm or not product.manufacturer:
        return Near.PERHAPS, "the notice names no model"
    if _is_of_firm(group, product):
        return Near.PERHAPS, "the maker is the same, and the notice names no model"
    return Near.OTHER, f"it is made by {product.manufacturer}"


def _by_model(group: Group, product: ModelFacts) -> tuple[Near, str] | None:
    """What models say; None where the group names none."""
    if not group.models:
        return None
    own = serial_key(product.model)
    if own in group.models:
        if group.firm and not _is_of_firm(group, product):
            return Near.PERHAPS, f"model {product.model} is named, but {_maker(product)}"
        return Near.SAME, f"model {product.model} is named"
    if own:
        return Near.OTHER, f"model {product.model} is not named"
    said = serial_key(f"{product.product_no} {product.description}")
    if any(model in said for model in group.models if len(model) > _SHORTEST):
        return Near.PERHAPS, "its model is not recorded, and its name bears one that is named"
    if _is_of_firm(group, product):
        return Near.PERHAPS, "its model is not recorded, and the maker is the same"
    return Near.OTHER, "its model is not recorded, and nothing else agrees"


_SHORTEST = 3


def _maker(product: ModelFacts) -> str:
    if product.manufacturer:
        return f"its maker is recorded as {product.manufacturer}"
    return "its maker is not recorded"


def _is_of_firm(group: Group, product: ModelFacts) -> bool:
    return bool(group.firm) and words_key(product.manufacturer) == group.firm


def match(groups: Iterable[Group], product: ModelFacts, unit: UnitFacts) -> Match:
    """Whether a notice means the unit, and why: the strongest that any group says."""
    best = Match(None, "no criteria")
    for group in groups:
        level, why = near(group, product, unit.udi_di)
        found = match_near(group, level, why, unit)
        if found.stand is Stand.CERTAIN:
            return found
        if best.stand is None and (found.stand or best.reason == "no criteria"):
            best = found
    return best


def match_near(group: Group, level: Near, why: str, unit: UnitFacts) -> Match:
    """What a group says of a unit whose product is that near."""
    if level is Near.OTHER:
        return Match(None, why)
    if not group.has_codes:
        if level is Near.PERHAPS and not (group.models or group.dis):
            return Match(None, "the notice names neither models nor codes")
        if not group.is_whole:
            return Match(Stand.POSSIBLE, f"{why}; not all codes of the notice were understood")
        return Match(Stand.CERTAIN if level is Near.SAME else Stand.POSSIBLE, why)
    said, code = _codes(group, unit)
    if said is None:
        # An unknown code of a product that is only perhaps meant would mean everything there is.
        if level is Near.PERHAPS and not (group.models or group.dis):
            return Match(None, f"{why}; {code}")
        return Match(Stand.POSSIBLE, f"{why}; {code}")
    if not said:
        if not group.is_whole and (group.models or group.dis):
            code = "its codes are not among those understood, and there are more in the notice"
            return Match(Stand.POSSIBLE, f"{why}; {code}")
        return Match(None, f"{why}; {code}")
    return Match(Stand.CERTAIN if level is Near.SAME else Stand.POSSIBLE, f"{code}; {why}")


class Sieve(NamedTuple):
    """What the codes of units that some group may mean look like, in compared forms: every other
    unit is clear by its codes alone. A unit without a lot passes where there are ``lots``.
    """

    serials: frozenset[str]
    lots: frozenset[str]
    beginnings: tuple[str, ...]


def sieve(groups: Sequence[Group]) -> Sieve | None:
    """The sieve of these groups; None where every unit of the products must be looked at."""
    for group in groups:
        is_open = not group.is_whole and (group.models or group.dis)
        if not group.has_codes or group.made or group.dis or is_open:
            return None
        # A pattern that begins with a letter, or either, tells nothing of a first figure.
        if any(text.strip()[:1] in ("@", "?", "*") for text, _pattern in group.patterns):
            return None
    beginnings = [one.prefix for group in groups for one in group.ranges]
    beginnings += [
        serial_key(re.split(r"[#@?*]", text)[0]) for group in groups for text, _ in group.patterns
    ]
    return Sieve(
        frozenset().union(*(group.serials for group in groups)),
        frozenset().union(*(group.lots for group in groups)),
        tuple(dict.fromkeys(beginnings)),
    )


def _codes(group: Group, unit: UnitFacts) -> tuple[bool | None, str]:
    """Whether the unit's codes are among those named; None where a record lacks one."""
    serial, lot = serial_key(unit.serial), serial_key(unit.lot)
    for hits, words in (
        (serial in group.serials, f"serial {unit.serial} is named"),
        (bool(lot) and lot in group.lots, f"lot {unit.lot} is named"),
    ):
        if hits:
            return True, words
    unsure = ""
    for inside, words in (*_in_ranges(group, unit, serial), *_in_spans(group, unit)):
        if inside:
            return True, words
        unsure = unsure if inside is False else words
    for text, pattern in group.patterns:
        if pattern.fullmatch(serial):
            return True, f"serial {unit.serial} looks like {text}"
    missing = unsure or _missing(group, unit)
    return (None, missing) if missing else (False, "its codes are not among those named")


def _in_ranges(group: Group, unit: UnitFacts, serial: str) -> Iterator[tuple[bool | None, str]]:
    for one in group.ranges:
        inside = _in_range(one, serial)
        verb = "may lie" if inside is None else "lies"
        how = ": it is written otherwise" if inside is None else ""
        yield inside, f"serial {unit.serial} {verb} in {one.words}{how}"


def _in_spans(group: Group, unit: UnitFacts) -> Iterator[tuple[bool | None, str]]:
    if unit.made is not None:
        for span in group.made:
            inside = _in_span(span, unit.made)
            how = ", on which day is not recorded" if inside is None else ""
            yield inside, f"it was made {_made_words(unit.made)}{how}"


def _missing(group: Group, unit: UnitFacts) -> str:
    if group.lots and not unit.lot:
        return "its lot is not recorded"
    if group.made and unit.made is None:
        return "the day it was made is not recorded"
    return ""


def _in_range(one: SerialRange, serial: str) -> bool | None:
    """Whether a serial lies in a range; None where only its figures do, in another length."""
    if not serial.startswith(one.prefix):
        return False
    figures = serial.removeprefix(one.prefix)
    if not (figures.isascii() and figures.isdigit()):
        return False
    inside = one.first <= int(figures) <= one.last
    return inside if len(figures) == one.figures or not inside else None


def _in_span(span: tuple[date, date], made: tuple[date, date]) -> bool | None:
    """Whether it was made in a span of days; None where only a part of its days lies in it."""
    if span[0] <= made[0] and made[1] <= span[1]:
        return True
    return None if made[0] <= span[1] and span[0] <= made[1] else False


def _made_words(made: tuple[date, date]) -> str:
    first, last = made
    return f"on {first}" if first == last else f"from {first} to {last}"
