"""The key map names every key of the desk and of its pages, and each of them is wired."""

import re

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel
from pytestqt.qtbot import QtBot

from dmedesk.desk.keys import Section, sections_of
from dmedesk.desk.program import desk
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import clock
from tests.gui.fixtures import EngineDoors

# Keys that widgets of Qt, or our own, answer themselves.
_BY_WIDGETS = {
    "Tab",
    "Shift+Tab",
    "Space",
    "Enter",
    "Esc",
    "Left",
    "Right",
    "Up",
    "Down",
    "PgUp",
    "PgDown",
    "Home",
    "End",
    "Arrows",
    "T",
    "F2",
    "F4",
    "Ins",
    "Del",
    "Ctrl+V",
    "Ctrl+Shift+S",
    "Ctrl+Z",
    "Ctrl+Y",
    "Shift+F10",
    "the right button",
    "Alt+letter",
    "Ctrl+Enter",
    "Alt+Down",
}
# What a scanner sends, wherever the cursor stands.
_BY_SCANNER = {"A scan", "a scan", "scan", "anywhere", "or type and Enter"}
_AREAS = {*(f"Ctrl+{place}" for place in range(10)), "Alt+0", "Alt+1", "Alt+9"}


@pytest.fixture
def window(qapp: object, doors: EngineDoors, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    made = desk(InlineRunner(doors), ShopFacts("Shop", "shop.dmedesk", "ana"), clock=clock)
    qtbot.addWidget(made)
    made.open_record(RecordRef("payer", 0))
    made.show_keys()
    return made


def _named(keys: str) -> set[str]:
    parts = re.split(", | … | or | in (?:the|a) (?:code|filter|table|calendar|day|files)", keys)
    parts = [part.removesuffix(" in the unit’s field") for part in parts]
    named = {part for part in parts if part} - _BY_WIDGETS - _BY_SCANNER - _AREAS
    return {part for part in named if not re.fullmatch("Alt[+][A-Z]", part)}


def _on_the_map(window: DeskWindow) -> set[str]:
    assert window.key_map is not None
    table = window.key_map.findChildren(QGridLayout)[0]
    listed = [table.itemAtPosition(place, 0) for place in range(table.rowCount())]
    labels = [one.widget() for one in listed if one is not None]
    texts = [one.text() for one in labels if isinstance(one, QLabel)]
    titles = {title for title, _keys in _sections(window)}
    named = [part for text in texts if text not in titles for part in _named(text)]
    # A word that is no key ("scan") says what the scanner does.
    return {QKeySequence(part).toString() for part in named} - {""}


def _sections(window: DeskWindow) -> list[Section]:
    titles = {kind.key: kind.title for area in window.areas for kind in area.pages}
    pages = [(titles.get(page.key, ""), page.keys) for page in window.pages]
    return sections_of(("New payer", window.page.keys), pages)


def _wired(window: DeskWindow) -> set[str]:
    wired = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    return wired - _AREAS - _BY_WIDGETS - {f"Alt+{place + 1}" for place in range(9)}


def test_every_key_on_the_map_does_something(window: DeskWindow) -> None:
    assert _on_the_map(window) - _wired(window) == set()


def test_every_shortcut_is_on_the_map(window: DeskWindow) -> None:
    assert _wired(window) - _on_the_map(window) == set()


def test_the_map_shows_them(window: DeskWindow) -> None:
    window.show_keys()
    assert window.key_map is not None
    texts = {label.text() for label in window.key_map.findChildren(QLabel)}
    assert {"Everywhere", "Month", "F8 or Enter", "Ctrl+1 … Ctrl+9, Ctrl+0"} <= texts
    window.close()
