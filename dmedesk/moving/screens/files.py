"""Step 1: the files, dropped or chosen; templates; and the imports of the past, with undo."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from dmedesk.moving.handouts import template_csv, template_workbook
from dmedesk.moving.queries.batches import BatchListed
from dmedesk.moving.screens.wizard import KINDS, Wizard
from dmedesk.widgets.file_asking import files_to_open, folder_to_use
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone

_FILES = "Tables (*.csv *.xlsx *.xlsm *.txt);;All files (*)"


def _state(one: BatchListed) -> str:
    if one.undone_at is None:
        return "✓ in the shop"
    return f"↷ taken back {one.undone_at.astimezone():%Y-%m-%d}"


def _tone(one: BatchListed) -> Tone:
    return Tone.READY if one.undone_at is None else Tone.CLOSED


PAST_COLUMNS: tuple[Column[BatchListed], ...] = (
    Column(
        "When",
        lambda one: f"{one.taken_at.astimezone():%Y-%m-%d %H:%M}",
        order=lambda one: one.taken_at,
        width=140,
    ),
    Column("Who", lambda one: one.taken_by, width=110),
    Column("Files", lambda one: ", ".join(one.files), width=240, wide=True),
    Column("New", lambda one: f"{one.added:,}", width=72, figures=True),
    Column("Changed", lambda one: f"{one.changed:,}", width=72, figures=True),
    Column("State", _state, width=190, tone=_tone),
)


class DropPanel(QFrame):
    """A place for files to be dropped on."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files and folders of this computer."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand on what was dropped."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.dropped.emit([Path(url.toLocalFile()) for url in urls])


class FilesStep(QWidget):
    """Where an import begins, is resumed, and is taken back."""

    title = "Files"
    changed = Signal()

    def __init__(
        self,
        wizard: Wizard,
        *,
        undo: Callable[[int], object],
        said: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._wizard, self._said = wizard, said
        self._folders = wizard.folders
        self.drop = DropPanel()
        self.drop.dropped.connect(wizard.begin)
        self.pick = button("Choose files …", self._pick, part="primary")
        self.pick.setToolTip("Choose tables: CSV or Excel (Ctrl+O)")
        self.folder = button("A whole folder …", self._pick_folder)
        self.templates = button("Templates …", self._save_templates)
        self.templates.setToolTip("Empty tables with our columns, one example row, and notes")
        self.resume = button("Go on with the import that was left", wizard.resume, picture="undo-2")
        self.resume.hide()
        self._fill_drop()
        self.past: Table[BatchListed] = Table("Imports of the past", PAST_COLUMNS)
        self.past.chosen.connect(self._show_past)
        self.undo = button("Take it back …", partial(self._undo, undo), picture="undo-2")
        self.undo.setToolTip("Take the chosen import back as a whole")
        layout = column(
            self.drop,
            row(label("Imports of the past", "heading"), None, self.undo),
            self.past,
            gap=3 * GRID,
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.pick)

    def _fill_drop(self) -> None:
        about = label(
            "Drop spreadsheets here, or choose them. Odd headers and shortened words are fine:"
            " each sheet is looked at first, nothing is taken before the last step, and what was"
            " taken can be taken back.",
            "soft",
        )
        about.setWordWrap(True)
        acts = row(self.pick, self.folder, self.templates, None, self.resume)
        self.drop.setLayout(
            padded(
                column(label("Bring in what you have", "heading"), about, acts), 4 * GRID, 4 * GRID
            )
        )

    def enter(self) -> None:
        """Look for an import that was left."""
        self._wizard.look_for_draft(lambda draft: self.resume.setVisible(draft is not None))

    def leave(self) -> bool:
        """Go on once there are files."""
        return bool(self._wizard.sheets)

    def show_past(self, found: list[BatchListed]) -> None:
        """Show the imports of the past."""
        self.past.show_rows(found, same=lambda one: one.id)
        self._show_past(self.past.chosen_row())

    def _show_past(self, one: BatchListed | None) -> None:
        self.undo.setEnabled(one is not None and one.undone_at is None)

    def _undo(self, undo: Callable[[int], object]) -> None:
        one = self.past.chosen_row()
        if one is not None and one.undone_at is None:
            undo(one.id)

    def choose(self) -> None:
        """Let the user choose files."""
        self._pick()

    def _pick(self) -> None:
        paths = files_to_open(self, self._folders, "Bring in which files?", _FILES)
        if paths:
            self._wizard.begin(list(paths))

    def _pick_folder(self) -> None:
        folder = folder_to_use(self, self._folders, "Bring in which folder?")
        if folder is not None:
            self._wizard.begin([folder])

    def _save_templates(self) -> None:
        folder = folder_to_use(self, self._folders, "Folder for the templates")
        if folder is None:
            return
        book = template_workbook(list(KINDS.values()))
        saved = self._wizard.save(book, folder / "DMEDesk templates.xlsx") and all(
            self._wizard.save(template_csv(file), folder / f"{kind}.csv")
            for kind, file in KINDS.items()
        )
        if saved:
            self._said(f"The templates are in {folder}.")
        self.setFocus(Qt.FocusReason.OtherFocusReason)
