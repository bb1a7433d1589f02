"""What units offer to other houses' pages: their history, their maintenance, a product's units."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.assets.actions.stops import check_all
from dmedesk.assets.queries.bench import count_waiting
from dmedesk.assets.queries.counted import counted_of
from dmedesk.assets.queries.listed import PRODUCTS
from dmedesk.assets.queries.maintenance import MAINTENANCE, Logged, due_of, log_of
from dmedesk.assets.queries.moved import CheckedUnit, MovedUnit, checks_of, moves_of
from dmedesk.assets.queries.places import place_record
from dmedesk.assets.queries.plans import count_plans_of
from dmedesk.assets.queries.records import UnitRecord, unit_record
from dmedesk.assets.queries.stops import notices
from dmedesk.assets.rules.counts import SETTLING_WORDS
from dmedesk.assets.rules.labels import LABEL
from dmedesk.assets.rules.maintenance import (
    DUE_WORDS,
    SOON_DAYS,
    DueState,
    LogStep,
    when_due,
)
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.rules.telling import told_check
from dmedesk.catalog.queries.records import product_record
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, Remark, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.rates.money import format_dollars
from dmedesk.store.prints import prints_of
from dmedesk.store.record_events import changes_of, entered_by, saying

_RANK = 25
_TABLE = "assets"

WORDS = {
    "serial": "Serial",
    "product_id": "Product no. of this program",
    "condition": "Condition",
    "lot": "Lot",
    "acquired_on": "Acquired",
    "cost_cents": "Cost",
    "state": "State",
    "inventory_no": "Inventory number",
    "udi_di": "Device identifier",
    "udi_pi": "Production identifier",
    "lot_expires_on": "Lot expires",
    "warranty_ends_on": "Warranty ends",
    "vendor": "Vendor",
    "purchase_invoice_no": "Purchase invoice",
}
"""How the history says what was changed of a unit."""

_SAY = saying(coded=("state", "condition"))


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """The units of a product, those at a place; the product of a unit."""
    if ref.kind == "place":
        place = place_record(session, ref.id)
        if place is None:
            return ()
        kept = Ask(filters=(Filter("place", Match.IS, place.name),))
        return [Related("units there now", place.units, ListLink("units", kept), rank=_RANK)]
    if ref.kind == "product":
        product = product_record(session, ref.id)
        if product is None:
            return ()
        asked = Ask(filters=(Filter("product_no", Match.IS, product.values["product_no"]),))
        (row,) = PRODUCTS.rows(session, [ref.id], on=date.max)
        plans = count_plans_of(session, product_id=ref.id)
        return [
            Related("units", row.units, ListLink("units", asked), rank=_RANK),
            Related("maintenance plans", plans, ListLink("plans", asked), rank=_RANK + 1),
        ]
    if ref.kind == "asset":
        unit = unit_record(session, ref.id)
        if unit is not None and unit.product is not None:
            opens = RecordRef("product", unit.product.id)
            return [Related(unit.product.title, 1, opens, rank=_RANK)]
    return ()


def tiles(session: Any, on: date) -> Sequence[Tile]:
    """The units that wait at the bench; maintenance that is overdue, or due today."""
    found = []
    if waiting := count_waiting(session):
        bench = Tile(
            key="bench",
            title="Units to clean and check",
            count=waiting,
            state=State.WAITING,
            opens=ListLink("bench"),
            about="They came back, from repair, or used: they go out after that",
            rank=_RANK,
        )
        found.append(bench)
    return (*found, *_maintenance_tiles(session, on))


def _maintenance_tiles(session: Any, on: date) -> Sequence[Tile]:
    counts = MAINTENANCE.counts(session, on=on)
    if not counts["due"]:
        return ()
    soon = counts["soon"] - counts["due"]
    return [
        Tile(
            key="maintenance_due",
            title="Maintenance due",
            count=counts["due"],
            state=State.STOPPED if counts["overdue"] else State.WAITING,
            opens=ListLink("maintenance", Ask("due")),
            about=f"{counts['overdue']:,} overdue; {soon:,} more within {SOON_DAYS} days",
            rank=_RANK + 1,
        )
    ]


def remarks(session: Any, ref: RecordRef, day: date) -> Sequence[Remark]:
    """What maintenance a unit needs on a day: what is overdue, due, due soon, or not known."""
    if ref.kind != "asset":
        return ()
    return [
        Remark(
            f"{plan.work} ({plan.words()}) is {DUE_WORDS[due.state]}: {when_due(due)}.",
            ListLink("maintenance", _work_of(session, ref.id)),
            rank=_RANK,
        )
        for plan, due in due_of(session, asset_id=ref.id, on=day)
        if due.state is not DueState.LATER
    ]


def _work_of(session: Any, asset_id: int) -> Ask:
    unit = unit_record(session, asset_id)
    serial = "" if unit is None else unit.serial
    return Ask(filters=(Filter("serial", Match.CONTAINS, serial),))


def follow(work: Any, ref: RecordRef) -> None:
    """Hold the units there are against every recall: a product, so maybe its model, was changed."""
    if ref.kind == "product":
        check_all(work, against=notices(work.session))


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """A unit's own history: received, moved, checked, warranty and lot, notes, what was changed."""
    if ref.kind != "asset":
        return ()
    unit = unit_record(session, ref.id)
    if unit is None:
        return ()
    changes = changes_of(session, table_name=_TABLE, row_id=ref.id, words=WORDS, say=_SAY)
    own = (*_received(session, unit), *_ends(unit), *_noted(unit))
    told = (*_happened(session, ref.id), *_counted(session, ref.id), *_maintained(session, ref.id))
    return [*own, *told, *_labelled(session, unit), *changes]


