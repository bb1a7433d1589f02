"""A made-up list without a database, for tests of the lists' widgets: numbered boxes on shelves."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Grouping, Match, Sort, grouping_of
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from dmedesk.widgets.theme import Tone

TODAY = date(2026, 11, 29)


@dataclass(frozen=True, slots=True)
class Box:
    id: int
    name: str
    kind: str
    cents: int
    since: date | None


def box(number: int) -> Box:
    """Box ``number``: every third is tall, every seventh came on no known day."""
    since = None if number % 7 == 0 else TODAY - timedelta(days=number % 400)
    return Box(number, f"Box {number:06}", "tall" if number % 3 == 0 else "flat", number, since)


@dataclass(slots=True)
class Boxes:
    """Answers like a list's query, from memory. ``asked`` has the ids of every read of rows."""

    count: int
    asked: list[list[int]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)

    def ids(self, session: Any, ask: Ask = EVERYTHING, *, on: date) -> "array[int]":
        assert session == "session"
        assert on == TODAY
        found = [one for one in map(box, range(1, self.count + 1)) if one.id not in self.gone]
        if ask.chip:
            found = [one for one in found if one.kind == ask.chip]
        for wanted in ask.filters:
            found = [one for one in found if _fits(getattr(one, wanted.column), wanted)]
        grouped = (Sort(ask.group),) if ask.group else ()
        for sort in reversed((*grouped, *(ask.sorts or (Sort("name"),)))):
            found.sort(key=lambda one: str(getattr(one, sort.column)), reverse=sort.descending)
        return array("q", [one.id for one in found])

    def grouped(self, session: Any, ask: Ask, sums: Sequence[str], *, on: date) -> Grouping:
        found = map(box, self.ids(session, ask, on=on))
        return grouping_of(
            (one.id, getattr(one, ask.group), [getattr(one, name) for name in sums])
            for one in found
        )

    def totals(
        self, session: Any, ask: Ask, columns: Sequence[str], *, on: date
    ) -> Mapping[str, int]:
        found = [box(one) for one in self.ids(session, ask, on=on)]
        return {name: sum(getattr(one, name) for one in found) for name in columns}

    def matching(self, session: Any, wanted: Sequence[Filter], *, on: date) -> set[int]:
        found = [box(one) for one in self.ids(session, on=on)]
        return {one.id for one in found if any(_fits(getattr(one, w.column), w) for w in wanted)}

    def rows(self, session: Any, ids: Sequence[int], *, on: date) -> list[Box]:
        assert session == "session"
        assert on == TODAY
        self.asked.append(list(ids))
        return [box(row_id) for row_id in ids if row_id not in self.gone]

    def counts(self, session: Any, *, on: date) -> Mapping[str, int]:
        kinds = ["", "tall", "flat"]
        return {kind: len(self.ids(session, Ask(chip=kind), on=on)) for kind in kinds}


def _fits(value: Any, wanted: Any) -> bool:
    match wanted.match:
        case Match.CONTAINS:
            return str(wanted.value).lower() in str(value).lower()
        case Match.IS:
            return bool(value == wanted.value)
        case Match.FROM:
            return value is not None and bool(value >= wanted.value)
        case _:
            return value is not None and bool(value <= wanted.value)


COLUMNS: tuple[ListColumn[Box], ...] = (
    ListColumn("name", "Name", lambda row: row.name, width=120, wide=True),
    ListColumn(
        "kind",
        "Kind",
        lambda row: row.kind,
        FilterKind.CHOICE,
        options=(("tall", "tall"), ("flat", "flat")),
        tone=lambda row: Tone.READY if row.kind == "tall" else Tone.OUT,
        tip=lambda row: f"a {row.kind} box",
    ),
    ListColumn(
        "cents", "Price", lambda row: f"{row.cents / 100:.2f}", FilterKind.MONEY, figures=True
    ),
    ListColumn(
        "since", "Since", lambda row: str(row.since or ""), FilterKind.DAY, width=110, spare=1
    ),
)


def spec(boxes: Boxes, **changes: Any) -> ListSpec[Box]:
    """The list of boxes."""
    said: dict[str, Any] = {
        "key": "boxes",
        "title": "&Boxes",
        "picture": "bed",
        "kind": "box",
        "one": "box",
        "many": "boxes",
        "query": boxes,
        "columns": COLUMNS,
        "name": lambda row: row.name,
        "facts": lambda row: (Fact("Kind", row.kind, Tone.READY), Fact("Price", str(row.cents))),
        "empty": "No boxes yet. Press Ctrl+N to enter the first.",
        "chips": (Chip("tall", "Tall"), Chip("flat", "Flat")),
    }
    return ListSpec(**(said | changes))


class NoDoors:
    """Doors to no database: what is read gets the word ``session``."""

    @contextmanager
    def reading(self) -> Iterator[Any]:
        yield "session"

    def named(self, _person_id: int | None) -> "NoDoors":
        """Nobody is asked here."""
        return self

    @contextmanager
    def writing(self, action: str) -> Iterator[Any]:
        yield action


def workplace_of_boxes() -> Workplace:
    """A workplace without a database."""
    return Workplace(InlineRunner(NoDoors()), today=TODAY)
