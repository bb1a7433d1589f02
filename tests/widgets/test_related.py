"""What belongs to a record: links with counts, events with sign, day and who, each opening."""

from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.kit.errors import WorldError
from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import Event, ListLink, Offers, Related, State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.related import SIGNS, RelatedPanel, tone_of
from dmedesk.widgets.tasks import InlineRunner
from tests.widgets.listing.boxes import TODAY, NoDoors

RENTALS = ListLink("rentals", Ask("held"))


def _panel(offers: Offers, qtbot: QtBot, *, most: int = 0) -> tuple[RelatedPanel, list[Any]]:
    failed: list[Any] = []
    workplace = Workplace(InlineRunner(NoDoors()), today=TODAY, offers=offers)
    made = RelatedPanel(workplace, failed.append, most=most)
    qtbot.addWidget(made)
    made.show()
    return made, failed


def _texts(panel: RelatedPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if not label.isHidden()]


def test_links_and_events_open_what_they_name(qtbot: QtBot) -> None:
    events = [
        Event(TODAY, "Began", State.OUT, who="ana", place=1),
        Event(TODAY, "Billed A&B", State.READY, opens=RecordRef("invoice", 7), place=2),
    ]
    offers = Offers(
        related=(lambda _session, _ref: [Related("Rentals", 1_204, RENTALS)],),
        events=(lambda _session, _ref: events,),
    )
    panel, _failed = _panel(offers, qtbot)
    opened: list[Any] = []
    panel.show_ref(RecordRef("member", 1))
    navigator = panel._workplace.navigator  # noqa: SLF001 - what the panel was given
    navigator.list_wanted.connect(opened.append)
    navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    links = [one for one in panel.findChildren(QPushButton) if not one.isHidden()]
    assert [one.text() for one in links] == ["Rentals  1,204", "Billed A&&B"]
    for one in links:
        one.click()
    assert opened == [RENTALS, RecordRef("invoice", 7)]
    assert "Began (ana)" in _texts(panel)
    panel.show_ref(None)
    assert _texts(panel) == []


def test_only_the_last_events_where_there_are_many(qtbot: QtBot) -> None:
    events = [Event(TODAY, f"Event {n}", State.CLOSED, place=n) for n in range(9)]
    panel, _failed = _panel(Offers(events=(lambda _session, _ref: events,)), qtbot, most=2)
    panel.show_ref(RecordRef("member", 1))
    assert [text for text in _texts(panel) if text.startswith("Event")] == ["Event 8", "Event 7"]


def test_what_fails_is_told(qtbot: QtBot) -> None:
    def fail(_session: Any, _ref: RecordRef) -> list[Related]:
        raise WorldError("The file is gone.", "Open it again.")

    panel, failed = _panel(Offers(related=(fail,)), qtbot)
    panel.show_ref(RecordRef("member", 1))
    assert failed[0][0].message == "The file is gone."


def test_every_state_has_a_sign_and_a_colour() -> None:
    assert SIGNS.keys() == set(State)
    assert len({tone_of(state) for state in State}) == len(State)
