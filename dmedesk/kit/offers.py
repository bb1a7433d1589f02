"""What a house offers to the pages of other houses, by record reference, as plain values.

Each house's room ``offers`` has functions that take an open session and answer these; ``bootstrap``
collects them, the desk shows them. So a page shows more than its own house knows, and imports no
other house.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from dmedesk.kit.lists import EVERYTHING, Ask
from dmedesk.kit.references import Posted, RecordRef

if TYPE_CHECKING:
    from dmedesk.kit.binders import BinderAsk, BinderSection


class State(StrEnum):
    """What a state means to whoever looks, the same on every screen; each has sign and colour."""

    READY = "ready"
    OUT = "out"
    WAITING = "waiting"
    STOPPED = "stopped"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ListLink:
    """A list by its key (``members``, ``rentals``), opened with what is asked of it.

    Or as a ``view`` has it that was kept under this name: what is asked, and the columns.
    """

    key: str
    ask: Ask = EVERYTHING
    view: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Records that belong to one: ``3 rentals``. ``rank`` orders the links of a page."""

    title: str
    count: int
    opens: ListLink | RecordRef
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a record's history: what happened on a day, and who did it, where known.

    ``opens`` leads to the record that the event comes from; ``place`` orders events of one day.
    Events with the same ``happening`` (a visit, which each house tells of in its own way) are one
    line: the last of them by place tells it, and what the others add to it follows.
    """

    on: date
    sentence: str
    state: State
    who: str = ""
    opens: RecordRef | None = None
    place: int = 0
    happening: str = ""
    adds: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing on today's board that needs a hand: how many, how much money, where to go."""

    key: str
    title: str
    count: int
    state: State
    opens: ListLink
    about: str = ""
    cents: int | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """One line about a record: what follows from its end, what there is to do, or to know.

    ``cents`` is the money in question, where there is any; ``opens`` leads to it.
    """

    sentence: str
    opens: RecordRef | ListLink | None = None
    cents: int | None = None
    rank: int = 0


RelatedOf: TypeAlias = Callable[[Any, RecordRef], Sequence[Related]]
EventsOf: TypeAlias = Callable[[Any, RecordRef], Sequence[Event]]
TilesOn: TypeAlias = Callable[[Any, date], Sequence[Tile]]
IsBilled: TypeAlias = Callable[[Any, RecordRef], bool]
PostedOf: TypeAlias = Callable[[Any, RecordRef], Sequence[Posted]]
RemarksOf: TypeAlias = Callable[[Any, RecordRef, date], Sequence[Remark]]
Follow: TypeAlias = Callable[[Any, RecordRef], None]
SectionsOf: TypeAlias = "Callable[[Any, BinderAsk], Sequence[BinderSection]]"


@dataclass(frozen=True, slots=True)
class Offers:
    """All offers of all houses. Each call takes an open session."""

    related: tuple[RelatedOf, ...] = ()
    events: tuple[EventsOf, ...] = ()
    tiles: tuple[TilesOn, ...] = ()
    stops: tuple[RemarksOf, ...] = ()
    remarks: tuple[RemarksOf, ...] = ()
    billed: tuple[IsBilled, ...] = ()
    placed: tuple[PostedOf, ...] = ()
    sections: tuple[SectionsOf, ...] = ()
    follows: tuple[Follow, ...] = ()

    def related_to(self, session: Any, ref: RecordRef) -> list[Related]:
        """Every link that a record's page shows, in their order."""
        found = [one for offer in self.related for one in offer(session, ref)]
        return sorted(found, key=lambda one: one.rank)

    def events_of(self, session: Any, ref: RecordRef) -> list[Event]:
        """A record's whole history, newest first; every happening is one line."""
        found = [one for offer in self.events for one in offer(session, ref)]
        return sorted(_told_once(found), key=lambda one: (one.on, one.place), reverse=True)

    def tiles_on(self, session: Any, on: date) -> list[Tile]:
        """Today's board, in its order."""
        found = [one for offer in self.tiles for one in offer(session, on)]
        return sorted(found, key=lambda one: one.rank)

    def what_stops(self, session: Any, ref: RecordRef, day: date) -> list[Remark]:
        """Everything that follows where a record stops on a day (a death), in its order."""
        found = [one for offer in self.stops for one in offer(session, ref, day)]
        return sorted(found, key=lambda one: one.rank)

    def remarks_on(self, session: Any, ref: RecordRef, day: date) -> list[Remark]:
        """Everything worth knowing of a record on a day, in its order."""
        found = [one for offer in self.remarks for one in offer(session, ref, day)]
        return sorted(found, key=lambda one: one.rank)

    def is_billed(self, session: Any, ref: RecordRef) -> bool:
        """Whether anything posted rests on the record, so that not all of it may change."""
        return any(offer(session, ref) for offer in self.billed)

    def priced_by_place(self, session: Any, ref: RecordRef) -> list[Posted]:
        """The months that stand billed and whose price rests on where the member lived."""
        return [one for offer in self.placed for one in offer(session, ref)]

    def follow(self, work: Any, ref: RecordRef) -> None:
        """Do at once, in the same transaction, what follows from a record that was changed."""
        for offer in self.follows:
            offer(work, ref)

    def sections_of(self, session: Any, ask: "BinderAsk") -> "list[BinderSection]":
        """Everything that an audit binder holds of a record, house after house."""
        return [one for offer in self.sections for one in offer(session, ask)]


def _told_once(events: Iterable[Event]) -> Iterator[Event]:
    """Those of one happening as one: it opens what the first of them by place opens."""
    alike: dict[str, list[Event]] = defaultdict(list)
    for one in events:
        if one.happening:
            alike[one.happening].append(one)
        else:
            yield one
    for told in alike.values():
        *others, last = sorted(told, key=lambda one: one.place)
        sentence = "; ".join([last.sentence, *(one.adds for one in others if one.adds)])
        opens = next((one.opens for one in (*others, last) if one.opens is not None), None)
        yield replace(last, sentence=sentence, opens=opens)


def when_asked(load: Callable[[], Offers]) -> Offers:
    """Offers that are loaded when something is first asked of them, by whoever asks."""
    return Offers(
        related=(lambda session, ref: load().related_to(session, ref),),
        events=(lambda session, ref: load().events_of(session, ref),),
        tiles=(lambda session, on: load().tiles_on(session, on),),
        stops=(lambda session, ref, day: load().what_stops(session, ref, day),),
        remarks=(lambda session, ref, day: load().remarks_on(session, ref, day),),
        billed=(lambda session, ref: load().is_billed(session, ref),),
        placed=(lambda session, ref: load().priced_by_place(session, ref),),
        sections=(lambda session, ask: load().sections_of(session, ask),),
        follows=(lambda work, ref: load().follow(work, ref),),
    )
