"""A box to tick: by Space, said in words, drawn in the theme's colours."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.forms.yes_no import YesNoEntry
from dmedesk.widgets.theme import current
from tests.windows import activate


def test_space_ticks_it_and_the_tick_is_drawn_in_the_accent(qapp: object, qtbot: QtBot) -> None:
    assert qapp is not None
    entry = YesNoEntry(FormField("x", "&X", Kind.YES_NO, help="urgent"))
    qtbot.addWidget(entry.box)
    activate(entry.box)
    accent = QColor(current().accent)
    entry.box.clearFocus()
    assert not _has(entry, accent)
    with qtbot.waitSignal(entry.typed):
        QTest.keyClick(entry.box, Qt.Key.Key_Space)
    assert (entry.raw(), entry.words(True), entry.words(False)) == (True, "yes", "no")
    assert _has(entry, accent)


def test_nothing_known_is_no(qapp: object, qtbot: QtBot) -> None:
    assert qapp is not None
    entry = YesNoEntry(FormField("x", "&X", Kind.YES_NO))
    qtbot.addWidget(entry.box)
    assert (entry.raw_of(None), entry.read(None)) == (False, False)


def _has(entry: YesNoEntry, color: QColor) -> bool:
    picture = entry.box.grab().toImage()
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return any(picture.pixelColor(x, y) == color for x, y in places)
