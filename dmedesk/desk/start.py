"""The first window: the demo shop, a shop of one's own, or one that is there. Nothing is forced."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from dmedesk.desk.server import ServerPanel
from dmedesk.kit.findings import Finding
from dmedesk.kit.folders import Folders
from dmedesk.kit.settings import Settings
from dmedesk.kit.shops import (
    REOPEN_LAST,
    answer_place,
    forget_shop,
    is_answered,
    recent_shops,
    remember_shop,
)
from dmedesk.widgets.file_asking import file_to_open, folder_to_use
from dmedesk.widgets.findings import FindingsBar
from dmedesk.widgets.parts import button, column, frame, label, padded, row
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Doors, Failed, GoOn, Runner
from dmedesk.widgets.theme import GRID, MARGIN, px

WIDTH, HEIGHT = 880, 680
_MOST_HIGH = 736
_FILES = "Shops (*.dmedesk);;All files (*)"


class ShopsToOpen(Protocol):
    """Makes and opens shops; each call may take a while, and is made on a worker."""

    @property
    def demo_steps(self) -> Sequence[str]:
        """What making the demo shop comes to, step by step."""
        ...

    own_folder: Path

    def open(self, address: str) -> Any:
        """The open doors of a shop."""
        ...

    def check(self, address: str) -> None:
        """Raise what is in the way of opening a shop on a server; change nothing."""
        ...

    def doubts(self, address: str) -> tuple[Finding, ...]:
        """Why a shop had better not be opened where it lies."""
        ...

    def file_of(self, name: str, folder: Path) -> Path:
        """The file that a new shop of this name gets."""
        ...

    def make(self, name: str, folder: Path) -> str:
        """Make a new shop; its address."""
        ...

    def make_demo(self, go_on: Callable[[int], bool]) -> str:
        """Make the demo shop where there is none; its address, empty where it was stopped."""
        ...


class NoDoors:
    """The doors of no shop: before one is open, nothing reads or writes."""

    def reading(self) -> AbstractContextManager[Any]:
        """There is nothing to read."""
        raise LookupError("no shop is open")

    def writing(self, action: str) -> AbstractContextManager[Any]:
        """There is nothing to write."""
        raise LookupError(f"no shop is open for {action}")

    def named(self, person_id: int | None) -> "NoDoors":
        """Whoever it is does nothing here."""
        del person_id
        return self


class StartWindow(QWidget):
    """Answers with the open doors of the chosen shop (``opened``); closed, it answers nothing."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, shops: ShopsToOpen, settings: Settings, runner: Runner) -> None:
        super().__init__()
        self.setProperty("part", "page")
        self.setWindowTitle("DMEDesk")
        self.resize(px(WIDTH), min(px(HEIGHT), _MOST_HIGH))
        self._shops, self._settings, self._runner = shops, settings, runner
        self._folders = Folders(settings)
        self._stopped = self._is_left = False
        self.findings = FindingsBar()
        self.question = QuestionBar()
        self.progress = ProgressLine(self._stop)
        self._choices = QWidget()
        self._choices.setLayout(self._lay_out_choices())
        layout = column(
            label("Welcome to DMEDesk", "figure"),
            label("Everything stays on this computer, or on your own server.", "soft"),
            self.findings,
            self.question,
            self.progress,
            self._choices,
            gap=3 * GRID,
        )
        layout.setStretch(layout.count() - 1, 1)
        self.setLayout(padded(layout, 2 * MARGIN, MARGIN + 2 * GRID))
        self._fill_recent()
        first = self.recent if self.recent.rows_model.rows else self.demo
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what it is made of ---------------------------------------------------------------------

    def _lay_out_choices(self) -> QVBoxLayout:
        self.server = ServerPanel()
        self.server.checked.connect(self._check_server)
        self.server.opened.connect(self.open_address)
        self.server.left.connect(self._leave_server)
        self.ways = QWidget()
        self.ways.setLayout(column(*self._ways(), None, gap=3 * GRID))
        self.server.hide()
        left = column(self.ways, self.server, None, gap=0)
        both = row(left, self._recent_side(), gap=6 * GRID)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        return column(both)

    def _ways(self) -> tuple[QFrame, ...]:
        self.demo = button("Open the &demo shop", self.open_demo, picture="package")
        demo = _panel(
            "Look around",
            "Invented people, units and fees, with days counted from today. Nothing in it can harm"
            " your own; one button removes it.",
            row(self.demo, None),
        )
        self.name, self.folder = QLineEdit(), QLineEdit(str(self._shops.own_folder))
        self.name.setPlaceholderText("Name, as it stands on your papers")
        self.name.setAccessibleName("Name of the new shop")
        self.folder.setAccessibleName("Folder for the new shop's file")
        self.name.textChanged.connect(self._tell_file)
        self.folder.textChanged.connect(self._tell_file)
        self.name.returnPressed.connect(self.make_own)
        self.folder.returnPressed.connect(self.make_own)
        elsewhere = button("&Folder …", self._pick_folder, tip="Choose another folder")
        self.own = button("&Make my own shop", self.make_own, picture="house")
        self.own.setEnabled(False)
        self.file = label(part="small")
        own = _panel(
            "Begin your own",
            "A name is enough. Letterhead, people and prices can follow in any order.",
            self.name,
            row(self.folder, elsewhere),
            row(self.own, self.file, None),
        )
        self.pick = button("&Open a file …", self._pick_file, keys="Ctrl+O", picture="file-text")
        self.to_server = button("On a &server …", self.ask_server)
        there = _panel(
            "Open one that is there",
            "A shop's file, a backup's, or one on a server.",
            row(self.pick, self.to_server, None),
        )
        return demo, own, there

    def _recent_side(self) -> QWidget:
        self.recent: Table[str] = Table(
            "Shops opened lately",
            (
                Column("Opened lately", _short, wide=True, tip=str),
                Column("Where", _where, width=180, tip=str),
            ),
        )
        self.recent.opened.connect(self.open_address)
        self.forget = button("&Take off this list", self._forget, keys="Del")
        self.forget.setToolTip("Take it off this list (Del); the file stays")
        self.reopen = QCheckBox("Open the &last one at the next start")
        self.reopen.setChecked(self._settings.value(REOPEN_LAST))
        self.reopen.toggled.connect(partial(self._settings.remember, REOPEN_LAST))
        self.recent_side = QWidget()
        self.recent_side.setLayout(column(self.recent, self.reopen, row(None, self.forget)))
        QShortcut(QKeySequence("F5"), self).activated.connect(self._fill_recent)
        return self.recent_side

    def _fill_recent(self) -> None:
        found = list(recent_shops(self._settings))
        self.recent.show_rows(found, same=str)
        self.recent_side.setVisible(bool(found))

    # --- what it does ---------------------------------------------------------------------------

    def open_demo(self) -> None:
        """Make the demo shop where there is none yet, and open it."""
        steps = self._shops.demo_steps
        self._stopped = False

        def step(number: int) -> None:
            said = f"Making the demo shop: {steps[number]} …"
            self.progress.tell(said, made=number + 1, of=len(steps))

        self._begin("Opening the demo shop …")
        self._runner.carry_out(
            lambda _doors, go_on: self._shops.make_demo(go_on),
            step=step,
            is_stopped=lambda: self._stopped,
            done=self._made,
            failed=self._fail,
        )

    def make_own(self) -> None:
        """Make a new shop of the name typed, and open it."""
        name, folder = self.name.text().strip(), Path(self.folder.text().strip()).expanduser()
        if name:
            address = str(self._shops.file_of(name, folder))
            self._ask_about(address, lambda _address: self._make_own(name, folder))

    def open_address(self, address: str) -> None:
        """Open a shop, after a plain warning where it lies in a place that can harm it."""
        self._ask_about(address, self._open)

    def _ask_about(self, address: str, act: Callable[[str], object]) -> None:
        if is_answered(self._settings, address):
            act(address)
            return
        self._begin("Looking at the file …")
        self._carry_out(
            lambda _doors, _go_on: self._shops.doubts(address),
            partial(self._doubted, address, act),
        )

    def _doubted(
        self, address: str, act: Callable[[str], object], doubts: tuple[Finding, ...]
    ) -> None:
        self._end()
        if not doubts:
            act(address)
            return

        def all_the_same() -> None:
            answer_place(self._settings, address)
            act(address)

        said = " ".join(f"{finding.message} {finding.remedy}" for finding in doubts)
        self.question.ask("Open it there all the same?", said, "Open it there", all_the_same)
        self.question.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_own(self, name: str, folder: Path) -> None:
        self._begin(f"Making {name} …")
        self._carry_out(lambda _doors, _go_on: self._shops.make(name, folder), self._made)

    def _made(self, address: str) -> None:
        self._end()
        if address:
            self._open(address)

    def _open(self, address: str) -> None:
        self._begin(f"Opening {_short(address)} …")
        self._carry_out(
            lambda _doors, _go_on: self._doors_of(address),
            partial(self._opened, address),
            partial(self._not_opened, address),
        )

    def _not_opened(self, address: str, findings: tuple[Finding, ...]) -> None:
        """Where it lies on a server, one may type another password, or address."""
        self._fail(findings)
        if "://" in address:
            self.ask_server(address)

    # --- a shop on a server ---------------------------------------------------------------------

    def ask_server(self, address: str = "") -> None:
        """Ask for a server's address, in place of the other ways to begin."""
        self.ways.hide()
        self.server.show()
        self.server.begin(address)

    def _leave_server(self) -> None:
        self.server.hide()
        self.ways.show()
        self.to_server.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check_server(self, address: str) -> None:
        self._begin("Looking at the server …")
        self._carry_out(
            lambda _doors, _go_on: self._shops.check(address), lambda _nothing: self._is_good()
        )

    def _is_good(self) -> None:
        self._end()
        self.server.tell(good="✓ The server lets you in.")
        self.server.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _doors_of(self, address: str) -> Any:
        """The shop's doors; on the worker, so a window that was closed meanwhile closes them."""
        doors = self._shops.open(address)
        if self._is_left:
            doors.close()
        return doors

    def _opened(self, address: str, doors: object) -> None:
        self._end()
        remember_shop(self._settings, address)
        self.opened.emit(doors)

    def _carry_out(
        self,
        work: Callable[[Doors, GoOn], Any],
        done: Callable[[Any], None],
        failed: Failed | None = None,
    ) -> None:
        self._runner.carry_out(
            work,
            step=lambda _made: None,
            is_stopped=lambda: False,
            done=done,
            failed=failed or self._fail,
        )

    def _begin(self, said: str) -> None:
        self.findings.clear()
        self.question.hide()
        self._choices.setEnabled(False)
        self.progress.tell(said, stoppable=said.startswith("Opening the demo"))

    def _end(self) -> None:
        self.progress.hide()
        self._choices.setEnabled(True)

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self._end()
        self.findings.show_findings(findings)

    def _stop(self) -> None:
        self._stopped = True

    # --- small things ---------------------------------------------------------------------------

    def _tell_file(self) -> None:
        name = self.name.text().strip()
        self.own.setEnabled(bool(name))
        file = self._shops.file_of(name, Path(self.folder.text())).name if name else ""
        self.file.setText(file)

    def _pick_folder(self) -> None:
        proposed = self.folder.text()
        found = folder_to_use(self, self._folders, "Folder for the shop", proposed)
        if found is not None:
            self.folder.setText(str(found))

    def _pick_file(self) -> None:
        path = file_to_open(self, self._folders, "Open a shop", _FILES)
        if path is not None:
            self.open_address(str(path))

    def _forget(self) -> None:
        address = self.recent.chosen_row()
        if address is not None:
            forget_shop(self._settings, address)
            self._fill_recent()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever waits for an answer gets none."""
        self._stopped = self._is_left = True
        self.left.emit()
        super().closeEvent(event)


def _panel(title: str, about: str, *pieces: Any) -> QFrame:
    said = label(about, "soft")
    said.setWordWrap(True)
    return frame(
        "panel", padded(column(label(title, "heading"), said, *pieces), 4 * GRID, 3 * GRID)
    )


def _short(address: str) -> str:
    """A shop's name in a list: its file's without ending, or a server's database."""
    return Path(urlsplit(address).path if "://" in address else address).stem


def _where(address: str) -> str:
    """The folder of a file, or the server."""
    return urlsplit(address).netloc if "://" in address else str(Path(address).parent)
