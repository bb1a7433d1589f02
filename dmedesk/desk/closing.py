"""The last window: a backup on closing, and what to do where it fails. Nothing is lost silently."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from dmedesk.kit.findings import Finding
from dmedesk.kit.folders import Folders
from dmedesk.kit.settings import Settings
from dmedesk.kit.shops import BACK_UP_ON_CLOSING, BACKUP_FOLDER
from dmedesk.store.backups import Backup, Reason
from dmedesk.widgets.file_asking import folder_to_use
from dmedesk.widgets.findings import FindingsBar
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.tasks import Doors, GoOn, Runner
from dmedesk.widgets.theme import GRID, MARGIN

_WIDTH = 560


@runtime_checkable
class FileDoors(Doors, Protocol):
    """The doors of a shop that is, or may be, a file."""

    @property
    def is_file(self) -> bool:
        """Whether it is one, and not on a server."""
        ...

    def back_up(self, reason: Reason) -> Backup:
        """Copy the file into its folder of backups."""
        ...

    def has_changed_since_backup(self) -> bool:
        """Whether anything was done after the newest backup."""
        ...


def wants_backup(doors: Doors, settings: Settings, *, is_demo: bool, may_write: bool) -> bool:
    """Whether the shop is to be backed up now that its window is closed."""
    if is_demo or not may_write or not settings.value(BACK_UP_ON_CLOSING):
        return False
    return isinstance(doors, FileDoors) and doors.is_file and doors.has_changed_since_backup()


class ClosingWindow(QWidget):
    """Backs up, and closes itself when that is done. Where it fails the user says what then."""

    finished = Signal()

    def __init__(self, name: str, settings: Settings, runner: Runner) -> None:
        super().__init__()
        self.setProperty("part", "page")
        self.setWindowTitle("DMEDesk")
        self.setMinimumWidth(_WIDTH)
        self._settings, self._runner = settings, runner
        self.findings = FindingsBar()
        self.progress = ProgressLine(lambda: None)
        self.again = button("&Try again", self.back_up, part="primary")
        self.elsewhere = button("Another &folder …", self._elsewhere)
        self.without = button("&Close without a backup", self.close)
        self._answers = QWidget()
        self._answers.setLayout(row(self.again, self.elsewhere, None, self.without))
        said = column(
            label(f"Closing {name}", "heading"), self.progress, self.findings, self._answers
        )
        self.setLayout(padded(said, MARGIN, 4 * GRID))

    def back_up(self) -> None:
        """Make the backup."""
        self._answers.hide()
        self.findings.clear()
        self.progress.tell("Everything is saved. Making a backup …", stoppable=False)
        self._runner.carry_out(
            _back_up,
            step=lambda _made: None,
            is_stopped=lambda: False,
            done=self._done,
            failed=self._fail,
        )

    def _done(self, _backup: None) -> None:
        self.close()

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self.progress.hide()
        self.findings.show_findings(findings)
        self._answers.show()
        self.again.setFocus()

    def _elsewhere(self) -> None:
        found = folder_to_use(self, Folders(self._settings), "Folder for backups")
        if found is not None:
            self._settings.remember(BACKUP_FOLDER, str(found))
            self.back_up()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell whoever waits."""
        self.finished.emit()
        super().closeEvent(event)


def _back_up(doors: Doors, _go_on: GoOn) -> None:
    if isinstance(doors, FileDoors):
        doors.back_up(Reason.CLOSING)
