"""The fields that are typed into or chosen from: text, figures, days, choices, yes or no."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)

from dmedesk.kit import entry as typing
from dmedesk.kit.cells import Unreadable
from dmedesk.rates.money import format_dollars
from dmedesk.widgets.choice import ArrowBox
from dmedesk.widgets.forms.entry import CELL, Entry
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.forms.picker import RecordEntry
from dmedesk.widgets.forms.yes_no import YesNoEntry
from dmedesk.widgets.icons import icon
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import GRID, Tone, px
from dmedesk.widgets.words import money

if TYPE_CHECKING:
    from dmedesk.widgets.forms.calendar import DayCalendar

WIDTHS = {Kind.DAY: 32 * GRID, Kind.MONEY: 28 * GRID, Kind.NUMBER: 20 * GRID, Kind.PHONE: CELL}
"""What fields need at 100%, in pixels; the others take the room that there is."""

_LONG_TEXT_LINES = 3
_HINT_OF_A_DAY = 19 * GRID
_LEAST_LETTERS = 8
_STEPS = {
    Qt.Key.Key_Up: "+1",
    Qt.Key.Key_Down: "-1",
    Qt.Key.Key_PageUp: "m",
    Qt.Key.Key_PageDown: "M",
}


class LineEntry(Entry):
    """Words in one line; the base of everything that is typed in one line."""

    def __init__(self, field: FormField, line: QLineEdit | None = None) -> None:
        self.line = line or QLineEdit()
        super().__init__(field, self.line)
        self.line.setReadOnly(field.read_only)
        self.line.setPlaceholderText(field.help)
        width = field.width or WIDTHS.get(field.kind, 0)
        if width:
            self.line.setFixedWidth(px(width))
        self.line.textEdited.connect(lambda _text: self.typed.emit())

    def raw(self) -> str:
        """The text as typed."""
        return self.line.text()

    def show_raw(self, raw: Any) -> None:
        """Show this text from its beginning."""
        self.line.setText(str(raw or ""))
        self.line.setCursorPosition(0)

    def raw_of(self, value: Any) -> str:
        """The text as it is shown."""
        return "" if value is None else str(value)

    def read(self, raw: Any) -> Any:
        """The text without spaces at its edges, read as the field wants it."""
        text = str(raw or "").strip()
        if not text:
            return None
        return (self.field.reads or self.meant)(text)

    def meant(self, text: str) -> Any:
        """The value of a text that is not empty."""
        return typing.line(text)

    def tidy(self) -> None:
        """Write a value that can be read as it is usually written."""
        try:
            tidied = self.raw_of(self.read(self.raw()))
        except Unreadable:
            return
        if tidied != self.raw():
            self.show_raw(tidied)


class PhoneEntry(LineEntry):
    """A telephone number."""

    def meant(self, text: str) -> str:
        """The number with its hyphens."""
        return typing.phone(text)


class FigureEntry(LineEntry):
    """A figure, set to the right."""

    def __init__(self, field: FormField) -> None:
        super().__init__(field)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)


class MoneyEntry(FigureEntry):
    """Money: integer cents; takes sums."""

    def raw_of(self, value: int | None) -> str:
        """Dollars with thousands separators."""
        return "" if value is None else money(value)

    def meant(self, text: str) -> int:
        """The cents of an amount or a sum."""
        least, most = self.field.least, self.field.most
        cents = typing.money(text, may_be_negative=least is not None and least < 0)
        if (least is not None and cents < least) or (most is not None and cents > most):
            bounds = " to ".join(format_dollars(one) for one in (least, most) if one is not None)
            remedy = f"Amounts of {bounds} fit here."
            raise Unreadable("bad_money", f"“{text}” does not fit here.", remedy)
        return cents


class NumberEntry(FigureEntry):
    """A whole number; takes sums."""

    def raw_of(self, value: int | None) -> str:
        """The number with thousands separators."""
        return "" if value is None else f"{value:,}"

    def meant(self, text: str) -> int:
        """The number."""
        bounds = {"least": self.field.least, "most": self.field.most}
        return typing.whole(text, **{key: to for key, to in bounds.items() if to is not None})


class DayEntry(LineEntry):
    """A day; takes letters and steps. Up and Down step by days, Page Up and Page Down by months.

    F4, Alt+Down or the sign at its end open a calendar.
    """

    def __init__(self, field: FormField, workplace: Workplace) -> None:
        self._workplace = workplace
        self._present: date | None = None
        self.calendar: DayCalendar | None = None
        super().__init__(field, _DayLine(self))
        self.line.setToolTip(field.help or "3/5, fri, eom, t today, +3, 2w, m (↑ ↓ step, F4)")
        if self.line.fontMetrics().horizontalAdvance(field.help) > px(_HINT_OF_A_DAY):
            self.line.setPlaceholderText("")  # Half a hint says nothing; the tip has all of it.
        if not field.read_only:
            place = QLineEdit.ActionPosition.TrailingPosition
            opens = self.line.addAction(icon("calendar-days", Tone.SOFT), place)
            opens.setToolTip("Calendar (F4)")
            opens.triggered.connect(lambda _checked: self.open_calendar())

    def show_raw(self, raw: Any) -> None:
        """Show this text, and let steps start from its day."""
        super().show_raw(raw)
        try:
            self._present = typing.day(self.raw(), today=self.today) if raw else None
        except Unreadable:
            self._present = None

    @property
    def today(self) -> date:
        """The day at the desk."""
        return self._workplace.today

    def raw_of(self, value: date | None) -> str:
        """The day as ``2026-11-05``."""
        return "" if value is None else value.isoformat()

    def meant(self, text: str) -> date:
        """The day that is meant."""
        return typing.day(text, today=self.today, present=self._present)

    def open_calendar(self) -> None:
        """Open the calendar on the day that stands here, else on today."""
        if self.field.read_only:
            return
        if self.calendar is None:
            # Read by whoever opens one, not with every form.
            from dmedesk.widgets.forms.calendar import DayCalendar  # noqa: PLC0415

            self.calendar = DayCalendar(self.field.name, self._workplace, self.line)
            self.calendar.taken.connect(self._take)
        try:
            day = self.read(self.raw()) or self.today
        except Unreadable:
            day = self.today
        self.calendar.open_at(self.line, day)

    def _take(self, day: date) -> None:
        self.show_raw(self.raw_of(day))
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.line.selectAll()
        self.typed.emit()

    def step(self, steps: str) -> None:
        """Go some days or months on from the day that stands here."""
        if self.field.read_only:
            return
        try:
            start = self.read(self.raw()) or self.today
            self.show_raw(self.raw_of(typing.day(steps, today=self.today, present=start)))
        except Unreadable:
            return
        self.line.selectAll()
        self.typed.emit()


class _DayLine(QLineEdit):
    """The line of a day: keys step, F4 opens the calendar."""

    def __init__(self, entry: DayEntry) -> None:
        super().__init__()
        self._entry = entry

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up, Down, Page Up, Page Down; F4, Alt+Down."""
        key, held = Qt.Key(event.key()), event.modifiers()
        is_plain = held == Qt.KeyboardModifier.NoModifier
        is_alt_down = key == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier
        if is_alt_down or (is_plain and key == Qt.Key.Key_F4):
            self._entry.open_calendar()
        elif is_plain and key in _STEPS:
            self._entry.step(_STEPS[key])
        else:
            super().keyPressEvent(event)


