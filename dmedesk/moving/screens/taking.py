"""Step 6: what will happen, the taking itself, and what happened, with the ways on from there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from dmedesk.kit.findings import Finding
from dmedesk.kit.offers import ListLink
from dmedesk.moving.actions.planned import Outcome
from dmedesk.moving.intake import Intake
from dmedesk.moving.screens.rows import save_left_out
from dmedesk.moving.screens.wizard import Wizard
from dmedesk.moving.wording import kind_words
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, empty, frame, label, padded, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone
from dmedesk.widgets.words import count_of

_LISTS = {
    "assets": "units",
    "members": "members",
    "payers": "payers",
    "practitioners": "practitioners",
    "products": "products",
    "rentals": "rentals",
}


COUNT_COLUMNS: tuple[Column[tuple[str, str, int, int, int]], ...] = (
    Column("Sheet", lambda one: one[0], width=200, wide=True),
    Column("Holds", lambda one: kind_words(one[1]), width=140),
    Column("New", lambda one: f"{one[2]:,}", width=72, figures=True),
    Column("Changed", lambda one: f"{one[3]:,}", width=72, figures=True),
    Column("Same", lambda one: f"{one[4]:,}", width=72, figures=True),
)


WARNING_COLUMNS: tuple[Column[Finding], ...] = (
    Column("Where", lambda one: one.subject, width=240),
    Column(
        "Careful",
        lambda one: one.message,
        width=240,
        wide=True,
        tone=lambda _one: Tone.WAITING,
        tip=lambda one: f"{one.message} {one.remedy}",
    ),
)


class TakingStep(QWidget):
    """Counts by sheet; below them what is only doubtful. Afterwards links to what was taken."""

    title = "Take"
    changed = Signal()

    def __init__(self, wizard: Wizard, workplace: Workplace, undo: Callable[[int], object]) -> None:
        super().__init__()
        self._wizard, self._workplace, self._undo = wizard, workplace, undo
        self._batch_id = 0
        self.said, self._left = label(part="figure"), label(part="soft")
        self.take = button("Take them in", self._take, part="primary")
        self.take.setToolTip("Take these rows into the shop (Ctrl+Enter)")
        self.save = button("Save the rows left out …", partial(save_left_out, self, wizard))
        self.undo = button("Take the import back", self._take_back, picture="undo-2")
        self.counts: Table[tuple[str, str, int, int, int]] = Table(
            "What each sheet does", COUNT_COLUMNS
        )
        self.warnings: Table[Finding] = Table("What is doubtful", WARNING_COLUMNS)
        self.remedy = label(part="soft")
        self.remedy.setWordWrap(True)
        self.warnings.chosen.connect(self._tell_remedy)
        self._links = row(gap=2 * GRID)
        self.after = self._after_panel()
        acts = row(self.take, self.save, None)
        doubts = column(self.warnings, self.remedy, gap=GRID)
        layout = column(self.said, self._left, acts, self.after, self.counts, doubts, gap=3 * GRID)
        layout.setStretch(4, 1)
        layout.setStretch(5, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.take)

    def _after_panel(self) -> QFrame:
        layout = column(label("Go on to", "soft"), row(self._links_holder(), None, self.undo))
        panel = frame("panel", padded(layout, 4 * GRID, 3 * GRID))
        panel.hide()
        return panel

    def _links_holder(self) -> QWidget:
        held = QWidget()
        held.setLayout(self._links)
        return held

    def enter(self) -> None:
        """Look once more at what the decisions come to."""
        self.after.hide()
        self.take.show()
        self._wizard.examine()

    def leave(self) -> bool:
        """There is no further step."""
        return False

    def show_found(self) -> None:
        """Say what will happen."""
        found = self._wizard.found
        if found is None or found.intake is None:
            return
        entered, changed = self._show_counts(found.intake)
        self.warnings.show_rows(found.warnings)
        for one in (self.warnings, self.remedy):
            one.setVisible(bool(found.warnings))
        self.said.setText(
            f"{count_of(entered, 'new record')}, {count_of(changed, 'change')}"
            if entered or changed
            else "Nothing would change"
        )
        left = len(found.faults)
        self._left.setText(
            f"{count_of(left, 'row stays', 'rows stay')} out. " if left else "Every row is taken. "
        )
        self._left.setText(
            self._left.text()
            + "All of it is one step, which can be taken back as a whole; a shop’s"
            " file is backed up before."
        )
        can = bool(entered or changed) and not found.blocking and self._workplace.may_write
        self.take.setEnabled(can and self._workplace.may("import"))
        self.save.setVisible(bool(left))

    def _show_counts(self, intake: Intake) -> tuple[int, int]:
        rows = []
        for sheet in self._wizard.sheets:
            count = intake.files.get(sheet.key)
            if count is not None:
                kind = self._wizard.plan_of(sheet).kind
                rows.append((sheet.key, kind, count.added, count.changed, count.unchanged))
        self.counts.show_rows(rows, same=lambda one: one[0])
        return sum(one[2] for one in rows) + self._entered, sum(one[3] for one in rows)

    @property
    def _entered(self) -> int:
        """How many records were entered with the import, beside its sheets."""
        return sum(len(some) for some in self._wizard.plan.entered.values())

    def _tell_remedy(self, finding: Finding | None) -> None:
        self.remedy.setText("" if finding is None else finding.remedy)

    def _take(self) -> None:
        if self.take.isEnabled():
            self.take.setEnabled(False)
            self._wizard.take()

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what happened, and where to go on."""
        self._batch_id = outcome.batch_id
        added = sum(count.added for count in outcome.intake.files.values()) + self._entered
        changed = sum(count.changed for count in outcome.intake.files.values())
        self.said.setText(
            f"✓ Taken: {count_of(added, 'new record')}, {count_of(changed, 'change')}"
        )
        empty(self._links)
        for kind in dict.fromkeys(sheet.kind for sheet in self._wizard.plan.sheets.values()):
            if kind in _LISTS:
                link = ListLink(_LISTS[kind])
                act = partial(self._workplace.navigator.open_list, link)
                self._links.addWidget(button(kind_words(kind), act, picture="arrow-right"))
        self.take.hide()
        self.undo.setEnabled(bool(outcome.batch_id))
        self.after.show()
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        self._undo(self._batch_id)
