"""The question of a declined offer: the end is proposed, and goes where it is said what goes on."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.option_bars import DecliningBar
from dmedesk.kit.findings import Finding
from dmedesk.rentals.tables import Rental
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, day


class Page(QWidget):
    """A page that hears what is told."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.told: list[Finding] = []

    def fail(self, findings: tuple[Finding, ...], /) -> None:
        self.told += findings

    def tell_done(self) -> None:
        """Nothing."""


def test_the_days_follow_what_is_said(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    assert shop.rows(Rental) == []
    page = Page(workplace)
    qtbot.addWidget(page)
    bar = DecliningBar(page)
    layout = QVBoxLayout(page)
    layout.addWidget(bar)
    page.show()
    given: list[Any] = []
    bar.ask("Not bought", lambda _work, values: given.append(values), on=day("2026-10-20"))
    form = bar.form
    form.take_up({"why": "Too dear", "goes_on_why": "Needs it"})
    form.changed.emit()
    assert (form.values()["ends_on"], form.values()["fetch_on"]) == (None, None)
    form.take_up({"goes_on_why": ""})
    form.changed.emit()
    assert form.values()["ends_on"] == day("2026-10-20")
    assert form.values()["fetch_on"] == workplace.today
    bar.do()
    assert [one["goes_on_why"] for one in given] == [None]
