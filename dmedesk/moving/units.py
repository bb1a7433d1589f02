"""Which unit serves in which rental when: no unit in two places, no rental without its last one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dmedesk.kit.findings import Severity
from dmedesk.kit.records import Fault, PlacedFinding, Row
from dmedesk.kit.stored import Values
from dmedesk.moving.comparison import Compared, Comparison

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Service:
    """A unit in a rental from a day up to, and without, ``until_on``; None is still there.

    ``rows`` are the rows of the import that say so: none where the shop had it all before.
    """

    serial: str
    rental_no: str
    from_on: date
    until_on: date | None
    rows: tuple[Row, ...]


def _before(day: date, end: date | None) -> bool:
    return end is None or day < end


def unit_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """Everything that is wrong between rentals and the units that serve in them."""
    rentals, units = comparison["rentals"], comparison["rental_units"]
    serving: dict[str, list[Service]] = defaultdict(list)
    for values in units.after.values():
        serving[values["rental_no"]].append(_unit_service(values, rentals, units))
    services: list[Service] = []
    for (rental_no,), rental in rentals.after.items():
        whole = _whole_service(rental, rentals)
        if rental_no in serving:
            in_turn = sorted(serving[rental_no], key=lambda service: service.from_on)
            yield from _against_rental(whole, in_turn)
            services += _clipped(whole, in_turn)
        else:
            services.append(whole)
    yield from _in_two_places(services)


def _rows(compared: Compared, key: tuple[object, ...]) -> tuple[Row, ...]:
    touched = compared.touched.get(key)
    return () if touched is None else (touched.row,)


def _whole_service(rental: Values, rentals: Compared) -> Service:
    return Service(
        serial=rental["serial"],
        rental_no=rental["rental_no"],
        from_on=rental["started_on"],
        until_on=rental["ended_on"],
        rows=_rows(rentals, (rental["rental_no"],)),
    )


def _unit_service(unit: Values, rentals: Compared, units: Compared) -> Service:
    rental_no, from_on = unit["rental_no"], unit["from_on"]
    rows = _rows(units, (rental_no, from_on)) + _rows(rentals, (rental_no,))
    return Service(unit["serial"], rental_no, from_on, unit["until_on"], rows)


def _clipped(whole: Service, in_turn: Sequence[Service]) -> Iterator[Service]:
    """The units' services as far as the rental goes; an open rental still has its last unit."""
    for service in in_turn:
        ends = [end for end in (service.until_on, whole.until_on) if end is not None]
        still_there = whole.until_on is None and service is in_turn[-1]
        yield Service(
            service.serial,
            service.rental_no,
            service.from_on,
            None if still_there or not ends else min(ends),
            service.rows,
        )


def _against_rental(whole: Service, in_turn: Sequence[Service]) -> Iterator[PlacedFinding]:
    last = in_turn[-1]
    if last.serial != whole.serial:
        yield from _placed(
            last.rows,
            "serial",
            "not_the_last_unit",
            f"Rental {whole.rental_no} names {whole.serial} in rentals.csv, but the last unit of "
            f"rental_units.csv is {last.serial}.",
            "Write the last unit's serial in rentals.csv.",
        )
    for service in in_turn:
        if service.from_on < whole.from_on or not _before(service.from_on, whole.until_on):
            yield from _placed(
                service.rows,
                "from_on",
                "outside_the_rental",
                f"Rental {whole.rental_no} did not run on {service.from_on}.",
                "Write a day between its start and its end.",
            )
    first = in_turn[0]
    if whole.from_on < first.from_on and _before(first.from_on, whole.until_on):
        yield from _gap(whole, whole.from_on, first)
    for earlier, later in pairwise(in_turn):
        yield from _exchange(whole, earlier, later)


def _exchange(whole: Service, earlier: Service, later: Service) -> Iterator[PlacedFinding]:
    """The day on which one unit leaves and the next comes may be the last and first of both."""
    if _before(later.from_on + _ONE_DAY, earlier.until_on):
        yield from _placed(
            later.rows or earlier.rows,
            "from_on",
            "two_units_at_once",
            f"Rental {whole.rental_no} has {earlier.serial} still when {later.serial} comes.",
            f"Write the last day of {earlier.serial} as its until_on.",
        )
    elif earlier.until_on is not None and earlier.until_on < later.from_on:
        yield from _gap(whole, earlier.until_on, later)


def _gap(whole: Service, from_on: date, later: Service) -> Iterator[PlacedFinding]:
    yield from _placed(
        later.rows,
        "from_on",
        "days_without_a_unit",
        f"Rental {whole.rental_no} has no unit from {from_on} until {later.from_on - _ONE_DAY}; "
        f"{whole.serial} will stand on its lines.",
        "Add the unit that served then.",
        Severity.WARNING,
    )


def _in_two_places(services: Sequence[Service]) -> Iterator[PlacedFinding]:
    by_serial: dict[str, list[Service]] = defaultdict(list)
    for service in services:
        if _before(service.from_on, service.until_on):
            by_serial[service.serial].append(service)
    for claims in by_serial.values():
        if len(claims) > 1:
            yield from _claimed_twice(sorted(claims, key=lambda claim: claim.from_on))


def _claimed_twice(claims: Sequence[Service]) -> Iterator[PlacedFinding]:
    there: list[Service] = []
    for claim in claims:
        there = [earlier for earlier in there if _before(claim.from_on, earlier.until_on)]
        for earlier in there:
            if earlier.rental_no != claim.rental_no:
                yield from _claim_finding(claim, earlier)
                yield from _claim_finding(earlier, claim)
        there.append(claim)


def _claim_finding(claim: Service, other: Service) -> Iterator[PlacedFinding]:
    until = f"until {other.until_on - _ONE_DAY}" if other.until_on else "and has not ended"
    yield from _placed(
        claim.rows[:1],
        "serial",
        "serial_in_two_rentals",
        f"{claim.serial} is in rental {other.rental_no} too, which has it from {other.from_on} "
        f"{until}.",
        "Correct the serial, end one of the rentals earlier, or tell exchanges in "
        "rental_units.csv.",
    )


def _placed(
    rows: Sequence[Row],
    column: str,
    code: str,
    message: str,
    remedy: str,
    severity: Severity = Severity.STOP,
) -> Iterator[PlacedFinding]:
    """The finding at the first of the rows; none where the import says nothing about it."""
    for row in rows[:1]:
        yield Fault(column, code, message, remedy, severity).placed(row.file, row.line)
