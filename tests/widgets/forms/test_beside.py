"""Beside a form: links with counts that lead to their lists, and the history with its signs."""

from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.kit.offers import Event, ListLink, Offers, Related, State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.beside import MOST_EVENTS, Beside, Surroundings, read_surroundings
from dmedesk.widgets.page import Workplace

REF = RecordRef("member", 1)
RENTALS = Related("rentals", 3, ListLink("rentals"))
DELIVERED = Event(date(2026, 11, 1), "Bed delivered", State.OUT, "ana", RecordRef("rental", 7))


def test_every_house_is_asked() -> None:
    offers = Offers(related=(lambda *_: [RENTALS],), events=(lambda *_: [DELIVERED],))
    found = read_surroundings(None, offers=offers, ref=REF)
    assert found == Surroundings([RENTALS], [DELIVERED])


def test_links_lead_to_their_lists_and_events_to_their_records(
    workplace: Workplace, qtbot: QtBot
) -> None:
    beside = Beside(workplace.navigator)
    qtbot.addWidget(beside)
    empty = Related("residences", 0, ListLink("residences"))
    beside.show_surroundings(Surroundings([RENTALS, empty], [DELIVERED] * (MOST_EVENTS + 1)))
    links = {one.accessibleName(): one for one in beside.findChildren(QPushButton)}
    with qtbot.waitSignal(workplace.navigator.list_wanted) as listed:
        links["3  rentals"].click()
    with qtbot.waitSignal(workplace.navigator.record_wanted) as opened:
        links["Open: Bed delivered"].click()
    assert (listed.args, opened.args) == ([ListLink("rentals")], [RecordRef("rental", 7), False])
    assert not links["0  residences"].isEnabled()
    texts = {one.text() for one in beside.findChildren(QLabel)}
    assert {"→", "Bed delivered", "2026-11-01 · ana", "… and 1 earlier."} <= texts
