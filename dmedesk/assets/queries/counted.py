"""Counts: how each stands, and every unit in it with what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState, serial_key
from dmedesk.assets.rules.counts import (
    CountedFact,
    CountStep,
    Key,
    Settling,
    Standing,
    Tallied,
    tally,
    what_records_said,
)
from dmedesk.assets.rules.moves import WORDS
from dmedesk.assets.rules.papers import CountLine as PaperLine
from dmedesk.assets.rules.papers import CountPaper
from dmedesk.assets.tables import Asset, Count, CountFact, CountUnit, Place
from dmedesk.catalog.tables import Product
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.postal import Letterhead
from dmedesk.shop.queries.company import printed_letterhead

WHOLE_HOUSE = "All the house"


@dataclass(frozen=True, slots=True)
class CountListed:
    """One count: where, when, by whom, and how many units stand how. ``open`` wait for somebody."""

    id: int
    count_no: int
    place: str
    begun_on: date
    begun_by: str
    closed_on: date | None
    expected: int
    found: int
    missing: int
    unexpected: int
    open: int


@dataclass(frozen=True, slots=True)
class CountLine:
    """One unit of a count. ``id`` is its place in the count, ``asset_id`` None where unknown.

    ``said`` is what the records said of one that was not expected. ``settled`` is what became of
    it last, by whom, when and with which words.
    """

    id: int
    asset_id: int | None
    serial: str
    product: str
    state: AssetState | None
    standing: Standing
    is_open: bool
    said: str
    scanned_by: str | None
    settled: Settling | None
    settled_on: date | None
    settled_by: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class CountRead:
    """A count with its units, those that were expected first."""

    head: CountListed
    place_id: int | None
    closed_by: str | None
    lines: tuple[CountLine, ...]


def is_closed(session: Session, count_id: int) -> bool:
    """Whether a count has ended."""
    chosen = exists().where(CountFact.count_id == count_id, CountFact.step == CountStep.CLOSED)
    return bool(session.scalar(select(chosen)))


def tally_of(session: Session, count_id: int) -> dict[Key, Tallied]:
    """How every unit of a count stands; two statements."""
    expected = session.scalars(
        select(CountUnit.asset_id).where(CountUnit.count_id == count_id).order_by(CountUnit.id)
    )
    return tally(expected, _counted(_facts_of(session, [count_id])))


def _facts_of(session: Session, count_ids: Sequence[int]) -> Sequence[CountFact]:
    chosen = select(CountFact).where(CountFact.count_id.in_(count_ids))
    return session.scalars(chosen.order_by(CountFact.count_id, CountFact.turn)).all()


def _key(fact: CountFact) -> Key:
    return serial_key(fact.scanned or "") if fact.asset_id is None else fact.asset_id


def _counted(facts: Iterable[CountFact]) -> Iterator[CountedFact]:
    for fact in facts:
        if fact.step is not CountStep.CLOSED:
            yield CountedFact(_key(fact), fact.settled)


def _counts(session: Session, *clauses: Any) -> list[CountListed]:
    """Counts, the newest first; three statements, however many there are."""
    heads = session.execute(
        select(Count, Place.name)
        .outerjoin(Place, Place.id == Count.place_id)
        .where(*clauses)
        .order_by(Count.count_no.desc())
    ).all()
    ids = [count.id for count, _name in heads]
    expected: dict[int, list[Key]] = {one: [] for one in ids}
    chosen = select(CountUnit.count_id, CountUnit.asset_id).where(CountUnit.count_id.in_(ids))
    for count_id, asset_id in session.execute(chosen.order_by(CountUnit.id)):
        expected[count_id].append(asset_id)
    facts: dict[int, list[CountFact]] = {one: [] for one in ids}
    for fact in _facts_of(session, ids):
        facts[fact.count_id].append(fact)
    return [
        _listed(count, name, tally(expected[count.id], _counted(facts[count.id])), facts[count.id])
        for count, name in heads
    ]


def _listed(
    count: Count, place: str | None, lines: dict[Key, Tallied], facts: Sequence[CountFact]
) -> CountListed:
    standings = [line.standing for line in lines.values()]
    ends = [fact.done_on for fact in facts if fact.step is CountStep.CLOSED]
    return CountListed(
        id=count.id,
        count_no=count.count_no,
        place=place or WHOLE_HOUSE,
        begun_on=count.begun_on,
        begun_by=count.begun_by,
        closed_on=ends[0] if ends else None,
        expected=sum(line.is_expected for line in lines.values()),
        found=standings.count(Standing.FOUND),
        missing=standings.count(Standing.MISSING),
        unexpected=standings.count(Standing.UNEXPECTED),
        open=sum(line.is_open for line in lines.values()),
    )


COUNTS: PlainList[CountListed] = PlainList(
    lambda session, _on: _counts(session),
    chips={
        "open": lambda row, _on: row.closed_on is None,
        "closed": lambda row, _on: row.closed_on is not None,
        "differing": lambda row, _on: row.open > 0,
    },
)
"""Every count, the newest first."""


def read_count(session: Session, count_id: int) -> CountRead | None:
    """One count with its units; None where there is none of this id."""
    heads = _counts(session, Count.id == count_id)
    if not heads:
        return None
    count = session.get_one(Count, count_id)
    facts = _facts_of(session, [count_id])
    ends = [fact.recorded_by for fact in facts if fact.step is CountStep.CLOSED]
    lines = _lines(session, count_id, tally_of(session, count_id), facts)
    return CountRead(heads[0], count.place_id, ends[0] if ends else None, tuple(lines))


def _lines(
    session: Session, count_id: int, tallied: dict[Key, Tallied], facts: Sequence[CountFact]
) -> Iterator[CountLine]:
    units = _units(session, count_id)
    places = dict(session.execute(select(Place.id, Place.name)).all())
    scans: dict[Key, CountFact] = {}
    settled: dict[Key, CountFact] = {}
    for fact in facts:
        if fact.step is CountStep.SCANNED:
            scans.setdefault(_key(fact), fact)
        elif fact.step is CountStep.SETTLED:
            settled[_key(fact)] = fact
    for number, (key, line) in enumerate(tallied.items(), start=1):
        scan, end = scans.get(key), settled.get(key)
        serial, product, state = units.get(key, (str(scan.scanned if scan else key), "", None))
        place = None if scan is None else places.get(scan.was_place_id or 0)
        was = None if scan is None else scan.was_state
        yield CountLine(
            id=number,
            asset_id=key if isinstance(key, int) else None,
            serial=serial,
            product=product,
            state=state,
            standing=line.standing,
            is_open=line.is_open,
            said=what_records_said(line.standing, was, place),
            scanned_by=None if scan is None else scan.recorded_by,
            settled=line.settled,
            settled_on=None if end is None else end.done_on,
            settled_by=None if end is None else end.recorded_by,
            note=None if end is None else end.note,
        )


def _units(session: Session, count_id: int) -> dict[Key, tuple[str, str, AssetState]]:
    """Serial, product and present state of every known unit of a count."""
    named = [
        Asset.id.in_(select(one.asset_id).where(one.count_id == count_id))
        for one in (CountUnit, CountFact)
    ]
    chosen = select(Asset.id, Asset.serial, Product.description, Asset.state).join(
        Product, Product.id == Asset.product_id
    )
    rows = session.execute(chosen.where(or_(*named)))
    return {row_id: (serial, product, state) for row_id, serial, product, state in rows}


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """That a unit was seen in a count, or what became of it there."""

    count_id: int
    count_no: int
    place: str
    settled: Settling | None
    note: str | None
    on: date
    by: str


def counted_of(session: Session, asset_id: int) -> list[CountedUnit]:
    """Every time that a unit was seen in a count, or settled; one statement."""
    chosen = (
        select(
            Count.id,
            Count.count_no,
            Place.name,
            CountFact.settled,
            CountFact.note,
            CountFact.done_on,
            CountFact.recorded_by,
        )
        .join(Count, Count.id == CountFact.count_id)
        .outerjoin(Place, Place.id == Count.place_id)
        .where(CountFact.asset_id == asset_id)
        .order_by(CountFact.id)
    )
    return [
        CountedUnit(count_id, number, place or WHOLE_HOUSE.lower(), settled, note, on, by)
        for count_id, number, place, settled, note, on, by in session.execute(chosen)
    ]


def count_paper(session: Session, *, count_id: int, on: date) -> CountPaper:
    """What the sheet of a count prints: the units that were expected, under the letterhead.

    A shop without a letterhead prints only its name on it, which is empty.
    """
    count = session.get_one(Count, count_id)
    place = None if count.place_id is None else session.get_one(Place, count.place_id)
    chosen = (
        select(Asset.serial, Product.description, Asset.inventory_no, Asset.state)
        .join(CountUnit, CountUnit.asset_id == Asset.id)
        .join(Product, Product.id == Asset.product_id)
        .where(CountUnit.count_id == count_id)
        .order_by(CountUnit.id)
    )
    lines = (
        PaperLine(serial, product, number or "", "" if state is AssetState.READY else WORDS[state])
        for serial, product, number, state in session.execute(chosen)
    )
    return CountPaper(
        supplier=printed_letterhead(session, on=on) or Letterhead(name=""),
        place=WHOLE_HOUSE if place is None else place.name,
        counted_on=count.begun_on,
        lines=tuple(lines),
        number=f"COUNT-{count.count_no}",
        has_barcodes=True,
    )
