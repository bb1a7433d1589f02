"""A field to sign in by finger, pen or mouse. Strokes keep their time, and are drawn as curves.

Whoever cannot draw leaves it: the page that shows it offers the signature on paper as well.
"""

from itertools import pairwise
from time import monotonic

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from dmedesk.kit.strokes import MOST_POINTS, Drawing, Point
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.theme import GRID, current, px
from dmedesk.widgets.words import count_of

_WIDTH, _HEIGHT = 400, 112
_TENTHS = 10
_PEN = 2.0
_LINE_AT = 0.76
_NOTHING = Drawing(_WIDTH * _TENTHS, _HEIGHT * _TENTHS)
_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd)


def path_of(drawing: Drawing, width: float, height: float) -> QPainterPath:
    """The drawing as curves, as large as it fits."""
    path = QPainterPath()
    for stroke in drawing.scaled(width, height):
        points = [QPointF(*point) for point in stroke]
        path.moveTo(points[0])
        if len(points) == 1:
            path.lineTo(points[0] + QPointF(_PEN / 4, 0))
        for before, point in pairwise(points[1:]):
            path.quadTo(before, (before + point) / 2)
        path.lineTo(points[-1])
    return path


class SignaturePad(QWidget):
    """Takes strokes; ``drawn`` is told after each one, and when some are taken away.

    One finger or pen draws at a time. Backspace takes the last stroke back, Del all of them.
    """

    drawn = Signal()

    def __init__(self, name: str = "Signature", *, read_only: bool = False) -> None:
        super().__init__()
        self._name, self._read_only = name, read_only
        self._strokes: list[list[Point]] = []
        self._shown = _NOTHING
        self._began: float | None = None
        self._is_down = False
        self._finger: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, not read_only)
        if not read_only:
            self.setCursor(Qt.CursorShape.CrossCursor)
        self._tell()

    @property
    def drawing(self) -> Drawing:
        """What is drawn now."""
        return self._shown

    def show_drawing(self, drawing: Drawing) -> None:
        """Show what was drawn before; nothing is told."""
        self._strokes = [list(stroke) for stroke in drawing.strokes]
        self._shown = drawing
        self._began = None
        self._tell()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes and not self._read_only:
            self._strokes.pop()
            self._changed()

    def clear(self) -> None:
        """Take all of it back."""
        if self._strokes and not self._read_only:
            self._strokes.clear()
            self._changed()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return QSize(px(_WIDTH), px(_HEIGHT))

    # --- strokes --------------------------------------------------------------------------------

    def _down(self, place: QPointF, stamp: int) -> None:
        self._is_down = True
        if not self._strokes:
            self._began = None
        if self._shown.strokes and (self._shown.width, self._shown.height) != self._size():
            # Drawn at another size of type: the points are brought to this one.
            self._strokes = [list(one) for one in _at_size(self._shown, *self._size()).strokes]
        self._strokes.append([])
        self._add(place, stamp)

    def _add(self, place: QPointF, stamp: int) -> None:
        if not self._is_down or sum(map(len, self._strokes)) >= MOST_POINTS:
            return
        now = stamp or int(monotonic() * 1000)
        if self._began is None:
            last = self._strokes[-2][-1].at if len(self._strokes) > 1 else 0
            self._began = now - last
        x = min(max(place.x(), 0), self.width()) * _TENTHS
        y = min(max(place.y(), 0), self.height()) * _TENTHS
        point = Point(round(x), round(y), max(0, round(now - self._began)))
        stroke = self._strokes[-1]
        if not stroke or (stroke[-1].x, stroke[-1].y) != (point.x, point.y):
            stroke.append(point)
            self._keep()

    def _up(self) -> None:
        if self._is_down:
            self._is_down = False
            self._changed()

    def _keep(self) -> None:
        self._shown = Drawing(*self._size(), tuple(map(tuple, self._strokes)))
        self.update()

    def _changed(self) -> None:
        self._keep()
        self._tell()
        self.drawn.emit()

    def _size(self) -> tuple[int, int]:
        return self.width() * _TENTHS, self.height() * _TENTHS

    def _tell(self) -> None:
        strokes = count_of(len(self._strokes), "stroke") if self._strokes else "empty"
        self.setAccessibleName(f"{self._name}: {strokes}")
        if not self._read_only:
            self.setAccessibleDescription(
                "Sign with a finger, a pen or the mouse. Backspace takes the last stroke back."
                " A signature on paper is chosen above."
            )
        self.update()

    # --- devices --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A stroke begins."""
        if not self._read_only and event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._down(event.position(), event.timestamp())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The stroke goes on."""
        self._add(event.position(), event.timestamp())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The stroke ends."""
        self._add(event.position(), event.timestamp())
        self._up()

    def tabletEvent(self, event: QTabletEvent) -> None:  # noqa: N802 - Qt's name
        """A pen: as the mouse."""
        if self._read_only:
            return
        event.accept()
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._down(event.position(), event.timestamp())
        elif kind == QEvent.Type.TabletMove:
            self._add(event.position(), event.timestamp())
        elif kind == QEvent.Type.TabletRelease:
            self._up()

    def event(self, event: QEvent) -> bool:
        """A finger: the first one that is laid on draws."""
        if isinstance(event, QTouchEvent) and event.type() in _TOUCHES and not self._read_only:
            event.accept()
            for point in event.points():
                self._touched(point, event.timestamp())
            return True
        if event.type() == QEvent.Type.TouchCancel:
            self._finger = None
            self._up()
        return super().event(event)

    def _touched(self, point: QEventPoint, stamp: int) -> None:
        state = point.state()
        if state is QEventPoint.State.Pressed and self._finger is None:
            self._finger = point.id()
            self._down(point.position(), stamp)
        elif point.id() == self._finger and state is QEventPoint.State.Updated:
            self._add(point.position(), stamp)
        elif point.id() == self._finger and state is QEventPoint.State.Released:
            self._finger = None
            self._up()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Backspace and Del."""
        if event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    # --- drawing --------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The field with its line to sign on, and the strokes."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(frame, QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.line), 1))
        painter.drawRect(frame)
        at = round(self.height() * _LINE_AT)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(4 * GRID, at, self.width() - 4 * GRID, at)
        pen = QPen(QColor(theme.ink), _PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(path_of(self._shown, self.width(), self.height()))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the frame as before."""
        super().focusOutEvent(event)
        self.update()


def _at_size(drawing: Drawing, width: int, height: int) -> Drawing:
    scale = min(width / drawing.width, height / drawing.height)
    strokes = (
        tuple(Point(round(one.x * scale), round(one.y * scale), one.at) for one in stroke)
        for stroke in drawing.strokes
    )
    return Drawing(width, height, tuple(strokes))


class SignatureField(QWidget):
    """The pad with its two buttons."""

    def __init__(self, name: str = "Signature") -> None:
        super().__init__()
        self.pad = SignaturePad(name)
        self.undo = button(
            "Undo stroke", self.pad.undo, tip="Take the last stroke back (Backspace)"
        )
        self.clear = button("Clear", self.pad.clear, tip="Take all of it back (Del)")
        said = label("Finger, pen or mouse", "small")
        self.setLayout(row(self.pad, column(said, self.undo, self.clear, None), None, gap=3 * GRID))
        self.pad.drawn.connect(self._tell)
        self._tell()

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show this, or nothing."""
        self.pad.show_drawing(drawing or _NOTHING)
        self._tell()

    def _tell(self) -> None:
        for one in (self.undo, self.clear):
            one.setEnabled(bool(self.pad.drawing))