_SIGNS = {
    Move.RENTED_OUT: State.OUT,
    Move.LENT: State.OUT,
    Move.SOLD: State.CLOSED,
    Move.RETIRED: State.CLOSED,
    Move.PASSED_CHECK: State.READY,
    Move.TRANSFERRED: State.READY,
    Move.LOST: State.STOPPED,
    Move.RECALLED: State.STOPPED,
    Move.FAILED_CHECK: State.STOPPED,
}
_AFTER_ALL_ELSE = 10


def _happened(session: Any, asset_id: int) -> Iterator[Event]:
    """Its moves in their order, and its looks at the bench, which say more than their moves."""
    checks = checks_of(session, asset_id=asset_id)
    for one in moves_of(session, asset_id=asset_id):
        check = _check_of(one, checks)
        sentence, who = one.moved.sentence(), one.who
        if check is not None:
            checks.remove(check)
            to = one.moved.to_place
            sentence = told_check(check.seen, passed=check.passed, to_place=to, note=check.note)
            who = check.technician
        state = _SIGNS.get(one.moved.move, State.WAITING)
        if one.is_undone:
            sentence, state = f"{sentence} (taken back later)", State.CLOSED
        place = _AFTER_ALL_ELSE + one.turn
        yield Event(one.on, sentence, state, who, _opens(one), place, one.happening)
    for check in checks:
        # Checks that moved in without their moves.
        sentence = told_check(check.seen, passed=check.passed, to_place="", note=check.note)
        state = State.READY if check.passed else State.STOPPED
        yield Event(check.on, sentence, state, check.technician, place=_AFTER_ALL_ELSE)


def _check_of(one: MovedUnit, checks: Sequence[CheckedUnit]) -> CheckedUnit | None:
    if one.moved.move not in (Move.PASSED_CHECK, Move.FAILED_CHECK):
        return None
    passed = one.moved.move is Move.PASSED_CHECK
    return next((two for two in checks if (two.on, two.passed) == (one.on, passed)), None)


def _opens(one: MovedUnit) -> RecordRef | None:
    """Whoever got it or had it, else the place that it was brought to."""
    if one.member_id is not None:
        return RecordRef("member", one.member_id)
    return None if one.place_id is None else RecordRef("place", one.place_id)


def _received(session: Any, unit: UnitRecord) -> Iterator[Event]:
    found = entered_by(session, table_name=_TABLE, row_id=unit.id)
    entered_on = found[1].at.astimezone().date() if found else None
    on = unit.values["acquired_on"] or entered_on
    if on is not None:
        vendor, cost = unit.values["vendor"], unit.values["cost_cents"]
        pieces = [f"from {vendor}"] if vendor else []
        pieces += [f"for {format_dollars(cost)}"] if cost is not None else []
        who = found[0] if found else ""
        yield Event(on, " ".join(["Received", *pieces]), State.READY, who, place=0)


def _ends(unit: UnitRecord) -> Iterator[Event]:
    for name, words in (
        ("warranty_ends_on", "Last day of the warranty"),
        ("lot_expires_on", "Last good day of the lot"),
    ):
        if unit.values[name] is not None:
            yield Event(unit.values[name], words, State.WAITING, place=9)


def _noted(unit: UnitRecord) -> Iterator[Event]:
    for note in unit.notes:
        on = note.written_at.astimezone().date()
        yield Event(on, note.note, State.READY, note.written_by, place=5)


def _labelled(session: Any, unit: UnitRecord) -> Iterator[Event]:
    """Every print of its label: a copy in other hands may name a unit that is elsewhere."""
    for one in prints_of(session, kind=LABEL, number=unit.serial):
        again = f", copy {one.copy}" if one.copy > 1 else ""
        on = one.printed_at.astimezone().date()
        yield Event(on, f"Its label was printed{again}", State.READY, one.printed_by, place=5)


def _counted(session: Any, asset_id: int) -> Iterator[Event]:
    for one in counted_of(session, asset_id):
        opens = RecordRef("count", one.count_id)
        if one.settled is None:
            words, state = f"Seen in count {one.count_no} of {one.place}", State.READY
        else:
            ended = SETTLING_WORDS[one.settled]
            words, state = f"Count {one.count_no} of {one.place}: {ended}", State.CLOSED
        said = f"{words}. {one.note}" if one.note else words
        yield Event(one.on, said, state, one.by, opens=opens, place=4)


def _maintained(session: Any, asset_id: int) -> Iterator[Event]:
    """The log of its maintenance; what was taken back says so."""
    for one in log_of(session, asset_id=asset_id):
        if one.step is LogStep.TAKEN_BACK:
            yield Event(one.on, f"Entry taken back: {one.note}", State.CLOSED, one.by, place=6)
            continue
        said = _told_work(one) if one.step is LogStep.WORK else f"{one.hours:,} hours read"
        if one.note:
            said = f"{said}. {one.note}"
        state = State.CLOSED if one.is_void else State.READY
        said = f"{said} (taken back later)" if one.is_void else said
        yield Event(one.on, said, state, one.technician or one.by, place=6)


def _told_work(one: Logged) -> str:
    pieces = (
        f"Fault: {one.fault}" if one.fault else "",
        f"parts: {one.parts}" if one.parts else "",
        f"at {one.hours:,} hours" if one.hours is not None else "",
        f"by {one.vendor}" if one.vendor else "",
        f"for {format_dollars(one.cost_cents)}" if one.cost_cents is not None else "",
    )
    return "; ".join(filter(None, (one.work, *pieces)))
