"""What becomes of a unit that is scanned into a new slip: which way it goes, or why it does not.

In an exchange the units pair up by themselves: each that goes out takes the place of one that
comes back.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dmedesk.deliveries.rules.words import TicketKind, Way
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef

FIELD = "unit_id"
"""The field of the form under which findings about a scan stand."""


@dataclass(frozen=True, slots=True)
class ScannedUnit:
    """A unit as it stands. ``holder_id`` is the member who has it, None while it is in the house.

    ``rental_id`` is the open rental that it serves in. ``on_slip`` is another slip that is not
    done; ``why_not`` are the reasons for which it may not go out.
    """

    asset_id: int
    serial: str
    product_id: int
    product: str
    holder_id: int | None = None
    holder: str = ""
    rental_id: int | None = None
    rental_no: str = ""
    on_slip: str = ""
    slip_id: int = 0
    why_not: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PairLine:
    """One unit of an exchange; ``rental_id`` is that of one that comes back."""

    way: Way
    product_id: int
    rental_id: int | None = None


def way_of(kind: TicketKind, unit: ScannedUnit) -> Way:
    """Which way a unit goes: in an exchange what somebody has comes back."""
    if kind is TicketKind.EXCHANGE:
        return Way.OUT if unit.holder_id is None else Way.BACK
    return Way.OUT if kind is TicketKind.DELIVERY else Way.BACK


def scan_findings(
    kind: TicketKind, unit: ScannedUnit, *, member_id: int | None, taken: Collection[int]
) -> list[Finding]:
    """Everything that keeps a unit off the slip, all at once; ``taken`` are those on it."""
    found = list(_twice(unit, taken))
    if way_of(kind, unit) is Way.OUT:
        return [*found, *_not_out(unit)]
    return [*found, *_not_back(kind, unit, member_id)]


def paired(lines: Sequence[PairLine]) -> list[int | None]:
    """The rental of every line of an exchange: what goes out serves in that of what comes back.

    Units of one product pair up first, then the others in their order; what has no partner yet
    has no rental.
    """
    rentals = [line.rental_id if line.way is Way.BACK else None for line in lines]
    outs = [place for place, line in enumerate(lines) if line.way is Way.OUT]
    backs = [place for place, line in enumerate(lines) if rentals[place] is not None]
    for is_alike in (True, False):
        for out in outs:
            fits = (
                back
                for back in backs
                if not is_alike or lines[back].product_id == lines[out].product_id
            )
            back = next(fits, None) if rentals[out] is None else None
            if back is not None:
                rentals[out] = rentals[back]
                backs.remove(back)
    return rentals


def _twice(unit: ScannedUnit, taken: Collection[int]) -> Iterator[Finding]:
    if unit.asset_id in taken:
        yield _stop("serial_twice", unit, "The unit stands on this slip already.", "Scan another.")
    elif unit.on_slip:
        yield Finding(
            Severity.STOP,
            "unit_on_another_slip",
            f"The unit stands on {unit.on_slip}.",
            unit.serial,
            "Finish or cancel that slip first.",
            FIELD,
            RecordRef("ticket", unit.slip_id),
        )


def _not_out(unit: ScannedUnit) -> Iterator[Finding]:
    if unit.holder_id is not None:
        message = f"The unit is with {unit.holder}."
        yield _stop("unit_elsewhere", unit, message, "Take another one, or make it an exchange.")
        return
    for one in unit.why_not:
        yield replace(one, subject=unit.serial, field=FIELD)


def _not_back(kind: TicketKind, unit: ScannedUnit, member_id: int | None) -> Iterator[Finding]:
    if unit.holder_id is None:
        yield _stop("unit_in_house", unit, "Nobody has the unit.", "Look at where it stands.")
    elif member_id is not None and unit.holder_id != member_id:
        message = f"The unit is with {unit.holder}, not with this member."
        yield _stop("unit_elsewhere", unit, message, "Make it a slip of that member.")
    elif kind is TicketKind.EXCHANGE and unit.rental_id is None:
        message = "The unit serves in no rental: there is nothing to go on with."
        yield _stop("no_rental", unit, message, "Fetch it by a pickup, and bring the other one.")


def _stop(code: str, unit: ScannedUnit, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, unit.serial, remedy, FIELD)
