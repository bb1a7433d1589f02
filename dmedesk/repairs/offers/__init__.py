"""What repairs offer to other houses' pages: counts, histories, today's tiles, what is open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, Remark, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.stored import member_no_of
from dmedesk.repairs.queries.happened import Happened, lent_in, linked_to, steps_of
from dmedesk.repairs.queries.listed import count_repairs, substitute_days
from dmedesk.repairs.rules.words import Stage, Step

_RANK = 37
_TILES = 28

STATES: Mapping[Stage, State] = {
    Stage.REPORTED: State.WAITING,
    Stage.IN_WORK: State.OUT,
    Stage.WAITING: State.WAITING,
    Stage.DONE: State.READY,
    Stage.RETURNED: State.READY,
    Stage.REFUSED: State.STOPPED,
    Stage.CLOSED: State.CLOSED,
}
TOLD: Mapping[Step, str] = {
    Step.REPORTED: "Fault reported",
    Step.TAKEN_IN: "Taken to the shop",
    Step.BEGUN: "Work begun",
    Step.WAITS: "Waits",
    Step.GOES_ON: "Work goes on",
    Step.AUTHORIZED: "Authorized",
    Step.CLAIMED: "Claimed of its maker or vendor",
    Step.ANSWERED: "The claim was answered",
    Step.EVIDENCE: "Cause",
    Step.NOTED: "Note",
    Step.NO_SUBSTITUTE: "No comparable substitute to be had",
    Step.FETCHING: "Substitute to be fetched",
    Step.EXCHANGED: "To be exchanged in its stead",
    Step.FINISHED: "Repaired",
    Step.REFUSED: "Repair refused",
    Step.RETURNED: "Returned, signed",
    Step.CLOSED: "Repair closed",
}
_TOO_LONG = "Out for more than {days} days: ask where the repair stands"
_COLUMNS = {"asset": "asset_id", "member": "member_id", "rental": "rental_id"}
_FEW = frozenset({Step.REPORTED, Step.FINISHED, Step.REFUSED, Step.CLOSED})


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """The repairs of a member, a unit, a product or a rental; what belongs to a repair."""
    if ref.kind == "repair":
        return [
            Related(one.title, 1, RecordRef(one.kind, one.id), rank=rank)
            for rank, one in enumerate(linked_to(session, repair_id=ref.id), start=1)
        ]
    wanted = _filter(session, ref)
    if wanted is None:
        return ()
    asked = Ask(filters=(wanted,))
    count = count_repairs(session, asked, on=date.max)
    return [Related("repairs", count, ListLink("repairs", asked), rank=_RANK)] if count else ()


def _filter(session: Any, ref: RecordRef) -> Filter | None:
    if ref.kind == "member":
        return Filter("member_no", Match.IS, member_no_of(session, ref.id))
    column = {"asset": "unit_id", "product": "product_id", "rental": "rental_id"}.get(ref.kind)
    return None if column is None else Filter(column, Match.IS, ref.id)


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """The repairs in a unit's, a member's or a rental's history; every step of a repair's own."""
    if ref.kind == "repair":
        steps = steps_of(session, column="id", value=ref.id)
        return [_event(one, place) for place, one in enumerate(steps)]
    column = _COLUMNS.get(ref.kind)
    if column is None:
        return ()
    told = [one for one in steps_of(session, column=column, value=ref.id) if one.step in _FEW]
    if ref.kind == "asset":
        told += lent_in(session, asset_id=ref.id)
    return [_elsewhere(one) for one in told]


def _event(one: Happened, place: int) -> Event:
    said = ": ".join(
        filter(None, (TOLD[one.step], " · ".join(filter(None, (one.party, one.note)))))
    )
    state = STATES[Stage.REFUSED] if one.step is Step.REFUSED else State.OUT
    return Event(one.on, said, state, one.who, place=place)


def _elsewhere(one: Happened) -> Event:
    opens = RecordRef("repair", one.repair_id)
    if one.is_lent:
        sentence = f"Lent while {one.item} is repaired, {one.repair_no}: {one.note}"
        return Event(one.on, sentence, State.OUT, one.who, opens, place=6)
    note = f": {one.note}" if one.note else ""
    sentence = f"{TOLD[one.step]}, {one.item} by {one.repair_no}{note}"
    state = State.STOPPED if one.step is Step.REFUSED else STATES[one.stage]
    return Event(one.on, sentence, state, one.who, opens, place=5)


def remarks(session: Any, ref: RecordRef, on: date) -> Sequence[Remark]:
    """The open repairs of a unit, and of a member those with their substitute out."""
    wanted = _filter(session, ref) if ref.kind in ("asset", "member") else None
    if wanted is None:
        return ()
    chips = [stage.value for stage in Stage if stage is not Stage.CLOSED]
    count = sum(count_repairs(session, Ask(chip, (wanted,)), on=on) for chip in chips)
    if not count:
        return ()
    words = "A repair is open" if count == 1 else f"{count} repairs are open"
    return [Remark(f"{words}.", ListLink("repairs", Ask(filters=(wanted,))), rank=20)]


def tiles(session: Any, on: date) -> Sequence[Tile]:
    """Today's tiles: faults to look at, late promises, work to bring back, substitutes out."""
    return list(_tiles(session, on))


def _tiles(session: Any, on: date) -> Iterator[Tile]:
    for place, (chip, title, state, about) in enumerate(
        (
            ("reported", "Faults reported", State.WAITING, "Nobody has begun with them"),
            ("late", "Late repairs", State.STOPPED, "Promised for a day that is past"),
            ("done", "Repairs to bring back", State.READY, "The work is done"),
            ("lent", "Substitutes out", State.OUT, "They come back before the repair closes"),
            ("lent_long", "Substitutes out too long", State.WAITING, _TOO_LONG),
        )
    ):
        count = count_repairs(session, Ask(chip), on=on)
        if count:
            link = ListLink("repairs", Ask(chip))
            said = about.format(days=substitute_days(session, on=on))
            yield Tile(f"repairs_{chip}", title, count, state, link, said, rank=_TILES + place)
