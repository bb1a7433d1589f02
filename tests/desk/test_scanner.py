"""Settings, Scanner: a scan is tried, shown key by key, read or refused, and learned from."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dmedesk.desk.scanner import ScannerPage
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.settings import user_settings
from dmedesk.widgets.wedge import USUAL_WAYS, Wedge, remember_ways, ways_in
from tests.desk.shells import shown_desk
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors

NO, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
TISSUE = "=/A9999XYZ100T0944=,000025=>014032&,1000000000000XYZ123"


@pytest.fixture
def window(doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> Iterator[DeskWindow]:
    assert rented is not None
    made = shown_desk(doors, qtbot)
    assert QTest.qWaitForWindowActive(made)
    made.go_to("settings.scanner")
    yield made
    remember_ways(user_settings(), USUAL_WAYS)


@pytest.fixture
def page(window: DeskWindow) -> ScannerPage:
    made = window.page
    assert isinstance(made, ScannerPage)
    QTest.keyClick(made, Qt.Key.Key_T, CONTROL)
    assert made.field.hasFocus()
    return made


class Gun:
    """A scanner that sends its keys to the window, each with its millisecond."""

    def __init__(self, window: DeskWindow) -> None:
        handle = window.windowHandle()
        assert handle is not None
        self._handle, self._at = handle, 1_000_000

    def _press(self, key: int, text: str, after: int, mods: Qt.KeyboardModifier = NO) -> None:
        self._at += after
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, mods, text)
            event.setTimestamp(self._at)
            QCoreApplication.sendEvent(self._handle, event)

    def scan(self, text: str, *, every: int = 8, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        for place, sign in enumerate(text):
            after = every if place else 5000
            if sign == "\x1d":
                self._press(Qt.Key.Key_BracketRight, sign, after, CONTROL)
            else:
                self._press(Qt.Key(ord(sign.upper())), sign, after)
        if end is not None:
            self._press(end, "\r" if end == Qt.Key.Key_Return else "\t", every)


@pytest.fixture
def gun(window: DeskWindow) -> Gun:
    return Gun(window)


def _told(page: ScannerPage) -> dict[str, str]:
    """The result as it stands on the page: names and what they are."""
    texts = []
    for at in range(page.result.count()):
        piece = page.result.itemAt(at)
        assert piece is not None
        held = piece.widget()
        assert isinstance(held, QLabel)
        texts.append(held.text())
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_a_label_is_shown_as_heard_and_as_read(page: ScannerPage, gun: Gun) -> None:
    opened: list[object] = []
    page.workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    gun.scan("010084458800328817301120107654321D\x1d21SN-0012")
    told = _told(page)
    seen = told["Keys"].replace("\u200b", "")
    assert seen == "010084458800328817301120107654321D<GS>21SN-0012 ⏎"
    assert told["Time"] == "44 signs, 8 ms from key to key, 8 ms at most"
    assert (told["Ending"], told["Told as"]) == ("Enter", "✓ a scan")
    assert told["Read"] == "✓ a label of GS1"
    assert (told["Device"], told["Serial"]) == ("00844588003288", "SN-0012")
    assert (told["Lot"], told["Use until"]) == ("7654321D", "2030-11-20")
    assert (opened, page.field.text(), page.field.hasFocus()) == ([], "", True)


def test_a_label_of_iccbba_and_a_plain_number(page: ScannerPage, gun: Gun) -> None:
    gun.scan(TISSUE)
    assert _told(page)["Read"] == "✓ a label of ICCBBA (ISBT 128)"
    assert _told(page)["Use until"] == "2014-02-01"
    gun.scan("SN-0012")
    assert _told(page)["Read"] == "a plain number, as a serial or an invoice has"


def test_a_refused_label_says_why(page: ScannerPage, gun: Gun) -> None:
    gun.scan("0107032069804987")
    assert "its check digit is" in _told(page)["Refused"]


def test_a_slow_scanner_is_typing_until_it_is_learned(
    page: ScannerPage, window: DeskWindow, gun: Gun
) -> None:
    gun.scan("SN-0012", every=45)
    assert _told(page)["Told as"] == (
        "– typing: keys came up to 45 ms apart, and 30 ms are allowed"
    )
    assert page.field.text() == "SN-0012"
    page.learn.click()
    assert ways_in(user_settings()).gap == 70
    assert page.form.raws()["gap"] == "70"
    assert _told(page)["Told as"] == "✓ a scan"
    scanned: list[str] = []
    wedge = window.findChild(Wedge)
    assert isinstance(wedge, Wedge)
    wedge.scanned.connect(scanned.append)
    page.field.setFocus()
    gun.scan("SN-0013", every=45)
    assert scanned == ["SN-0013"]


def test_a_scan_without_an_end_is_over_after_a_silence(
    page: ScannerPage, gun: Gun, qtbot: QtBot
) -> None:
    gun.scan("SN-0012", end=None)
    qtbot.waitUntil(lambda: page.heard is not None, timeout=3000)
    assert _told(page)["Ending"] == "none"
    page.learn.click()
    assert [one.code for one in page.findings.shown] == ["scan_without_end"]
    assert ways_in(user_settings()) == USUAL_WAYS


def test_what_is_typed_of_the_settings_holds_at_once(page: ScannerPage, gun: Gun) -> None:
    gun.scan("A12")
    assert _told(page)["Told as"] == "– typing: it has 3 signs, and a scan has 4 at least"
    page.form.go_to("least")
    QTest.keyClicks(page.form.entries["least"].target, "3")
    assert ways_in(user_settings()).least == 3
    assert _told(page)["Told as"] == "✓ a scan"
    QTest.keyClicks(page.form.entries["least"].target, "99")
    assert ways_in(user_settings()).least == 3
    page.reset.click()
    assert (ways_in(user_settings()), page.form.raws()["least"]) == (USUAL_WAYS, "4")


def test_scans_elsewhere_are_not_shown_here(page: ScannerPage, gun: Gun) -> None:
    page.form.go_to("gap")
    gun.scan("SN-0012")
    assert page.heard is None
    assert not page.learn.isEnabled()
