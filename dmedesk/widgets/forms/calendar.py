"""The calendar of a day's field: a month at a time, by keyboard or mouse.

Weekends and the legal holidays of Massachusetts bear a sign besides their colour. Their names are
looked up on the worker; until they are there the month is shown without.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from dmedesk.kit.calendar import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTHS_A_YEAR,
    SATURDAY,
    SUNDAY,
    first_of_month,
    legal_holiday_names,
    month_in_words,
    months_after,
)
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, current, px

WEEKEND, HOLIDAY = "–", "◆"
"""The signs below a day."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COLUMNS, _WEEKS = 7, 6
_WIDE, _HIGH, _HEAD = 36, 36, 24
_CTRL = Qt.KeyboardModifier.ControlModifier
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEAVES = (Qt.Key.Key_Escape, Qt.Key.Key_F4)

Holidays = Mapping[date, str]


class DayCalendar(QFrame):
    """Opens below its field; ``taken`` tells the day. Esc, F4 or a click beside it take none."""

    taken = Signal(object)

    def __init__(self, name: str, workplace: Workplace, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setProperty("part", "panel")
        self.setAccessibleName(f"Calendar: {name}")
        self._today = workplace.today
        self._holidays: dict[int, Holidays] = {}
        self._names = Latest(workplace.runner)
        self.month = MonthGrid(workplace.today, self._move, self._take)
        self._title, self.said = label(part="section"), label(part="small")
        self.before = self._turner("chevron-left", "The month before", -1)
        self.after = self._turner("chevron-right", "The next month", 1)
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        signs = label(f"{WEEKEND} weekend   {HOLIDAY} holiday   T today", "small")
        head = row(self.before, None, self._title, None, self.after)
        self.setLayout(padded(column(head, self.month, self.said, signs), 2 * GRID, 2 * GRID))
        self.setFocusProxy(self.month)

    def _turner(self, picture: str, name: str, months: int) -> QWidget:
        made = button("", lambda: self._turn(months), picture=picture, part="flat", tip=name)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def open_at(self, field: QWidget, day: date) -> None:
        """Open below the field, or above it where there is no room, on this day."""
        self._move(day)
        self.said.setFixedHeight(2 * self.said.fontMetrics().lineSpacing())
        self.adjustSize()
        place = field.mapToGlobal(field.rect().bottomLeft())
        room = field.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place = field.mapToGlobal(QPoint(0, -self.height()))
        self.move(max(room.left(), min(place.x(), room.right() - self.width())), place.y())
        self.show()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _turn(self, months: int) -> None:
        self._move(months_after(self.month.day, months))

    def _move(self, day: date) -> None:
        """Put the cursor on a day, as far as days are known here."""
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            return
        self._title.setText(month_in_words(day))
        self._ask_for_holidays(day.year)
        self.month.show_day(day, self._holidays.get(day.year, {}))
        self.said.setText(self.month.in_words())

    def _ask_for_holidays(self, year: int) -> None:
        if year not in self._holidays:
            self._names.query(
                lambda _session: holidays_of(year), done=self._learn, failed=lambda _findings: None
            )

    def _learn(self, found: tuple[int, Holidays]) -> None:
        year, names = found
        self._holidays[year] = names
        if self.month.day.year == year:
            self.month.show_day(self.month.day, names)
            self.said.setText(self.month.in_words())

    def _take(self) -> None:
        self.close()
        self.taken.emit(self.month.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc and F4 close it."""
        if event.key() in _LEAVES:
            self.close()
        elif event.key() == Qt.Key.Key_T:
            self._move(self._today)


class MonthGrid(QWidget):
    """The weeks of the month that the cursor's day lies in; its accessible name is that day."""

    def __init__(
        self, today: date, move: Callable[[date], object], take: Callable[[], object]
    ) -> None:
        super().__init__()
        self._today, self._move, self._take = today, move, take
        self.day = today
        self._holidays: Holidays = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_day(self, day: date, holidays: Holidays) -> None:
        """Show the day's month with the cursor on it."""
        self.day, self._holidays = day, holidays
        self.setFixedSize(px(_WIDE) * _COLUMNS, px(_HEAD) + px(_HIGH) * _WEEKS)
        self.setAccessibleName(self.in_words())
        self.update()

    def in_words(self) -> str:
        """The cursor's day, and what is about it: ``Thursday, November 26, 2026 · Thanksgiving``"""
        day = self.day
        month, _, year = month_in_words(day).partition(" ")
        words = [f"{_DAYS[day.weekday()]}, {month} {day.day}, {year}"]
        if day in self._holidays:
            words.append(self._holidays[day])
        elif self.sign_of(day):
            words.append("weekend")
        if day == self._today:
            words.append("today")
        return " · ".join(words)

    def sign_of(self, day: date) -> str:
        """What stands below a day besides its colour; empty on a working day."""
        if day in self._holidays:
            return HOLIDAY
        return WEEKEND if day.weekday() in (SATURDAY, SUNDAY) else ""

    def place_of(self, day: date) -> QRect:
        """Where a day of this month stands. Weeks begin on Sunday."""
        before = (first_of_month(day).weekday() + 1) % _COLUMNS
        week, at = divmod(before + day.day - 1, _COLUMNS)
        wide, high = px(_WIDE), px(_HIGH)
        return QRect(at * wide, px(_HEAD) + week * high, wide, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Days, weeks, months, with Ctrl years; Home and End of the month; Enter takes."""
        key, first = Qt.Key(event.key()), first_of_month(self.day)
        if key in _STEPS:
            self._move(self.day + timedelta(_STEPS[key]))
        elif key in _MONTHS:
            unit = MONTHS_A_YEAR if event.modifiers() & _CTRL else 1
            self._move(months_after(self.day, _MONTHS[key] * unit))
        elif key == Qt.Key.Key_Home:
            self._move(first)
        elif key == Qt.Key.Key_End:
            self._move(first.replace(day=monthrange(first.year, first.month)[1]))
        elif key in _TAKES:
            self._take()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click takes the day below it."""
        for day in self._days():
            if self.place_of(day).contains(event.position().toPoint()):
                self._move(day)
                self._take()
                return

    def _days(self) -> list[date]:
        first = first_of_month(self.day)
        return [first + timedelta(n) for n in range(monthrange(first.year, first.month)[1])]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the weeks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, wide = current(), px(_WIDE)
        painter.setPen(QColor(theme.ink_soft))
        for at in range(_COLUMNS):
            head = QRect(at * wide, 0, wide, px(_HEAD))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, _DAYS[at - 1][:2])
        for day in self._days():
            self._paint_day(painter, day)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        theme, place, sign = current(), self.place_of(day), self.sign_of(day)
        ink = {"": theme.ink, WEEKEND: theme.ink_soft, HOLIDAY: theme.waiting}[sign]
        box = place.adjusted(2, 2, -2, -2)
        if day == self.day:
            ink = theme.on_accent
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(box, GRID, GRID)
        elif day == self._today:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, GRID, GRID)
        painter.setPen(QColor(ink))
        number, below = QRect(place), QRect(place)
        number.setBottom(place.top() + place.height() * 2 // 3)
        below.setTop(place.top() + place.height() // 2)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, sign)


def holidays_of(year: int) -> tuple[int, Holidays]:
    """A year with its legal holidays; none where they are not known."""
    try:
        return year, legal_holiday_names(year)
    except OverflowError:
        return year, {}
