"""Step 5: rows that are, or may be, known to the shop: side by side, one decision each."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dmedesk.moving.kinds import FILES
from dmedesk.moving.plan import Decision, Way
from dmedesk.moving.screens.wizard import Wizard
from dmedesk.moving.twins import Twin
from dmedesk.moving.wording import cell_words, column_words, kind_words
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone
from dmedesk.widgets.words import count_of

_LEAST_LIST = 280
_WORDS = {Way.SKIP: "leave it out", Way.MERGE: "merge", Way.NEW: "enter as new"}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One column of a twin: what the shop has, what the file says, and which will stand."""

    name: str
    known: str
    theirs: str
    is_taken: bool
    is_empty: bool


def _stands(field: FieldRow) -> str:
    if field.known == field.theirs:
        return "the same"
    return "→ the file’s" if field.is_taken else "ours"


FIELD_COLUMNS: tuple[Column[FieldRow], ...] = (
    Column("Column", lambda one: column_words(one.name), width=104),
    Column("Here now", lambda one: one.known, width=150, wide=True),
    Column("In the file", lambda one: one.theirs, width=104),
    Column(
        "Will stand",
        _stands,
        width=80,
        tone=lambda one: Tone.OUT if one.is_taken else Tone.SOFT,
    ),
)


class TwinsStep(QWidget):
    """The twins at the left; at the right both records, column by column."""

    title = "Duplicates"
    changed = Signal()

    def __init__(self, wizard: Wizard) -> None:
        super().__init__()
        self._wizard = wizard
        self.twins: Table[Twin] = Table(
            "Rows that may be known",
            (
                Column("Kind", lambda one: kind_words(one.kind), width=88, spare=1),
                Column("Line", lambda one: str(one.line), width=48, figures=True),
                Column("Row", self._row_words, width=150, wide=True),
                Column("Is", self._is_words, width=150),
                Column("Then", self._decided, width=110, tone=self._tone),
            ),
        )
        self.twins.setMinimumWidth(_LEAST_LIST)
        self.twins.chosen.connect(self._show_twin)
        self.fields: Table[FieldRow] = Table("Both records", FIELD_COLUMNS)
        self.fields.opened.connect(self._toggle)
        self.skip = button("Leave it out", lambda: self.decide(Way.SKIP), keys="Ctrl+Del")
        self.merge = button("Merge", lambda: self.decide(Way.MERGE), keys="Ctrl+M")
        self.new = button("Enter as new", lambda: self.decide(Way.NEW), keys="Ctrl+N")
        self.alike = button("The same for all like it", self._for_all)
        self._said = label(part="heading")
        self._about = label(part="soft")
        self._about.setWordWrap(True)
        acts = row(self.skip, self.merge, self.new, None, self.alike)
        right = column(self._about, self.fields)
        right.setStretch(1, 1)
        both = row(self.twins, right, gap=4 * GRID)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        whole = column(self._said, both, acts)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.twins)

    def enter(self) -> None:
        """Show the twins that the last look at the rows has found."""
        found = self._wizard.found.twins if self._wizard.found else []
        self.twins.show_rows(found, same=lambda one: (one.file, one.line))
        open_ones = sum(self._decision(one) is None and not one.certain for one in found)
        self._said.setText(
            f"{count_of(open_ones, 'row')} to decide"
            if open_ones
            else f"{count_of(len(found), 'row')} known already"
            if found
            else "No row of these files is known already. Go on."
        )
        self._show_twin(self.twins.chosen_row())

    def leave(self) -> bool:
        """What was not decided stays out where it is only likely to be known."""
        return True

    def _decision(self, one: Twin) -> Decision | None:
        return self._wizard.plan.sheets[one.file].decisions.get(one.line)

    def _decided(self, one: Twin) -> str:
        decision = self._decision(one)
        if decision is None:
            return "fill what is empty" if one.certain else "? to decide"
        return _WORDS[decision.way]

    def _tone(self, one: Twin) -> Tone:
        is_open = self._decision(one) is None and not one.certain
        return Tone.WAITING if is_open else Tone.OUT

    def _row_words(self, one: Twin) -> str:
        file = FILES[one.kind]
        names = [*file.key, "last_name", "first_name", "name", "description"]
        found = [str(one.row[name]) for name in dict.fromkeys(names) if one.row.get(name)]
        return " ".join(found)

    def _is_words(self, one: Twin) -> str:
        key = ", ".join(map(str, one.known_key))
        if one.known_line:
            return f"line {one.known_line} again?"
        return f"{key} (same key)" if one.certain else f"{key}?"

    def _show_twin(self, one: Twin | None) -> None:
        for piece in (self.skip, self.merge, self.new, self.alike):
            piece.setEnabled(one is not None)
        if one is None:
            self.fields.show_rows([])
            self._about.setText("")
            return
        self.merge.setEnabled(not one.known_line)
        self.new.setEnabled(not one.certain)
        self._about.setText(
            "Merging fills what is empty here. Enter on a column takes the file’s value there."
        )
        decision = self._decision(one) or Decision(Way.MERGE if one.certain else Way.SKIP)
        file = FILES[one.kind]
        rows = []
        for each in file.columns:
            if each.name in one.row:
                known, new = one.known.get(each.name), one.row[each.name]
                is_empty = known is None or known == each.empty
                is_taken = decision.way is Way.NEW or (
                    decision.way is Way.MERGE
                    and known != new
                    and (is_empty or each.name in decision.fields)
                    and each.name not in file.key
                )
                rows.append(
                    FieldRow(
                        each.name,
                        cell_words(each, each.written(known)),
                        cell_words(each, each.written(new)),
                        is_taken,
                        is_empty,
                    )
                )
        self.fields.show_rows(rows, same=lambda field: field.name)

    def decide(self, way: Way) -> None:
        """Decide about the chosen twin, and go to the next."""
        one = self.twins.chosen_row()
        if one is None or (way is Way.NEW and one.certain) or (way is Way.MERGE and one.known_line):
            return
        before = self._decision(one)
        fields = before.fields if before is not None and way is Way.MERGE else ()
        self._wizard.plan.sheets[one.file].decisions[one.line] = Decision(way, fields)
        place = self.twins.currentIndex().row()
        self.enter()
        self.twins.selectRow(min(place + 1, len(self.twins.rows_model.rows) - 1))
        self.twins.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _toggle(self, field: FieldRow) -> None:
        one = self.twins.chosen_row()
        if one is None or field.name in FILES[one.kind].key or one.known_line:
            return
        before = self._decision(one)
        fields = set(before.fields if before is not None else ())
        fields ^= {field.name}
        decision = Decision(Way.MERGE, tuple(sorted(fields)))
        self._wizard.plan.sheets[one.file].decisions[one.line] = decision
        self.twins.viewport().update()
        self._show_twin(one)
        self.changed.emit()

    def _for_all(self) -> None:
        one = self.twins.chosen_row()
        decision = self._decision(one) if one is not None else None
        if one is None or decision is None or self._wizard.found is None:
            return
        for other in self._wizard.found.twins:
            like: Any = (other.kind, other.certain, bool(other.known_line))
            if like == (one.kind, one.certain, bool(one.known_line)):
                self._wizard.plan.sheets[other.file].decisions[other.line] = decision
        self.enter()
        self.changed.emit()
