"""Step 3: what the words of a stranger's spreadsheet mean here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from dmedesk.moving.kinds import FILES
from dmedesk.moving.screens.wizard import Wizard
from dmedesk.moving.values import OpenValue
from dmedesk.moving.wording import choice_words, column_words, kind_words, label_of
from dmedesk.widgets.choice import ArrowBox
from dmedesk.widgets.parts import button, column, empty, frame, label, padded, row, tab_in_order
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone

_SHARES = (3, 2)
_OPTION_LENGTH = 26
_EMPTY = "leave it empty"


class Options(ArrowBox):
    """What a value may mean; Enter agrees to the one shown."""

    agreed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter agrees; everything else as usual."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agreed.emit()
        else:
            super().keyPressEvent(event)


class MeaningsStep(QWidget):
    """Values at the left, most frequent first; at the right what the chosen one means."""

    title = "Meanings"
    changed = Signal()

    def __init__(self, wizard: Wizard) -> None:
        super().__init__()
        self._wizard = wizard
        self.values: Table[OpenValue] = Table(
            "Values to translate",
            (
                Column("Column", lambda one: column_words(one.column), width=120),
                Column("They write", lambda one: one.theirs, width=160, wide=True),
                Column("Rows", lambda one: f"{one.count:,}", width=56, figures=True),
                Column("Means here", self._meaning, width=220, tone=self._tone),
            ),
        )
        self.values.chosen.connect(self._show_value)
        self.values.opened.connect(self._to_options)
        self.options = Options()
        self.options.setMinimumContentsLength(_OPTION_LENGTH)
        self.options.setAccessibleName("What it means here")
        self.options.view().setAccessibleName("What it may mean")
        self.options.activated.connect(lambda _index: self.set_meaning())
        self.set = button("Use this", self.set_meaning, tip="Use this for every such row (Enter)")
        self.options.agreed.connect(self.set_meaning)
        self._said, self._none = label(part="heading"), label(part="soft")
        self._new = self._new_panel()
        side = self._side()
        both = row(self.values, side, gap=4 * GRID)
        for half, share in enumerate(_SHARES):
            both.setStretch(half, share)
        whole = column(self._none, both)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.values)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setLayout(
            column(
                self._said,
                label("means", "soft"),
                self.options,
                row(self.set, None),
                self._new,
                None,
            )
        )
        return side

    def _new_panel(self) -> QFrame:
        self._new_title = label(part="heading")
        self._fields: dict[str, QLineEdit] = {}
        self._fields_layout = column(gap=GRID)
        self.enter_it = button("Enter it with the import", self._enter)
        layout = column(self._new_title, self._fields_layout, row(self.enter_it, None))
        return frame("panel", padded(layout, 4 * GRID, 3 * GRID))

    def _to_options(self, _one: OpenValue) -> None:
        self.options.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Show what is not understood yet."""
        found = self._wizard.values()
        self.values.show_rows(found, same=lambda one: (one.sheet, one.column, one.theirs))
        self._none.setText(
            "What a word means here is remembered under the name of the file."
            if found
            else "Every value is understood. Go on."
        )
        self._show_value(self.values.chosen_row())

    def leave(self) -> bool:
        """Take the suggestions that stand; what means nothing yet is a fault of its row."""
        self._wizard.accept_suggestions()
        return True

    def _meaning(self, one: OpenValue) -> str:
        if not one.suggested:
            return "? nothing yet"
        return _option(one.suggested, one.options[one.suggested])

    def _tone(self, one: OpenValue) -> Tone:
        return Tone.OUT if one.suggested else Tone.WAITING

    def _show_value(self, one: OpenValue | None) -> None:
        for piece in (self.options, self.set, self._said):
            piece.setEnabled(one is not None)
        self._new.setVisible(one is not None and bool(one.refers_to))
        self.options.clear()
        if one is None:
            self._said.setText("")
            return
        self._said.setText(f"“{one.theirs}”")
        for code, words in sorted(one.options.items()):
            self.options.addItem(_option(code, words), code)
        if self._wizard.may_be_empty(one):
            self.options.addItem(_EMPTY, "")
        self.options.setCurrentIndex(self.options.findData(one.suggested))
        if one.refers_to:
            self._show_fields(one)

    def _show_fields(self, one: OpenValue) -> None:
        empty(self._fields_layout)
        self._fields = {}
        told = self._wizard.told_of(one)
        self._new_title.setText(f"… or one that is new: {kind_words(one.refers_to).lower()}")
        for wanted in FILES[one.refers_to].columns:
            if wanted.required:
                field = QLineEdit(told.get(wanted.name, ""))
                field.setPlaceholderText(label_of(wanted).rstrip(" *"))
                field.setAccessibleName(label_of(wanted))
                field.returnPressed.connect(self._enter)
                self._fields[wanted.name] = field
                self._fields_layout.addWidget(field)
        tab_in_order((self.set, *self._fields.values(), self.enter_it))

    def set_meaning(self) -> None:
        """Use the chosen meaning for every such row, and go to the next value."""
        one = self.values.chosen_row()
        if one is not None and self.options.currentIndex() >= 0:
            self._wizard.mean(one, self.options.currentData())
            self._go_on()

    def _go_on(self) -> None:
        self.enter()
        self.values.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _enter(self) -> None:
        one = self.values.chosen_row()
        typed = {name: field.text().strip() for name, field in self._fields.items()}
        if one is None or not all(typed.values()):
            return
        self._wizard.plan.entered.setdefault(one.refers_to, []).append(typed)
        self._wizard.mean(one, typed[FILES[one.refers_to].key[0]])
        self._go_on()


def _option(code: str, words: str) -> str:
    """A choice by its word, a record by its code and its name."""
    return choice_words(code) if code == words else f"{code} – {words}"
