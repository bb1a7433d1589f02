"""A record chosen by typing part of its name: the list comes from the worker as one types."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from dmedesk.kit.cells import Unreadable
from dmedesk.kit.findings import Finding
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.entry import Entry
from dmedesk.widgets.forms.fields import FormField, Picked
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import px

PAUSE_MS = 120
"""The pause in typing after which the list is asked for."""

_ROLE = Qt.ItemDataRole.UserRole
_NEW = "new"
_BESIDE_WORDS, _WIDEST = 24, 520

Come: TypeAlias = Callable[[Any], object]
"""Hears the raw of the record that was entered new."""

Settled: TypeAlias = Callable[[str, Any], object]
"""Hears what was typed, and the raw of the only record that is meant by it."""


class RecordEntry(Entry):
    """A line that finds records. F4 or Down opens the list, Ctrl+Enter the record itself.

    Raw is None, the chosen one's ``{"id": …, "title": …}``, or what was typed and not chosen.
    """

    def __init__(self, field: FormField, workplace: Workplace) -> None:
        if field.picker is None:
            raise ValueError(f"{field.key} is a record and has no picker")
        self._picker, self._workplace = field.picker, workplace
        self.line = _PickLine(self)
        super().__init__(field, self.line)
        self._chosen: Picked | None = None
        self._asker: QWidget = self.line
        self._come: Come = self._come_back
        self._settled: Settled | None = None
        self._may_add = field.picker.may_add and workplace.may_write
        self._found = Latest(workplace.runner)
        self._rows = QStandardItemModel(self.line)
        self.completer = QCompleter(self._rows, self.line)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list = _FoundList()
        self.list.setAccessibleName(f"{field.name}: found")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.completer.setPopup(self.list)
        self.line.setReadOnly(field.read_only)
        self.line.setPlaceholderText(field.help or f"Part of a {field.picker.noun}’s name")
        self.line.setToolTip("Type a part, or F4 for the list; Ctrl+Enter opens what is chosen")
        if field.width:
            self.line.setFixedWidth(px(field.width))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.find)
        self.line.textEdited.connect(self._edit)
        self.completer.setWidget(self.line)
        chosen: Any = self.completer.activated
        chosen[QModelIndex].connect(self._take)

    def raw(self) -> Any:
        """What is chosen, or typed."""
        if self._chosen is not None:
            return {"id": self._chosen.id, "title": self._chosen.title}
        return self.line.text().strip() or None

    def show_raw(self, raw: Any) -> None:
        """Show what is chosen, or typed."""
        self._stop_finding()
        self._chosen = Picked(raw["id"], raw["title"]) if isinstance(raw, dict) else None
        self.line.setText(self._chosen.title if self._chosen else raw or "")
        self.line.setCursorPosition(0)

    def raw_of(self, value: Any) -> Any:
        """A ``Picked``, or None."""
        return {"id": value.id, "title": value.title} if isinstance(value, Picked) else None

    def read(self, raw: Any) -> int | None:
        """The chosen one's id."""
        if raw is None:
            return None
        if isinstance(raw, dict):
            return int(raw["id"])
        raise Unreadable(
            "nothing_chosen",
            f"No {self._picker.noun} was chosen for “{raw}”.",
            "Press F4 and choose one from the list, or make a new one there.",
        )

    def words(self, raw: Any) -> str:
        """The title."""
        return str(raw["title"]) if isinstance(raw, dict) else str(raw or "nothing")

    def tidy(self) -> None:
        """Take what was typed where only one record is meant by it."""
        self._pause.stop()
        typed = self.raw()
        if not isinstance(typed, str):
            return
        if self._settled is None:
            self._ask(self._take_only_one)
        else:
            _settle(self._workplace, self._picker.find, typed, self._settled)

    def find(self) -> None:
        """Ask for what is typed, and open the list."""
        self._pause.stop()
        if not self.field.read_only:
            self._ask(self._show)

    def take_as_typed(self) -> None:
        """Whoever reads what stands here as it is, as a scan, wants no list of what is alike."""
        self._stop_finding()

    def open_chosen(self) -> None:
        """Open the chosen record's page."""
        if self._chosen is not None:
            self._workplace.navigator.open_record(RecordRef(self._picker.kind, self._chosen.id))

    def _stop_finding(self) -> None:
        self._pause.stop()
        self._found.forget()
        self.list.hide()

    def _ask(self, done: Any) -> None:
        part = "" if self._chosen is not None else self.line.text().strip()
        self._found.query(
            lambda session: self._picker.find(session, part), done=done, failed=self._fail
        )

    def _edit(self, _text: str) -> None:
        self._chosen = None
        self._pause.start()
        self.typed.emit()

    def _show(self, found: Sequence[Picked]) -> None:
        self._rows.clear()
        for one in found:
            item = QStandardItem(f"{one.title}   {one.about}".rstrip())
            item.setData(one, _ROLE)
            self._rows.appendRow(item)
        if self._may_add:
            item = QStandardItem(f"New {self._picker.noun} …")
            item.setData(_NEW, _ROLE)
            self._rows.appendRow(item)
        if self.line.hasFocus() and self._rows.rowCount():
            self.completer.setCompletionPrefix("")
            # A cell is narrow: what is found is read whole all the same.
            wanted = self.list.sizeHintForColumn(0) + px(_BESIDE_WORDS)
            self.list.setMinimumWidth(min(wanted, px(_WIDEST)))
            self.completer.complete()
            self.list.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self._rows.clear()
        for finding in findings:
            item = QStandardItem(finding.sentence())
            item.setEnabled(False)
            self._rows.appendRow(item)
        if self.line.hasFocus():
            self.completer.complete()

    def _take(self, index: QModelIndex) -> None:
        chosen = index.data(_ROLE)
        if chosen == _NEW:
            self.enter_new()
        elif isinstance(chosen, Picked):
            self._choose(chosen)

    def _take_only_one(self, found: Sequence[Picked]) -> None:
        if len(found) == 1 and isinstance(self.raw(), str):
            self._choose(found[0])

    def _choose(self, chosen: Picked) -> None:
        self.show_raw(self.raw_of(chosen))
        self.typed.emit()

    def serve_a_cell(self, asker: QWidget, come: Come, settled: Settled) -> None:
        """Let what is entered new, and what was typed and found, come to this asker: the entry of
        a cell is gone once the cell is left.
        """
        self._asker, self._come, self._settled = asker, come, settled

    def enter_new(self) -> None:
        """Open an empty form; what is saved there comes back into this field."""
        # Of this entry nothing may be needed later: the one of a cell is gone by then.
        then = partial(_bring, self._workplace, self._picker.named, self._come)
        self._workplace.navigator.enter_new_for(self._asker, self._picker.kind, then=then)

    def _come_back(self, raw: Any) -> None:
        self.show_raw(raw)
        self.typed.emit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _settle(workplace: Workplace, find: Any, typed: str, settled: Settled) -> None:
    """Hand over the only record that is meant by what was typed; what is not found stays typed."""

    def take(found: Sequence[Picked]) -> None:
        if len(found) == 1:
            settled(typed, {"id": found[0].id, "title": found[0].title})

    workplace.runner.query(
        lambda session: find(session, typed), done=take, failed=lambda _findings: None
    )


