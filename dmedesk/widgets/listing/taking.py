"""Takes what a list shows out of the window: as CSV, as a workbook, on paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.listing import NO_LISTS, Listing
from dmedesk.widgets.file_asking import file_to_save
from dmedesk.widgets.listing.export import (
    PRINTED_AT_MOST,
    SheetFormat,
    Shown,
    listing_of,
    write_shown,
)
from dmedesk.widgets.listing.views import menu_button
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.tasks import Doors, Failed, GoOn
from dmedesk.widgets.words import count_of

RIGHT = "export"
"""The right that whoever takes a list out of the shop needs."""

_KINDS = {SheetFormat.CSV: "CSV (*.csv)", SheetFormat.XLSX: "Excel workbook (*.xlsx)"}


class TakingMenu:
    """``button`` opens the ways out, ``progress`` is the line that long ones show in the page.

    ``show_paper`` is handed a title and a paper; without it the paper has a window of its own.
    """

    def __init__(
        self,
        workplace: Workplace,
        page: QWidget,
        *,
        shown: Callable[[], Shown[Any]],
        about: Callable[[], str],
        failed: Failed,
        show_paper: Callable[[str, bytes], object] | None = None,
    ) -> None:
        self._workplace = workplace
        self._page = page
        self._shown = shown
        self._about = about
        self._show_paper = show_paper or self._open_paper
        self._failed = failed
        self._is_stopped = False
        self.button = QPushButton("Export")
        self.menu = QMenu(self.button)
        menu_button(self.button, self.menu, tip="Export or print what is shown (Ctrl+Shift+X)")
        self.menu.addAction("As CSV …").triggered.connect(partial(self._ask, SheetFormat.CSV))
        self.menu.addAction("As Excel workbook …").triggered.connect(
            partial(self._ask, SheetFormat.XLSX)
        )
        if workplace.lists is not NO_LISTS:
            self.menu.addAction("Print …").triggered.connect(self._print)
        self.menu.aboutToShow.connect(self._grey)
        self.progress = ProgressLine(self._stop)

    def _grey(self) -> None:
        """Whoever may not take anything out of the shop is told so."""
        why = self._workplace.why_not(RIGHT)
        for action in self.menu.actions():
            action.setEnabled(not why)
            action.setToolTip(why)
        self.menu.setToolTipsVisible(bool(why))

    def _ask(self, form: SheetFormat, *_checked: object) -> None:
        title = self._shown().title
        folders, proposed = self._workplace.folders, f"{title}.{form.value}"
        path = file_to_save(self._page, folders, "Export what is shown", proposed, _KINDS[form])
        if path is not None:
            self.export_to(path, form)

    def _print(self, *_checked: object) -> None:
        self.print_shown()

    def export_to(self, path: Path, form: SheetFormat) -> None:
        """Write what is shown into this file, beside everything else."""
        if self._is_refused():
            return
        shown = self._shown()

        def done(is_written: bool) -> None:  # noqa: FBT001 - the answer
            if is_written:
                self._workplace.say(f"{count_of(len(shown.ids), 'row')} written to {path.name}.")

        self._carry_out(partial(write_shown, shown, path, form), done, of=len(shown.ids))

    def print_shown(self) -> None:
        """Draw what is shown, and show it on paper."""
        if self._is_refused():
            return
        shown = self._shown()
        if len(shown.ids) > PRINTED_AT_MOST:
            said = f"{len(shown.ids):,} rows are too many for paper."
            remedy = f"Filter the list to {PRINTED_AT_MOST:,} rows or fewer, or export it."
            self._failed((Finding(Severity.STOP, "too_long", said, remedy=remedy),))
            return

        def draw(doors: Doors, go_on: GoOn) -> bytes | None:
            listing: Listing | None = listing_of(shown, self._about(), doors, go_on)
            return None if listing is None else self._workplace.lists.paper(listing)

        def done(paper: bytes | None) -> None:
            if paper is not None:
                self._show_paper(shown.title, paper)

        self._carry_out(draw, done, of=len(shown.ids))

    def _open_paper(self, title: str, content: bytes) -> None:
        """For a page that has no place beside what it shows."""
        # Qt's part for PDF is read by whoever looks at a paper.
        from dmedesk.widgets.paper_window import PaperWindow

        PaperWindow(self._workplace, title, content, f"{title}.pdf", self._page).show()

    def _is_refused(self) -> bool:
        why = self._workplace.why_not(RIGHT)
        if why:
            self._failed((Finding(Severity.STOP, "not_allowed", why),))
        return bool(why)

    def _carry_out(
        self, work: Callable[[Doors, GoOn], Any], done: Callable[[Any], object], *, of: int
    ) -> None:
        self._is_stopped = False

        def step(made: int) -> None:
            self.progress.tell(f"{made:,} of {of:,} rows", made=made, of=of)

        def finish(answer: Any) -> None:
            self.progress.hide()
            done(answer)

        def fail(findings: tuple[Finding, ...]) -> None:
            self.progress.hide()
            self._failed(findings)

        self._workplace.runner.carry_out(
            work, step=step, is_stopped=lambda: self._is_stopped, done=finish, failed=fail
        )

    def _stop(self) -> None:
        self._is_stopped = True
