"""Papers received: scans of slips come in, find their slips, and the rest waits for a hand."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from dmedesk.deliveries.queries.received import PageListed, count_by_standing, received_pages
from dmedesk.deliveries.rules.received import Standing
from dmedesk.deliveries.screens.intake import Progress, Taken, take_in
from dmedesk.deliveries.screens.received_words import CHIPS, outcome
from dmedesk.deliveries.screens.scan_list import THUMB, ScanList
from dmedesk.deliveries.screens.scan_view import page_picture
from dmedesk.deliveries.screens.settling import SettlingPanel
from dmedesk.kit.lists import Ask
from dmedesk.widgets.file_asking import files_to_open
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.tasks import Doors, GoOn, Latest
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of

_ALL = ""
_SHARPER = 2
_FILES = "Scans (*.pdf *.tif *.tiff *.jpg *.jpeg *.png)"
_EMPTY = {
    Standing.WAITING.value: "Nothing is to be settled. Choose scanned files, or drop them here:"
    " each page finds its slip by the barcode, and what cannot be read waits here for you.",
    _ALL: "No papers came yet. Choose scanned files, or drop them here.",
}
_NOTHING_SO = "No page stands like that."


class PapersReceivedPage(Page):
    """The pages at the left, the one looked at large at the right, with what is to be done."""

    key = "received"
    area = "Papers received"
    picture = "clipboard-list"
    keys = (
        Key("Ctrl+O", "take scanned files in; they may also be dropped on the page"),
        Key("Enter", "in the list: to the slip's number; there: file the page"),
        Key("A scan", "of a slip's barcode files the page that is looked at"),
        Key("Ctrl+T, F7", "turn the page to the right; the page whole, or large"),
        Key("Ctrl+D, Ctrl+B", "set the page aside, put it back to be settled"),
        Key("Ctrl+Return", "enter the proof of the slip that the page is filed to"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._lists, self._counts = Latest(workplace.runner), Latest(workplace.runner)
        self._chip, self._ticket_no = Standing.WAITING.value, ""
        self._is_stopped = self._is_taking = False
        self._wanted: list[int] = []
        self.progress = ProgressLine(self._stop)
        self.list = ScanList()
        self.panel = SettlingPanel(workplace, self.fail)
        self.said = label(part="soft")
        self._empty = label("", "soft")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._build()
        self.list.chosen.connect(lambda: self.panel.show_page(self.list.page()))
        self.list.pages.wanted.connect(self._want)
        self.panel.settled.connect(self._settled)
        self.setAcceptDrops(workplace.may_write)

    def _build(self) -> None:
        self.take = button("Take s&cans in …", self.choose, keys="Ctrl+O", part="primary")
        self.take.setEnabled(self.workplace.may_write and self.workplace.may("receive_papers"))
        self.take.setToolTip(self.workplace.why_not("receive_papers") or self.take.toolTip())
        self.chips: dict[str, QPushButton] = {}
        chips = row(gap=GRID)
        for key, word in (*((one.value, word) for one, word in CHIPS.items()), (_ALL, "All")):
            made = button(word, partial(self.show_chip, key), part="chip")
            made.setCheckable(True)
            self.chips[key] = made
            chips.addWidget(made)
        chips.addStretch(1)
        left = QWidget()
        left.setLayout(column(self._empty, self.list))
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        for pane, share in ((left, 1), (self.panel, 3)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, share)
        self.panes.setHandleWidth(3 * GRID)
        self.panes.setChildrenCollapsible(False)
        head = row(label("Papers received", "heading"), self.said, None, self.take, gap=3 * GRID)
        page = column(head, self.findings, self.progress, chips, self.panes, gap=3 * GRID)
        page.setStretch(page.count() - 1, 1)
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self.setFocusProxy(self.list)
        self._keys()

    def _keys(self) -> None:
        self.list.activated.connect(lambda _index: self.panel.begin())
        doings: Mapping[str, Callable[[], object]] = {
            "Ctrl+T": self.panel.view.turn,
            "F7": self.panel.view.toggle_whole,
            "Ctrl+D": self.panel.ask_aside,
            "Ctrl+B": self.panel.ask_back,
            "Ctrl+Return": self.panel.open_proof,
        }
        for keys, act in doings.items():
            self.on_key(keys, act)

    # --- the list ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the pages anew; the one looked at stays."""
        standing = Standing(self._chip) if self._chip else None
        self._lists.query(
            partial(received_pages, standing=standing, ticket_no=self._ticket_no),
            done=self._show,
            failed=self.fail,
        )
        self._counts.query(count_by_standing, done=self._show_counts, failed=self.fail)

    def show_ask(self, ask: Ask) -> None:
        """Show the pages of a quick filter, or of one slip (``ticket_no``)."""
        slips = [str(one.value) for one in ask.filters if one.column == "ticket_no"]
        self.show_chip(ask.chip or Standing.WAITING.value, ticket_no="".join(slips[:1]))

    def show_chip(self, chip: str, *, ticket_no: str = "") -> None:
        """Show the pages that stand so, all of them for an empty one; or those of one slip."""
        self._chip, self._ticket_no = chip, ticket_no
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, rows: Sequence[PageListed]) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key == self._chip)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(_EMPTY.get(self._chip, _NOTHING_SO))

    def _show_counts(self, counts: Mapping[Standing, int]) -> None:
        for standing, word in CHIPS.items():
            chip = self.chips[standing.value]
            chip.setText(f"{word}  {counts[standing]:,}")
            chip.setAccessibleName(f"{word}, {count_of(counts[standing], 'page')}")
        total = sum(counts.values())
        self.chips[_ALL].setText(f"All  {total:,}")
        only = f"Those of {self._ticket_no}" if self._ticket_no else ""
        self.said.setText(only or count_of(total, "page"))

    def _want(self, page_id: int) -> None:
        """Make the small pictures one after the other, those in sight first."""
        self._wanted.append(page_id)
        if len(self._wanted) == 1:
            self._make_next()

    def _make_next(self) -> None:
        if self._wanted:
            self.workplace.runner.query(
                partial(
                    page_picture, self.workplace.attachments, self._wanted[0], THUMB * _SHARPER
                ),
                done=self._made,
                failed=self.fail,
            )

    def _made(self, picture: QImage) -> None:
        self.list.pages.show_picture(self._wanted.pop(0), picture)
        self._make_next()

    # --- taking in -----------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files, and take them in."""
        paths = files_to_open(self, self.workplace.folders, "Take scans in", _FILES)
        if paths:
            self.take_files(paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take files in, page by page; the desk goes on meanwhile."""
        if self._is_taking or not self.workplace.may_write:
            return
        self.findings.clear()
        self._is_stopped, self._is_taking = False, True
        progress = Progress()
        self.progress.tell("Opening the files …")

        def work(doors: Doors, go_on: GoOn) -> Taken:
            return take_in(
                doors,
                go_on,
                paths=paths,
                attachments=self.workplace.attachments,
                progress=progress,
            )

        def step(_made: int) -> None:
            said = f"{progress.file_name}: page {progress.page} of {progress.pages}"
            self.progress.tell(said, made=progress.page, of=progress.pages)

        self.workplace.runner.carry_out(
            work,
            step=step,
            is_stopped=lambda: self._is_stopped,
            done=self._taken,
            failed=self._not_taken,
        )

    def _stop(self) -> None:
        self._is_stopped = True

    def _taken(self, taken: Taken) -> None:
        self._is_taking = False
        self.progress.hide()
        if taken.findings:
            self.fail(tuple(taken.findings))
        said = outcome(taken.counts, taken.there)
        if not taken.is_whole:
            said += " Stopped; choose the same files again for the rest."
        self.workplace.say(said)
        self.workplace.changed.emit()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_taken(self, findings: tuple[Any, ...]) -> None:
        self._is_taking = False
        self.progress.hide()
        self.fail(findings)
        self.workplace.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take what holds files."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the files that were dropped in."""
        event.acceptProposedAction()
        self.take_files(_dropped(event.mimeData()))

    # --- settling ------------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """File the page that is looked at to the slip whose barcode was scanned."""
        return self.panel.file_to(text)

    def _settled(self, said: str) -> None:
        self.findings.clear()
        self.workplace.say(said)
        self.workplace.changed.emit()


def _dropped(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