def _bring(workplace: Workplace, named: Any, come: Come, ref: RecordRef) -> None:
    """Read how the new record is called, and hand it over as a field's raw."""

    def take(found: Picked | None) -> None:
        if found is not None:
            come({"id": found.id, "title": found.title})

    def fail(findings: tuple[Finding, ...]) -> None:
        workplace.say(" ".join(one.sentence() for one in findings))

    workplace.runner.query(partial(_named, named, ref.id), done=take, failed=fail)


def _named(named: Any, record_id: int, session: Any) -> Picked | None:
    found: Picked | None = named(session, record_id)
    return found


class _FoundList(QListView):
    """The list of what was found. Esc closes it, and nothing below it."""

    def event(self, event: QEvent) -> bool:
        """Esc is the list's own while it is open, no key of the page."""
        is_shortcut = event.type() is QEvent.Type.ShortcutOverride
        if is_shortcut and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)


class _PickLine(QLineEdit):
    """The line of a picker: keys open the list."""

    def __init__(self, entry: RecordEntry) -> None:
        super().__init__()
        self._entry = entry

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F4 and Down open the list, Ctrl+Enter the record."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_F4, Qt.Key.Key_Down):
            self._entry.find()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self._entry.open_chosen()
        else:
            super().keyPressEvent(event)
