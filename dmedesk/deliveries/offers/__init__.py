"""What slips offer to other houses' pages: the slips of a member, a unit, a rental; their days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dmedesk.assets.queries.moved import happening_of
from dmedesk.deliveries.queries.happened import (
    SlipMove,
    SlipVisit,
    moves_of,
    unsigned,
    visits_of,
)
from dmedesk.deliveries.queries.listed import MoneyWaiting, count_slips
from dmedesk.deliveries.queries.received import count_by_standing, pages_filed
from dmedesk.deliveries.queries.records import SlipRead, read_slip
from dmedesk.deliveries.rules.received import Standing
from dmedesk.deliveries.rules.tickets import WORDS
from dmedesk.deliveries.rules.words import Method, ProofKind, Settled, TicketStage, Way
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, State, Tile, TilesOn
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.stored import member_no_of

_RANK = 35
_TILES = 22

_STATES = {
    TicketStage.TO_PRINT: State.WAITING,
    TicketStage.OUT: State.OUT,
    TicketStage.WAITING: State.STOPPED,
    TicketStage.REASON_GIVEN: State.WAITING,
    TicketStage.DONE: State.READY,
    TicketStage.CANCELLED: State.CLOSED,
}
METHODS = {
    Method.DIRECT: "signed at the door",
    Method.UNSIGNED: "no signature, the driver’s note",
    Method.CARRIER: "brought by a carrier",
    Method.FACILITY: "received by a facility",
    Method.BEFORE_DISCHARGE: "signed before discharge",
}
_SETTLED = {
    Settled.CAME_BACK: "came back since",
    Settled.LOST: "is lost",
    Settled.MIXED_UP: "was mixed up with it before",
    Settled.STAYS: "stays with the member",
}


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """The slips of a member, a unit or a rental; the member and the rentals of a slip."""
    if ref.kind == "ticket":
        return _of_slip(session, ref.id)
    wanted = _filter(session, ref)
    if wanted is None:
        return ()
    asked = Ask(filters=(wanted,))
    count = count_slips(session, asked, on=date.max)
    return [Related("slips", count, ListLink("slips", asked), rank=_RANK)] if count else ()


def _filter(session: Any, ref: RecordRef) -> Filter | None:
    if ref.kind == "member":
        return Filter("member_no", Match.IS, member_no_of(session, ref.id))
    column = {"asset": "units", "rental": "rentals"}.get(ref.kind)
    return None if column is None else Filter(column, Match.CONTAINS, f"|{ref.id}|")


def _of_slip(session: Any, ticket_id: int) -> list[Related]:
    read = read_slip(session, ticket_id=ticket_id, on=date.max)
    if read is None:
        return []
    member = RecordRef("member", read.member_id)
    rentals = {line.rental_id: line.rental_no for line in read.lines if line.rental_id}
    scans = pages_filed(session, ticket_id=ticket_id)
    filed = Ask(Standing.FILED.value, (Filter("ticket_no", Match.IS, read.row.ticket_no),))
    return [
        *([Related("scanned pages", scans, ListLink("received", filed), rank=3)] if scans else []),
        Related(f"Member {read.row.member}", 1, member, rank=1),
        *(
            Related(f"Rental {number}", 1, RecordRef("rental", rental_id), rank=2)
            for rental_id, number in rentals.items()
        ),
    ]


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """The visits of a member, the ways of a unit or of a rental's units, a slip's proofs."""
    if ref.kind == "member":
        return [_visit(one) for one in visits_of(session, member_id=ref.id)]
    if ref.kind == "asset":
        return [_of_unit(one) for one in moves_of(session, asset_id=ref.id)]
    if ref.kind == "rental":
        return [_move(one) for one in moves_of(session, rental_id=ref.id)]
    if ref.kind == "ticket":
        read = read_slip(session, ticket_id=ref.id, on=date.max)
        return () if read is None else list(_own(read))
    return ()


def _visit(one: SlipVisit) -> Event:
    items = "1 item" if one.items == 1 else f"{one.items} items"
    sentence = f"{one.kind.value.capitalize()} {one.ticket_no}, {items}: {WORDS[one.stage]}"
    opens = RecordRef("ticket", one.ticket_id)
    return Event(one.on, sentence, _STATES[one.stage], opens=opens, place=4)


def _of_unit(one: SlipMove) -> Event:
    """A visit that was made is told by the unit's own move: this one leads to its slip."""
    told = _move(one)
    if not one.is_made or one.expected:
        return told
    return replace(told, place=0, happening=happening_of("ticket", one.ticket_no))