class LongTextEntry(Entry):
    """Words in several lines. Tab goes on to the next field."""

    def __init__(self, field: FormField) -> None:
        self.text = QPlainTextEdit()
        super().__init__(field, self.text)
        self.text.setTabChangesFocus(True)
        self.text.setReadOnly(field.read_only)
        self.text.setPlaceholderText(field.help)
        self.text.setFixedHeight(px(_LONG_TEXT_LINES * 5 * GRID) + 4 * GRID)
        self._is_shown = True
        self.text.textChanged.connect(self._tell)

    def raw(self) -> str:
        """The text as typed."""
        return self.text.toPlainText()

    def show_raw(self, raw: Any) -> None:
        """Show this text."""
        self._is_shown = False
        self.text.setPlainText(str(raw or ""))
        self._is_shown = True

    def _tell(self) -> None:
        if self._is_shown:
            self.typed.emit()

    def raw_of(self, value: str | None) -> str:
        """The text."""
        return value or ""

    def read(self, raw: Any) -> Any:
        """The text without spaces at its edges."""
        text = str(raw or "").strip()
        return (self.field.reads or typing.paragraph)(text) if text else None


class ChoiceEntry(Entry):
    """One of a few. F4 opens the list, a letter jumps to what begins with it."""

    def __init__(self, field: FormField) -> None:
        self.box = ChoiceBox(field.name)
        super().__init__(field, self.box)
        if not field.required:
            self.box.addItem(field.empty, None)
        for stored, word in field.options:
            self.box.addItem(word, stored)
        self.box.setEnabled(not field.read_only)
        self.box.setToolTip(field.help)
        if field.width:
            self.box.setFixedWidth(px(field.width))
        self.box.activated.connect(lambda _place: self.typed.emit())

    def raw(self) -> str | None:
        """The stored text of the one chosen."""
        found = self.box.currentData()
        return None if found is None else str(found)

    def show_raw(self, raw: Any) -> None:
        """Show the option that is stored as this; none where there is no such."""
        self.box.setCurrentIndex(self.box.findData(raw))

    def raw_of(self, value: Any) -> str | None:
        """The stored text."""
        return None if value is None else str(value)

    def read(self, raw: Any) -> str | None:
        """The stored text."""
        return None if raw is None else str(raw)

    def words(self, raw: Any) -> str:
        """The option's word."""
        return dict(self.field.options).get(raw, "nothing")


class ChoiceBox(ArrowBox):
    """A list that the wheel of the mouse does not change while a page is scrolled.

    ``name`` is what its list is called. It may be narrower than its longest word.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.setAccessibleName(name)
        self.view().setAccessibleName(f"{name}: choices")

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave it to the page."""
        event.ignore()


def entry_for(field: FormField, workplace: Workplace) -> Entry:
    """The field's entry. A RECORD field without a picker is a ValueError."""
    match field.kind:
        case Kind.LONG_TEXT:
            return LongTextEntry(field)
        case Kind.DAY:
            return DayEntry(field, workplace)
        case Kind.MONEY:
            return MoneyEntry(field)
        case Kind.NUMBER:
            return NumberEntry(field)
        case Kind.PHONE:
            return PhoneEntry(field)
        case Kind.CHOICE:
            return ChoiceEntry(field)
        case Kind.YES_NO:
            return YesNoEntry(field)
        case Kind.RECORD:
            return RecordEntry(field, workplace)
        case Kind.TEXT:
            return LineEntry(field)
