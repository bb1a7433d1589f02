"""A person at the desk who has a keyboard and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.bootstrap.offers import house_offers
from dmedesk.bootstrap.shops import Shops
from dmedesk.cli.window import facts_of
from dmedesk.desk.palette import SearchField
from dmedesk.desk.program import desk
from dmedesk.desk.start import NoDoors, StartWindow
from dmedesk.desk.window import DeskWindow
from dmedesk.desk.wishes import Wish
from dmedesk.kit.settings import user_settings
from dmedesk.widgets.page import Page
from dmedesk.widgets.tasks import WorkerRunner
from tests.windows import activate

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_PATIENCE = 20_000

PageT = TypeVar("PageT", bound=QWidget)


_FIGURES = 10
"""Areas that have Ctrl and a figure."""


@dataclass
class Person:
    """Presses keys, reads what stands there, and names a file where the system asks for one."""

    qtbot: QtBot
    monkeypatch: pytest.MonkeyPatch
    folder: Path
    wishes: list[Wish] = field(default_factory=list)
    _open: list[tuple[QWidget, WorkerRunner, ShopDoors | None]] = field(default_factory=list)

    # --- keys -----------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key where the cursor stands, or in the list that is open."""
        QTest.keyClick(QApplication.activePopupWidget() or self._cursor(), key, modifier)

    def write(self, text: str) -> None:
        """Type where the cursor stands."""
        QTest.keyClicks(self._cursor(), text)

    def _cursor(self) -> QWidget:
        """Where keys go. Without a window manager nobody gives them back after a list closed."""
        window = self._open[-1][0]
        if not window.isActiveWindow() and QApplication.activePopupWidget() is None:
            window.activateWindow()
            assert QTest.qWaitForWindowActive(window)
        return QApplication.focusWidget() or window

    def fill(self, *texts: str) -> None:
        """Type into one field after the other; an empty text passes one over."""
        for text in texts:
            self.write(text)
            self.press(Qt.Key.Key_Tab)

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait for the worker."""
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=_PATIENCE)

    def answer_files(self, path: Path) -> None:
        """What the system's own dialogs for files answer from now on."""
        for name, said in (
            ("getOpenFileName", (str(path), "")),
            ("getOpenFileNames", ([str(path)], "")),
            ("getSaveFileName", (str(path), "")),
        ):
            self.monkeypatch.setattr(QFileDialog, name, lambda *_asked, said=said: said)

    # --- windows --------------------------------------------------------------------------------

    def start(self) -> StartWindow:
        """Start the program: the window that one begins with."""
        runner = WorkerRunner(NoDoors())
        window = StartWindow(self.shops, user_settings(), runner)
        self._show(window, runner, None)
        return window

    @property
    def shops(self) -> Shops:
        """The shops of this computer."""
        return Shops(demo_folder=self.folder / "demo", own_folder=self.folder)

    def sit_down(self, doors: ShopDoors) -> DeskWindow:
        """The desk of an open shop, as the program makes it."""
        runner = WorkerRunner(doors)
        leave = self.wishes.append
        window = desk(runner, facts_of(doors), offers=house_offers(), leave=leave)
        self._show(window, runner, doors)
        return window

    def _show(self, window: QWidget, runner: WorkerRunner, doors: ShopDoors | None) -> None:
        self._open.append((window, runner, doors))
        activate(window)

    def close_all(self) -> None:
        """Close what is open: window, worker, doors."""
        while self._open:
            window, runner, doors = self._open.pop()
            window.close()
            runner.close()
            window.deleteLater()
            if doors is not None:
                doors.close()
        # The next window must not hear late that the last one is gone.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    # --- ways -----------------------------------------------------------------------------------

    def search(self, text: str, *, finds: str) -> None:
        """Ctrl+K, some letters, and Enter once this is the first thing found."""
        self.press(Qt.Key.Key_K, CONTROL)
        field = QApplication.focusWidget()
        assert isinstance(field, SearchField)
        self.write(text)
        self.until(lambda: (line := field.list.chosen()) is not None and finds in line.title)
        self.press(Qt.Key.Key_Return)

    def page(self, window: DeskWindow, kind: type[PageT]) -> PageT:
        """The page that is shown, which is of this kind."""
        self.until(lambda: isinstance(window.page, kind))
        found: Page = window.page
        assert isinstance(found, kind)
        return found

    def area(self, window: DeskWindow, key: str) -> None:
        """Ctrl and a figure (or Alt and its letter), then Alt and a figure, to a page."""
        for at, area in enumerate(window.areas):
            keys = [one.key for one in area.tabs]
            if key in keys:
                if at < _FIGURES:
                    self.press(Qt.Key(Qt.Key.Key_0 + (at + 1) % 10), CONTROL)
                else:
                    letter = area.title[area.title.index("&") + 1].upper()
                    self.press(Qt.Key[f"Key_{letter}"], ALT)
                    self.until(partial(_is_in, window, keys))
                self.press(Qt.Key(Qt.Key.Key_0 + (keys.index(key) + 1) % 10), ALT)
        assert window.pane.key == key


def _is_in(window: DeskWindow, keys: Sequence[str]) -> bool:
    return window.pane.key in keys
