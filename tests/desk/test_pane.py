"""An area's pages stand as words above them; each is made when it is first gone to."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.desk.areas import Area, PageKind
from dmedesk.desk.pane import AreaPane
from dmedesk.widgets.page import Page, Workplace


class Empty(Page):
    def refresh(self) -> None:
        self.findings.clear()


def _kind(workplace: Workplace, key: str) -> PageKind:
    return PageKind(key, key.title(), lambda: Empty(workplace))


@pytest.fixture
def areas(workplace: Workplace) -> tuple[Area, ...]:
    kind: Callable[[str], PageKind] = lambda key: _kind(workplace, key)  # noqa: E731
    return Area("&Units", "package", (kind("units"), kind("products"))), Area(
        "&Month", "calendar-days", (kind("month"),)
    )


@pytest.fixture
def pane(areas: tuple[Area, ...], qtbot: QtBot) -> AreaPane:
    made = AreaPane(areas)
    qtbot.addWidget(made)
    made.show()
    made.show_page("units")
    return made


def _words(pane: AreaPane) -> list[str]:
    return [one.text() for one in pane.findChildren(QPushButton) if one.isVisible()]


def test_pages_of_an_area_stand_above_it(pane: AreaPane) -> None:
    assert _words(pane) == ["Units", "Products"]
    assert (pane.neighbour(1), pane.neighbour(7)) == ("products", "")
    wanted: list[str] = []
    pane.wanted.connect(wanted.append)
    pane.findChildren(QPushButton)[1].click()
    assert wanted == ["products"]
    pane.show_page("month")
    assert _words(pane) == []


def test_an_area_comes_back_where_it_was_left(pane: AreaPane, areas: tuple[Area, ...]) -> None:
    pane.show_page("products")
    pane.show_page("month")
    assert pane.last_of(areas[0]) == "products"
    assert pane.area_of("products") is areas[0]


def test_only_what_was_gone_to_is_made(pane: AreaPane) -> None:
    assert len(pane.pages) == 1
    assert "products" in pane
    assert "nowhere" not in pane
