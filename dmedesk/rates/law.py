"""The numbers of the law, by date: loaded from ``parameters/*.toml`` and compiled once.

Every value there has a unit, a start date and a citation. A law is one frozen record of the
values in force on a day; the days between two changes share one record.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

_PARAMETERS = Path(__file__).parent / "parameters"


@dataclass(frozen=True, slots=True)
class CappedMonth:
    """One rental month of capped rent: the key of its fee row, and its modifiers as billed."""

    number: int
    row: str
    modifiers: tuple[str, str]
    is_first: bool
    """Whether it is one of the first months, which pay the higher amount."""


@dataclass(frozen=True, slots=True)
class CappedSchedule:
    """How capped rent declines: percentages of the new fee, then of that amount; in months."""

    first_percentage: int
    later_percentage: int
    first_months: int
    last_month: int
    months: tuple[CappedMonth, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A level of direct service, 322.03(2), in hours, both ends included."""

    name: str
    from_hours: int
    to_hours: int


@dataclass(frozen=True, slots=True)
class Markup:
    """The pair of standard markups that 322.03(19)(b) allows for a family."""

    percentages: tuple[int, ...]
    citation: str


@dataclass(frozen=True, slots=True)
class MassHealthLaw:
    """101 CMR 322.03 on a day. Units are in the parameter file beside each value."""

    direct_service_code: str
    direct_service_bands: tuple[Band, ...]
    direct_service_unit_minutes: int
    direct_service_last_hour: Mapping[str, int]
    nursing_facility_percentage: int
    infusion_markup_percentage: int
    infusion_professional_service_cents: int
    inexpensive_rent_percentage: int
    inexpensive_last_month: int
    used_rent_percentage: int
    used_percentage: int
    substitute_days_in_month: int
    substitute_last_business_day: int
    recall_business_days: int
    new_code_full_percentage: int
    new_code_full_families: tuple[str, ...]
    new_code_ventilator_full_months: int
    new_code_percentage: int
    timely_payment_kept_percentage: int
    capped: CappedSchedule
    capped_power_wheelchair: CappedSchedule
    consideration_rent_percentage: int
    markups: Mapping[str, Markup]
    default_readings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MedicareLaw:
    """42 U.S.C. 1395m(a) on a day."""

    capped: CappedSchedule
    capped_power_wheelchair: CappedSchedule
    oxygen_last_month: int
    default_readings: Mapping[str, str]


Law = TypeVar("Law", MassHealthLaw, MedicareLaw)


@dataclass(frozen=True, slots=True)
class Editions(Generic[Law]):
    """The records of one regime in order of their first days."""

    name: str
    citation: str
    starts: tuple[date, ...]
    laws: tuple[Law, ...]

    def on(self, day: date) -> Law | None:
        """The law in force on a day, or ``None`` before the first edition in hand."""
        if day >= self.starts[-1]:
            return self.laws[-1]
        position = bisect_right(self.starts, day)
        return self.laws[position - 1] if position else None


@cache
def masshealth() -> Editions[MassHealthLaw]:
    """The editions of 101 CMR 322.03 in hand."""
    parameters = read_parameters("masshealth.toml")
    return compile_editions(parameters, MassHealthLaw, default_readings("masshealth"))


@cache
def medicare() -> Editions[MedicareLaw]:
    """The editions of 42 U.S.C. 1395m(a) in hand."""
    parameters = read_parameters("medicare.toml")
    return compile_editions(parameters, MedicareLaw, default_readings("medicare"))


def read_parameters(name: str) -> dict[str, Any]:
    """One parameter file as it stands."""
    return tomllib.loads((_PARAMETERS / name).read_text(encoding="utf-8"))


@cache
def reading_options() -> dict[str, tuple[str, ...]]:
    """The options of every named reading."""
    return {
        name: tuple(entry["options"]) for name, entry in read_parameters("readings.toml").items()
    }


@cache
def default_readings(regime: str) -> dict[str, str]:
    """The option that every named reading has for a regime unless the payer chose another."""
    readings = read_parameters("readings.toml")
    return {name: reading["default"][regime] for name, reading in readings.items()}


def compile_editions(
    parameters: Mapping[str, Any], law: type[Law], readings: Mapping[str, str]
) -> Editions[Law]:
    """The editions of one parameter file: a record for every day on which a value changes.

    Raises ``ValueError`` where the file and the record do not name the same values, or where a
    value begins only after the edition does.
    """
    edition = parameters["edition"]
    dated = {name: entries for name, entries in parameters.items() if name != "edition"}
    disagreed = dated.keys() ^ {field.name for field in fields(law)} ^ {"default_readings"}
    if disagreed:
        raise ValueError(f"parameters and {law.__name__} disagree about {sorted(disagreed)}")
    entries: list[dict[str, Any]] = [entry for listed in dated.values() for entry in listed]
    starts: list[date] = sorted({edition["from"], *(entry["from"] for entry in entries)})
    laws = [law(**_values_on(dated, start), default_readings=readings) for start in starts]
    return Editions(edition["name"], edition["citation"], tuple(starts), tuple(laws))


def _values_on(dated: Mapping[str, list[dict[str, Any]]], day: date) -> dict[str, Any]:
    return {name: _compiled(name, _value_on(name, entries, day)) for name, entries in dated.items()}


def _value_on(name: str, entries: list[dict[str, Any]], day: date) -> Any:
    begun = [entry for entry in entries if entry["from"] <= day]
    if not begun:
        raise ValueError(f"{name} has no value on {day}")
    return max(begun, key=lambda entry: entry["from"])["value"]


def _compiled(name: str, value: Any) -> Any:
    if name in ("capped", "capped_power_wheelchair"):
        return _capped_schedule(**value)
    if name == "direct_service_bands":
        return tuple(Band(**band) for band in value)
    if name == "markups":
        return {
            family: Markup(tuple(pair["percentages"]), pair["citation"])
            for family, pair in value.items()
        }
    return tuple(value) if isinstance(value, list) else value


def _capped_schedule(
    first_percentage: int,
    later_percentage: int,
    first_months: int,
    last_month: int,
    modifiers: list[tuple[str, int]],
) -> CappedSchedule:
    months = []
    for number in range(1, last_month + 1):
        modifier = next(modifier for modifier, last in modifiers if number <= last)
        row = " ".join(sorted((modifier, "RR")))
        months.append(CappedMonth(number, row, ("RR", modifier), number <= first_months))
    return CappedSchedule(
        first_percentage, later_percentage, first_months, last_month, tuple(months)
    )
