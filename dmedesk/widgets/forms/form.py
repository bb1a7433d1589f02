"""A form made from declared fields: values in and out, errors under their field, undo over all.

It knows no record and saves nothing; ``page.FormPage`` does.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.widgets.forms.entry import Entry
from dmedesk.widgets.forms.fields import Check, Piece, Totals
from dmedesk.widgets.forms.layout import Lines, lay_out
from dmedesk.widgets.forms.steps import Steps
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import bring_into_sight, label

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
_OWN_KEYS = (QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))


class Form(QWidget):
    """Fields in sections. ``changed`` is told after anything was typed, ``left`` with the key of
    the field that the cursor left.
    """

    changed = Signal()
    left = Signal(str)

    def __init__(
        self,
        workplace: Workplace,
        pieces: Sequence[Piece],
        *,
        checks: Check | None = None,
        totals: Totals | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._checks, self._totals = checks, totals
        self._steps = Steps()
        self._told: dict[str, list[Finding]] = {}
        self.entries: dict[str, Entry] = {}
        self._lines: dict[str, Lines] = {}
        self.figures = label(part="total")
        self.figures.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.figures.setWordWrap(True)
        if totals is None:
            self.figures.hide()
        layout = lay_out(pieces, workplace, self.entries, self._lines)
        layout.addWidget(self.figures)
        layout.addStretch(1)
        self.setLayout(layout)
        self._start: dict[str, Any] = self.raws()
        self._last = dict(self._start)
        for key, entry in self.entries.items():
            entry.typed.connect(lambda key=key: self._typed(key))
            entry.target.installEventFilter(self)
        self._here = ""
        self._by_target = {entry.target: key for key, entry in self.entries.items()}

    # --- values --------------------------------------------------------------------------------

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these values as the ones to begin with: nothing is typed yet."""
        for key, entry in self.entries.items():
            entry.show_raw(entry.raw_of(values.get(key)))
        self._start = self.raws()
        self._last = dict(self._start)
        self._steps.clear()
        self.show_findings(self._doubts())
        self._tell_totals()

    def show_under(self, values: Mapping[str, Any]) -> None:
        """As ``show_values``, but what was typed before they came stays on top of them."""
        typed, here = self.changes(), QApplication.focusWidget()
        self.show_values(values)
        self.take_up(typed)
        if isinstance(here, QLineEdit) and self._by_target.get(here) in typed:
            here.setCursorPosition(len(here.text()))

    def values(self) -> dict[str, Any]:
        """All values by their keys. Raises ``Refused`` with everything that is wrong.

        What is only doubtful stops nobody.
        """
        read, found = self._read()
        if stops(found):
            raise Refused(found)
        return read

    def changed_values(self) -> dict[str, Any]:
        """The values of the fields that differ from what one began with. As ``values``."""
        different = self.changes()
        return {key: value for key, value in self.values().items() if key in different}

    def check(self) -> tuple[Finding, ...]:
        """Everything that is wrong now, shown under the fields."""
        _read, found = self._read()
        self.show_findings(found)
        return tuple(found)

    def _read(self) -> tuple[dict[str, Any], list[Finding]]:
        read: dict[str, Any] = {}
        found: list[Finding] = []
        self.finish()
        for key, entry in self.entries.items():
            read[key], wrong = entry.taken()
            found += wrong
        if self._checks is not None:
            known = {one.field for one in found}
            found += [one for one in self._checks(read) if one.field not in known]
        return read, found

    def finish(self) -> None:
        """Take in what is just being typed into a cell."""
        for entry in self.entries.values():
            entry.finish()

    # --- what stands in the fields -------------------------------------------------------------

    def raws(self) -> dict[str, Any]:
        """What stands in every field."""
        return {key: entry.raw() for key, entry in self.entries.items()}

    def changes(self) -> dict[str, Any]:
        """What stands in the fields that differ from what one began with."""
        return {key: raw for key, raw in self.raws().items() if raw != self._start[key]}

    def start(self) -> dict[str, Any]:
        """What stood in every field when one began."""
        return dict(self._start)

    def raws_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What would stand in every field for these values."""
        return {key: entry.raw_of(values.get(key)) for key, entry in self.entries.items()}

    def rebased(self, mine: Mapping[str, Any]) -> dict[str, Any]:
        """What I typed, to be taken up on top of what another desk saved, which stands here."""
        entries = self.entries
        return {key: entries[key].rebased(raw, entries[key].raw()) for key, raw in mine.items()}

    def settle(self, saved: Mapping[str, Any]) -> None:
        """What was saved is what one begins with from now on."""
        self._start = dict(saved)
        self.show_findings(())

    def take_up(self, raws: Mapping[str, Any]) -> None:
        """Put these into their fields as if they were typed, in one step."""
        before = self.raws()
        for key in raws.keys() & self.entries.keys():
            self.entries[key].show_raw(raws[key])
        after = self.raws()
        self._steps.changed(
            {key: (before[key], after[key]) for key in after if before[key] != after[key]}
        )
        self._after_change()

    def undo(self) -> None:
        """Take back the last step, whichever field it was in."""
        self._put(self._steps.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        self._put(self._steps.redo())

    def _put(self, raws: Mapping[str, Any]) -> None:
        for key, raw in raws.items():
            self.entries[key].show_raw(raw)
        if raws:
            self.go_to(next(iter(raws)))
            self._after_change()

    def _typed(self, key: str) -> None:
        self._steps.typed(key, self._last[key], self.entries[key].raw())
        self.tell(key, ())
        self._after_change()

    def _after_change(self) -> None:
        self._last = self.raws()
        self._tell_totals()
        self.changed.emit()

    # --- findings ------------------------------------------------------------------------------

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show each under its field, and none under the others."""
        for key in self.entries:
            self.tell(key, [one for one in findings if one.field.partition("/")[0] == key])

    def tell(self, key: str, findings: Sequence[Finding]) -> None:
        """Show these, or none, under one field."""
        told = list(findings)
        if self._told.get(key, []) == told:
            return
        self._told[key] = told
        self._lines[key].tell(told[0] if told else None)
        self.entries[key].mark(told)
        said = " ".join(one.sentence() for one in told) or self.entries[key].field.help
        self.entries[key].target.setAccessibleDescription(said)

    def go_to(self, field: str) -> bool:
        """Put the cursor into a field; whether there is such a field."""
        key, _, place = field.partition("/")
        if key not in self.entries:
            return False
        self.entries[key].go_to(place)
        # Once the line below it that says what is wrong has its room.
        QTimer.singleShot(0, self, partial(bring_into_sight, self.entries[key].widget))
        return True

    def current_key(self) -> str:
        """The key of the field that the cursor stands in; empty where it stands in none."""
        return next((key for key, one in self.entries.items() if one.target.hasFocus()), "")

    def select_nothing(self) -> None:
        """Whoever only came to look must not overwrite a field with one key."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.end(False)  # noqa: FBT003 - Qt's own

    def go_on(self, field: str = "") -> None:
        """Put the cursor into this field, else into the one that it was in; at first the first."""
        self._here = field or self._here
        if not (self._here and self.go_to(self._here)):
            self.go_to_first()

    def go_to_first(self) -> None:
        """Put the cursor into the first field that can be typed into."""
        for key, entry in self.entries.items():
            if not entry.field.read_only:
                self.go_to(key)
                return

    # --- keys and the cursor's way -------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Undo and redo are the form's, not each field's; a field is checked when it is left."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            assert isinstance(event, QKeyEvent)
            act = self._act_of(event)
            if act is not None:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    act()
                return True
        elif event.type() is QEvent.Type.FocusOut and watched in self._by_target:
            key = self._by_target[watched]
            inside = QApplication.focusWidget()
            if inside is None or not self.entries[key].widget.isAncestorOf(inside):
                self._leave(key)
        return super().eventFilter(watched, event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(_UNDO):
            return self.undo
        pressed = QKeySequence(event.keyCombination())
        return self.redo if event.matches(_REDO) or pressed in _OWN_KEYS[1:] else None

    def _leave(self, key: str) -> None:
        self._steps.close()
        entry = self.entries[key]
        entry.tidy()
        self._last = self.raws()
        wrong = [one for one in entry.taken()[1] if one.code != "missing"]
        wrong = wrong or [one for one in self._doubts() if one.field == key]
        if wrong:
            self.tell(key, wrong)
        self._here = key
        self.left.emit(key)

    def _doubts(self) -> list[Finding]:
        """What is doubtful between the fields, as far as they can be read: it stops nobody."""
        if self._checks is None:
            return []
        read = {key: entry.taken()[0] for key, entry in self.entries.items()}
        return [one for one in self._checks(read) if one.severity is Severity.WARNING]

    # --- totals --------------------------------------------------------------------------------

    def _tell_totals(self) -> None:
        if self._totals is None:
            return
        read = {key: entry.taken()[0] for key, entry in self.entries.items()}
        said = [f"{word} {figure}" for word, figure in self._totals(read)]
        self.figures.setText("   ·   ".join(said))
