"""The signature pad: strokes by mouse, finger and pen, with their time; taken back by keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.strokes import Drawing, Point, read_drawing
from dmedesk.widgets.signature import SignatureField, SignaturePad, path_of
from tests.windows import activate

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad()
    qtbot.addWidget(made)
    activate(made)
    return made


def _stroke(pad: SignaturePad, *places: tuple[int, int]) -> None:
    QTest.mousePress(pad, LEFT, pos=QPoint(*places[0]))
    for place in places[1:]:
        QTest.mouseMove(pad, QPoint(*place))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(*places[-1]))


def test_a_stroke_is_kept_with_its_time(pad: SignaturePad, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pad.drawn):
        _stroke(pad, (10, 20), (40, 30), (60, 50))
    (stroke,) = pad.drawing.strokes
    assert [(point.x, point.y) for point in stroke] == [(100, 200), (400, 300), (600, 500)]
    times = [point.at for point in stroke]
    assert times[0] == 0
    assert times == sorted(times)
    assert (pad.drawing.width, pad.drawing.height) == (pad.width() * 10, pad.height() * 10)
    assert read_drawing(pad.drawing.as_text()) == pad.drawing


def test_what_leaves_the_field_stays_at_its_edge(pad: SignaturePad) -> None:
    _stroke(pad, (10, 20), (9_000, -40))
    last = pad.drawing.strokes[0][-1]
    assert (last.x, last.y) == (pad.width() * 10, 0)


def test_the_last_stroke_is_taken_back_and_then_all(pad: SignaturePad) -> None:
    for at in range(3):
        _stroke(pad, (10 + at, 20), (40, 30 + at))
    assert pad.accessibleName() == "Signature: 3 strokes"
    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.drawing.strokes) == 2
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert not pad.drawing
    assert pad.accessibleName() == "Signature: empty"
    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    assert not pad.drawing


def test_time_goes_on_from_stroke_to_stroke(pad: SignaturePad) -> None:
    _stroke(pad, (10, 20), (40, 30))
    QTest.qWait(30)
    _stroke(pad, (50, 20), (70, 30))
    first, second = pad.drawing.strokes
    assert second[0].at >= first[-1].at


def test_one_finger_draws(pad: SignaturePad) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(pad, device).press(1, QPoint(10, 20)).commit()
    QTest.touchEvent(pad, device).stationary(1).press(2, QPoint(90, 90)).commit()
    QTest.touchEvent(pad, device).move(1, QPoint(40, 30)).move(2, QPoint(95, 95)).commit()
    QTest.touchEvent(pad, device).release(1, QPoint(40, 30)).release(2, QPoint(95, 95)).commit()
    (stroke,) = pad.drawing.strokes
    begun, ended = stroke
    assert (ended.x - begun.x, ended.y - begun.y) == (300, 100)


def test_a_pen_draws(pad: SignaturePad) -> None:
    pen = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position,
        1,
        1,
    )
    for kind, x in (
        (QTabletEvent.Type.TabletPress, 10.0),
        (QTabletEvent.Type.TabletMove, 40.5),
        (QTabletEvent.Type.TabletRelease, 40.5),
    ):
        place = QPointF(x, 20)
        event = QTabletEvent(
            kind,
            pen,
            place,
            place,
            0.5,
            0,
            0,
            0,
            0,
            0,
            Qt.KeyboardModifier.NoModifier,
            LEFT,
            LEFT,
        )
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()
    (stroke,) = pad.drawing.strokes
    assert [point.x for point in stroke] == [100, 405]


def test_what_was_drawn_is_shown_and_not_touched(qtbot: QtBot) -> None:
    drawing = Drawing(4_000, 1_120, ((Point(10, 10, 0), Point(400, 300, 9)),))
    shown = SignaturePad("Signature of proof 1", read_only=True)
    qtbot.addWidget(shown)
    shown.show_drawing(drawing)
    shown.show()
    _stroke(shown, (10, 20), (40, 30))
    shown.clear()
    assert shown.drawing == drawing
    assert shown.accessibleName() == "Signature of proof 1: 1 stroke"
    assert shown.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_drawing_is_seen(pad: SignaturePad) -> None:
    blank = pad.grab().toImage()
    _stroke(pad, (50, 50), (150, 60), (250, 40))
    assert pad.grab().toImage() != blank
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.grab().toImage() == blank


@pytest.mark.parametrize("points", [1, 2, 3, 9])
def test_the_curve_begins_and_ends_where_the_pen_did(points: int) -> None:
    stroke = tuple(Point(100 * at, 50 * at % 300, at) for at in range(points))
    path = path_of(Drawing(1_000, 1_000, (stroke,)), 100, 100)
    assert path.elementAt(0).x == 0
    end = path.currentPosition()
    assert (end.x(), end.y()) == (stroke[-1].x / 10, stroke[-1].y / 10)


def test_the_buttons_wait_for_a_stroke(qtbot: QtBot) -> None:
    field = SignatureField()
    qtbot.addWidget(field)
    field.show()
    assert not field.undo.isEnabled()
    _stroke(field.pad, (10, 20), (40, 30))
    assert field.clear.isEnabled()
    field.undo.click()
    assert not field.pad.drawing
    assert not field.clear.isEnabled()
