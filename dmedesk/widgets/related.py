"""What belongs to a record: links with counts, and what happened to it, newest first."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from dmedesk.kit.findings import Finding
from dmedesk.kit.offers import Event, Offers, Related, State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, empty, label
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, Tone

SIGNS = {
    State.READY: "✓",
    State.OUT: "→",
    State.WAITING: "‖",
    State.STOPPED: "✕",
    State.CLOSED: "–",
}
"""The sign that a state bears on every screen, besides its word and its colour."""


def tone_of(state: State) -> Tone:
    """The colour of a state."""
    return Tone(state.value)


class RelatedPanel(QWidget):
    """Links to what belongs to a record, and its history; each opens what it names.

    ``most`` is how many events are shown, 0 for all. Hidden parts take no room.
    """

    def __init__(self, workplace: Workplace, failed: Failed, *, most: int = 0) -> None:
        super().__init__()
        self._workplace = workplace
        self._failed = failed
        self._most = most
        self._latest = Latest(workplace.runner)
        self._links: QVBoxLayout = column(gap=0)
        self._events = QGridLayout()
        self._events.setContentsMargins(0, 0, 0, 0)
        self._events.setHorizontalSpacing(2 * GRID)
        self._events.setVerticalSpacing(GRID)
        self._events.setColumnStretch(2, 1)
        self._related_head = label("Related", "small")
        self._events_head = label("History", "small")
        pieces = column(self._related_head, self._links, self._events_head, self._events, gap=GRID)
        self.setLayout(pieces)
        self._show((), ())

    def show_ref(self, ref: RecordRef | None) -> None:
        """Read and show what belongs to this record; None clears."""
        if ref is None:
            self._latest.query(lambda _session: None, done=lambda _: None, failed=self._failed)
            self._show((), ())
            return
        self._latest.query(
            partial(_read, self._workplace.offers, ref), done=self._take, failed=self._fail
        )

    def _take(self, found: tuple[Sequence[Related], Sequence[Event]]) -> None:
        self._show(*found)

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self._show((), ())
        self._failed(findings)

    def _show(self, related: Sequence[Related], events: Sequence[Event]) -> None:
        empty(self._links)
        empty(self._events)
        for one in related:
            is_one = isinstance(one.opens, RecordRef)
            text = one.title if is_one else f"{one.title}  {one.count:,}"
            link = self._link(text, one.opens)
            self._links.addWidget(link)
            link.show()
        some = events[: self._most] if self._most else events
        for place, event in enumerate(some):
            self._add_event(place, event)
        self._related_head.setVisible(bool(related))
        self._events_head.setVisible(bool(events))

    def _add_event(self, place: int, event: Event) -> None:
        sign = label(SIGNS[event.state], event.state.value)
        sentence = f"{event.sentence} ({event.who})" if event.who else event.sentence
        put(self._events, label(event.on.isoformat(), "soft"), place, 0)
        put(self._events, sign, place, 1)
        said: QWidget
        if event.opens is None:
            said = label(sentence)
            said.setWordWrap(True)
        else:
            said = self._link(sentence, event.opens, wrapped=True)
        put(self._events, said, place, 2)

    def _link(self, text: str, opens: Any, *, wrapped: bool = False) -> QWidget:
        made = button(
            text.replace("&", "&&"),
            partial(self._workplace.navigator.open_link, opens),
            part="link",
            tip=text,
            wrapped=wrapped,
        )
        if not wrapped:
            # A long title is cut at the pane's edge; the tip has the whole of it.
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return made


def _read(
    offers: Offers, ref: RecordRef, session: Any
) -> tuple[Sequence[Related], Sequence[Event]]:
    return offers.related_to(session, ref), offers.events_of(session, ref)


def put(grid: QGridLayout, piece: QWidget, down: int, across: int) -> None:
    """Put a piece into a grid that is in sight already; it stands at the top of its cell."""
    grid.addWidget(piece, down, across, Qt.AlignmentFlag.AlignTop)
    piece.show()
