"""What stands beside a record's form: links to what belongs to it with counts, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dmedesk.kit.offers import Event, Offers, Related
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.navigator import Navigator
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.states import SIGNS, TONES
from dmedesk.widgets.theme import GRID, Tone

MOST_EVENTS = 60
_PARTS = {tone: tone.value for tone in Tone}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all houses offer to a record's page."""

    related: Sequence[Related] = ()
    events: Sequence[Event] = ()


def read_surroundings(session: Any, *, offers: Offers, ref: RecordRef) -> Surroundings:
    """Ask every house."""
    return Surroundings(offers.related_to(session, ref), offers.events_of(session, ref))


class Beside(QScrollArea):
    """The links and the history, newest first; what leads somewhere is a link."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Related records and history")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_surroundings(Surroundings())

    def show_surroundings(self, found: Surroundings) -> None:
        """Show these."""
        layout = column(gap=GRID)
        if found.related:
            layout.addWidget(label("Related", "section"))
        for one in found.related:
            layout.addWidget(self._link(one))
        if found.events:
            layout.addSpacing(3 * GRID)
            layout.addWidget(label("History", "section"))
        for event in found.events[:MOST_EVENTS]:
            self._add(layout, event)
        if len(found.events) > MOST_EVENTS:
            layout.addWidget(label(f"… and {len(found.events) - MOST_EVENTS:,} earlier.", "soft"))
        layout.addStretch(1)
        held = QFrame()
        held.setProperty("part", "panel")
        held.setLayout(padded(layout, 3 * GRID, 3 * GRID))
        self.setWidget(held)

    def _link(self, one: Related) -> QWidget:
        made = button(
            f"{one.count:,}  {one.title}",
            partial(self._navigator.open_link, one.opens),
            part="link",
            tip=f"Open {one.title}",
        )
        made.setEnabled(one.count > 0)
        return made

    def _add(self, layout: QVBoxLayout, event: Event) -> None:
        sign = label(SIGNS[event.state], TONES[event.state].value)
        sign.setFixedWidth(4 * GRID)
        said = label(event.sentence)
        said.setWordWrap(True)
        when = label(" · ".join(filter(None, (event.on.isoformat(), event.who))), "small")
        head = row(when, None, gap=GRID)
        if event.opens is not None:
            link = button(
                "Open", partial(self._navigator.open_record, event.opens), part="link", tip="Open"
            )
            link.setAccessibleName(f"Open: {event.sentence}")
            head.addWidget(link)
        across = row(sign, column(head, said, gap=0), gap=GRID)
        across.setStretch(1, 1)
        across.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(across)
