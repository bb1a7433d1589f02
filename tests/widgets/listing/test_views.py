"""Views of a list: saved under a name, picked, forgotten; a list comes back as it was left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.desk.lists import Lists
from dmedesk.kit.listing import SavedView
from dmedesk.kit.lists import Ask, Filter, Match, Sort
from dmedesk.rentals.screens.rentals import RentalsPage
from dmedesk.shop.queries.views import list_views
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.listing.views import REMEMBER_AFTER
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.fixtures import EngineDoors
from tests.windows import activate

ASK = Ask("running", (Filter("member", Match.CONTAINS, "riv"),), (Sort("months"),))


@pytest.fixture
def page(qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> RentalsPage:
    assert qapp is not None
    assert rented is not None
    return _page(doors, qtbot)


def _page(doors: EngineDoors, qtbot: QtBot, *, may_write: bool = True) -> RentalsPage:
    workplace = Workplace(InlineRunner(doors), today=NOW.date(), lists=Lists(), may_write=may_write)
    made = RentalsPage(workplace, lambda _session, **_more: ())
    qtbot.addWidget(made)
    made.resize(1_200, 700)
    activate(made)
    return made


def _kept(shop: MonthShop) -> list[SavedView]:
    with reading(shop.engine) as session:
        return list_views(session, list_key="rentals", owner="")


_GROUPS = "Groups and totals"
"""Stands below the views; tests/widgets/listing/test_further.py."""


def _menu(page: RentalsPage) -> list[str]:
    page.views.menu.aboutToShow.emit()
    return [one.text() for one in page.views.menu.actions() if one.text() not in ("", _GROUPS)]


def _trigger(page: RentalsPage, words: str) -> None:
    next(one for one in page.views.menu.actions() if one.text() == words).trigger()


def test_enter_on_cancel_saves_nothing(page: RentalsPage) -> None:
    _menu(page)
    _trigger(page, "Save this view …")
    bar = page.views.bar
    QTest.keyClicks(bar.name, "Riveras")
    bar.no.setFocus()
    QTest.keyClick(bar.no, Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert _menu(page) == ["No saved views yet", "Save this view …"]


def test_a_view_is_saved_by_name_picked_and_forgotten(page: RentalsPage) -> None:
    assert _menu(page) == ["No saved views yet", "Save this view …"]
    page.show_ask(ASK)
    page.list.choose_column("serial", shown=False)
    _trigger(page, "Save this view …")
    field = page.views.bar.name
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "  Riveras ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not page.views.bar.isVisible()
    assert _menu(page) == ["Riveras", "Save this view …", "Forget"]
    page.show_ask(Ask())
    page.list.choose_column("serial", shown=True)
    page.views.menu.actions()[0].trigger()
    assert page.ask == ASK
    assert not page.list.is_chosen("serial")
    page.views.remove("Riveras")
    assert _menu(page) == ["No saved views yet", "Save this view …"]


def test_no_name_saves_nothing(page: RentalsPage, rented: MonthShop) -> None:
    page.views.bar.ask()
    QTest.keyClick(page.views.bar.name, Qt.Key.Key_Return)
    assert page.views.bar.isVisible()
    QTest.keyClick(page.views.bar.name, Qt.Key.Key_Escape)
    assert not page.views.bar.isVisible()
    assert _kept(rented) == []


def test_a_list_comes_back_as_it_was_left_but_without_its_filters(
    page: RentalsPage,
    doors: EngineDoors,
    rented: MonthShop,
    qtbot: QtBot,
) -> None:
    page.show_ask(ASK)
    page.sort_by("billed_cents")
    page.list.choose_column("product", shown=False)
    qtbot.wait(REMEMBER_AFTER + 200)
    assert [view.name for view in _kept(rented)] == [""]
    assert _menu(page)[0] == "No saved views yet"
    again = _page(doors, qtbot)
    assert again.ask == Ask(sorts=(Sort("billed_cents"),))
    assert not again.list.is_chosen("product")


def test_a_reader_may_pick_and_not_save(
    doors: EngineDoors,
    rented: MonthShop,
    qtbot: QtBot,
) -> None:
    page = _page(doors, qtbot, may_write=False)
    assert _menu(page) == ["No saved views yet"]
    page.sort_by("months")
    qtbot.wait(REMEMBER_AFTER + 200)
    assert _kept(rented) == []