def _move(one: SlipMove) -> Event:
    opens = RecordRef("ticket", one.ticket_id)
    if not one.is_made:
        does = "To be brought to" if one.way is Way.OUT else "To be fetched from"
        sentence = f"{does} {one.member}: {one.serial}, by {one.ticket_no}"
        return Event(one.on, sentence, State.WAITING, opens=opens, place=6)
    if one.expected:
        sentence = f"{one.serial} came back by {one.ticket_no}, and not {one.expected}"
        return Event(one.on, sentence, State.STOPPED, opens=opens, place=6)
    does = "Brought to" if one.way is Way.OUT else "Fetched from"
    state = State.OUT if one.way is Way.OUT else State.READY
    sentence = f"{does} {one.member}: {one.serial}, by {one.ticket_no}"
    return Event(one.on, sentence, state, opens=opens, place=6)


def _own(read: SlipRead) -> Iterator[Event]:
    for one in read.prints:
        copy = f", copy {one.copy}" if one.copy > 1 else ""
        on = one.printed_at.astimezone().date()
        yield Event(on, f"Printed{copy}", State.READY, one.printed_by, place=3)
    for proof in read.proofs:
        on = proof.recorded_at.astimezone().date()
        day = f", date of service {proof.service_on}" if proof.service_on else ", not whole yet"
        sentence = f"Proof {proof.turn}: {METHODS[proof.method]}{day}"
        state = State.READY if proof.service_on else State.WAITING
        if proof.kind is ProofKind.TAKEN_BACK:
            sentence = f"The signature of proof {proof.about_turn} was taken back: {proof.why}"
            state = State.STOPPED
        yield Event(on, sentence, state, proof.recorded_by, place=5)
    for line in read.lines:
        if line.settlement is not None:
            became = _SETTLED[line.settlement.settled]
            sentence = f"{line.moved_serial} came back: {line.serial} {became}"
            settled = line.settlement
            yield Event(
                settled.settled_on,
                f"{sentence} ({settled.note})",
                State.READY,
                settled.recorded_by,
                place=7,
            )


def tiles_with(money: MoneyWaiting) -> TilesOn:
    """Today's tiles; ``money`` says what rentals hold, which a house above this one knows."""

    def tiles(session: Any, on: date) -> Sequence[Tile]:
        return [*_unsigned(session, money, on), *_counted(session, on), *_scanned(session)]

    return tiles


_TITLES = {
    TicketStage.WAITING: ("Slips without signature", "waiting"),
    TicketStage.REASON_GIVEN: ("Slips with a reason only", "reason_given"),
}


def _unsigned(session: Any, money: MoneyWaiting, on: date) -> Iterator[Tile]:
    for place, one in enumerate(unsigned(session, money, on=on)):
        title, chip = _TITLES[one.stage]
        days = (on - one.oldest_on).days
        oldest = "today" if days < 1 else "1 day ago" if days == 1 else f"{days} days ago"
        yield Tile(
            key=f"slips_{chip}",
            title=title,
            count=one.count,
            state=_STATES[one.stage],
            opens=ListLink("slips", Ask(chip)),
            about=f"The oldest visit was {oldest}; their months wait for the proof",
            cents=one.cents or None,
            rank=_TILES + place,
        )


def _scanned(session: Any) -> Iterator[Tile]:
    """Pages that came back and wait for a person, for their barcode could not be read."""
    count = count_by_standing(session)[Standing.WAITING]
    if count:
        yield Tile(
            key="received_waiting",
            title="Scans to be settled",
            count=count,
            state=State.WAITING,
            opens=ListLink("received", Ask(Standing.WAITING.value)),
            about="Their slip is not known for certain",
            rank=_TILES + 4,
        )


def _counted(session: Any, on: date) -> Iterator[Tile]:
    for place, (chip, title, state, about) in enumerate(
        (
            ("today", "Slips for today", State.OUT, "Visits that are planned for today"),
            ("late", "Late slips", State.WAITING, "Planned for a day that is past, and not made"),
            (
                "another_unit",
                "Another unit came back",
                State.STOPPED,
                "Say what became of the one that was expected",
            ),
        )
    ):
        count = count_slips(session, Ask(chip), on=on)
        if count:
            link = ListLink("slips", Ask(chip))
            yield Tile(f"slips_{chip}", title, count, state, link, about, rank=_TILES + 2 + place)
