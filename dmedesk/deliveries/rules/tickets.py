"""A ticket: what goes out, what comes back, and how it moves over the slip board.

A delivery only brings, a pickup only takes; an exchange does both for one rental, whose months go
on unbroken.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.deliveries.rules.words import TicketKind, TicketStage, Way
from dmedesk.kit.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of a ticket. ``serial`` is empty for what is counted (tubing, masks).

    ``rental_no`` is the rental that the unit serves in, or stops serving in; empty where the line
    begins one, or is none. ``awaits_unit``: its unit is still to be scanned.
    """

    way: Way
    product_no: str
    serial: str = ""
    quantity: int = 1
    rental_no: str = ""
    awaits_unit: bool = False


_NEXT: Mapping[TicketStage, frozenset[TicketStage]] = {
    TicketStage.TO_PRINT: frozenset({TicketStage.OUT, TicketStage.CANCELLED}),
    TicketStage.OUT: frozenset(
        {
            TicketStage.WAITING,
            TicketStage.REASON_GIVEN,
            TicketStage.DONE,
            TicketStage.TO_PRINT,
            TicketStage.CANCELLED,
        }
    ),
    TicketStage.WAITING: frozenset({TicketStage.REASON_GIVEN, TicketStage.DONE}),
    TicketStage.REASON_GIVEN: frozenset({TicketStage.DONE}),
    # A signature that is taken back leaves the visit without its proof.
    TicketStage.DONE: frozenset({TicketStage.WAITING, TicketStage.REASON_GIVEN}),
    TicketStage.CANCELLED: frozenset(),
}

WORDS = {
    TicketStage.TO_PRINT: "to be printed",
    TicketStage.OUT: "out with the driver",
    TicketStage.WAITING: "waiting for the signature",
    TicketStage.REASON_GIVEN: "unsigned, with its reason",
    TicketStage.DONE: "done",
    TicketStage.CANCELLED: "cancelled",
}
"""How each stage is said in a sentence."""


def stage_findings(now: TicketStage, wanted: TicketStage, *, ticket_no: str) -> list[Finding]:
    """Why a ticket cannot go to a stage from where it stands; empty where it can.

    What a visit did is not undone by cancelling: a ticket that is done is corrected by another.
    """
    if wanted in _NEXT[now]:
        return []
    return [
        Finding(
            Severity.STOP,
            "stage_not_allowed",
            f"The slip is {WORDS[now]} and cannot be {WORDS[wanted]}.",
            subject=ticket_no,
            remedy="Correct it by an addendum or a further slip."
            if now in {TicketStage.DONE, TicketStage.CANCELLED}
            else "Take the steps between first.",
        )
    ]


def line_findings(kind: TicketKind, lines: Sequence[LineFacts]) -> list[Finding]:
    """Everything that is wrong with a ticket's lines, all at once."""
    if not lines:
        return [_stop("no_lines", "", "The slip has no line.", "Scan a serial, or enter an item.")]
    return [
        *_wrong_ways(kind, lines),
        *_twice(lines),
        *_quantities(lines),
        *_pairs(kind, lines),
        *_awaiting(kind, lines),
    ]


def _wrong_ways(kind: TicketKind, lines: Sequence[LineFacts]) -> Iterator[Finding]:
    wrong = {TicketKind.DELIVERY: Way.BACK, TicketKind.PICKUP: Way.OUT}.get(kind)
    for line in lines:
        if line.way is wrong:
            yield _stop(
                "wrong_way",
                line.serial or line.product_no,
                f"A {kind.value} brings nothing back."
                if wrong is Way.BACK
                else f"A {kind.value} brings nothing out.",
                "Make it an exchange, or a slip of its own.",
            )


def _twice(lines: Sequence[LineFacts]) -> Iterator[Finding]:
    serials = Counter(line.serial for line in lines if line.serial)
    for serial, count in serials.items():
        if count > 1:
            yield _stop(
                "serial_twice", serial, "The unit stands on the slip twice.", "Remove one line."
            )


def _quantities(lines: Sequence[LineFacts]) -> Iterator[Finding]:
    for line in lines:
        is_unit = bool(line.serial) or line.awaits_unit
        if line.quantity < 1 or (is_unit and line.quantity != 1):
            yield _stop(
                "wrong_quantity",
                line.serial or line.product_no,
                f"The quantity is {line.quantity}.",
                "A unit with a serial is one; anything else at least one.",
            )


def _pairs(kind: TicketKind, lines: Sequence[LineFacts]) -> Iterator[Finding]:
    """An exchange has one unit out and one back for each of its rentals."""
    if kind is not TicketKind.EXCHANGE:
        return
    for rental_no in dict.fromkeys(line.rental_no for line in lines if line.serial):
        ways = Counter(line.way for line in lines if line.serial and line.rental_no == rental_no)
        if not rental_no:
            yield _stop(
                "no_rental",
                "",
                "A unit of the exchange belongs to no rental.",
                "Choose the rental whose unit is exchanged.",
            )
        elif (ways[Way.OUT], ways[Way.BACK]) != (1, 1):
            yield _stop(
                "no_pair",
                rental_no,
                f"{ways[Way.OUT]} units go out and {ways[Way.BACK]} come back for one rental.",
                "Scan one unit out and one unit back.",
            )


def _awaiting(kind: TicketKind, lines: Sequence[LineFacts]) -> Iterator[Finding]:
    """Only a delivery is planned before its units are scanned: whatever comes back is known."""
    if kind is TicketKind.DELIVERY:
        return
    for line in lines:
        if line.awaits_unit:
            yield _stop(
                "unit_awaited",
                line.product_no,
                f"A line without its unit stands on no {kind.value}.",
                "Scan its unit, or make it a delivery.",
            )


def awaited(ticket_no: str, products: Sequence[str]) -> list[Finding]:
    """Why a slip may not go out: these products' units are still to be scanned."""
    return [
        _stop(
            "unit_to_scan",
            ticket_no,
            f"The unit of {product} is still to be scanned.",
            "Scan it on the slip's page, or take the line off.",
        )
        for product in products
    ]


def stops_from(kind: TicketKind, *, asked_on: date, picked_up_on: date | None) -> date | None:
    """The day from which a pickup's rentals have no further months: as soon as it was asked for.

    The day of the pickup counts where it came first. None where nothing is taken.
    """
    if kind is not TicketKind.PICKUP:
        return None
    return asked_on if picked_up_on is None else min(asked_on, picked_up_on)


def _stop(code: str, subject: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy)
