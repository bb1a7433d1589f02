"""Prints a paper where its kind is printed, counts the print, and names the job of a reprint."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.printers import TRAYS
from dmedesk.kit.prints import job_name
from dmedesk.widgets.file_asking import file_to_save
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import print_pages, printer, save_paper
from dmedesk.widgets.tasks import Failed


class Press:
    """Prints and saves papers for one page; ``failed`` hears why something did not work.

    ``names`` answers the printers that this computer has.
    """

    def __init__(
        self,
        workplace: Workplace,
        owner: QWidget,
        failed: Failed,
        *,
        names: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames,
    ) -> None:
        self._workplace, self._owner, self._failed = workplace, owner, failed
        self._names = names

    def target(self, kind: str, *, asks: bool = False) -> QPrinter | None:
        """The printer for a kind of paper: the remembered one, straight away, where it is there.

        Else, or where it ``asks``, the system's dialog; the printer taken there is remembered.
        None where the user takes none. A tray is QPrinter's to choose on Windows; elsewhere the
        system's own settings of the printer decide it.
        """
        printers, target = self._workplace.printers, printer()
        choice = printers.choice(kind)
        if choice.printer in self._names():
            target.setPrinterName(choice.printer)
            if choice.tray and choice.tray in TRAYS:
                target.setPaperSource(QPrinter.PaperSource[choice.tray])
            if not asks:
                return target
        if QPrintDialog(target, self._owner).exec() != QPrintDialog.DialogCode.Accepted:
            return None
        if target.outputFormat() is QPrinter.OutputFormat.NativeFormat:
            printers.remember(kind, replace(choice, printer=target.printerName()))
        return target

    def goes_to(self, kind: str) -> str:
        """Where papers of a kind are printed, in a sentence."""
        choice = self._workplace.printers.choice(kind)
        if choice.printer not in self._names():
            return "The printer is asked for, and remembered."
        tray = TRAYS.get(choice.tray, "") if choice.tray else ""
        return f"Printed on {choice.printer}{tray and f', {tray.lower()}'}."

    def print_paper(
        self, content: bytes, kind: str, number: str, *, title: str = "", asks: bool = False
    ) -> None:
        """Print on the printer of this kind; ``asks`` for another one first.

        ``title`` names the job of a paper that has no number.
        """
        target = self.target(kind, asks=asks)
        if target is not None:
            target.setDocName(title)
            self.print_on(target, content, kind, number)

    def print_many(
        self, target: QPrinter, content: bytes, kind: str, printed: Callable[[], None]
    ) -> None:
        """Print several papers as one job; ``printed`` hears that it went, and counts them."""
        self._print(target, content, kind, printed)

    def print_each(
        self, target: QPrinter, content: bytes, kind: str, numbers: Sequence[str]
    ) -> None:
        """Print papers that are one job and have numbers of their own: each print is counted."""

        def record(work: Any) -> None:
            for number in numbers:
                self._workplace.prints.record(
                    work, kind=kind, number=number, printer=target.printerName()
                )

        def printed() -> None:
            if numbers and self._workplace.may_write:
                self._workplace.runner.operate(
                    record,
                    action="print_paper",
                    done=lambda _none: self._workplace.changed.emit(),
                    failed=self._failed,
                )

        self._print(target, content, kind, printed)

    def print_on(self, target: QPrinter, content: bytes, kind: str, number: str) -> None:
        """Print on this printer. A paper that is stored has a ``number``, and is counted."""
        if not number:
            self._print(target, content, kind, lambda: None)
            return
        count = partial(self._workplace.prints.count, kind=kind, number=number)

        def go_on(before: int) -> None:
            target.setDocName(job_name(number, before + 1))
            self._print(target, content, kind, printed)

        def printed() -> None:
            if self._workplace.may_write:
                self._record(kind, number, target.printerName())

        self._workplace.runner.query(count, done=go_on, failed=self._failed)

    def _print(
        self, target: QPrinter, content: bytes, kind: str, printed: Callable[[], None]
    ) -> None:
        """In the background: a page takes some tenths of a second to be drawn for paper.

        Qt lets printers be drawn on in any one thread.
        """
        shift = self._workplace.printers.choice(kind).shift
        self._workplace.runner.carry_out(
            lambda _doors, _go_on: print_pages(content, target, shift),
            step=lambda _made: None,
            is_stopped=lambda: False,
            done=lambda _none: printed(),
            failed=self._failed,
        )

    def _record(self, kind: str, number: str, printer: str) -> None:
        def record(work: Any) -> int:
            return self._workplace.prints.record(work, kind=kind, number=number, printer=printer)

        def tell(copy: int) -> None:
            self._workplace.say(f"Printed: {job_name(number, copy)}.")
            self._workplace.changed.emit()

        self._workplace.runner.operate(record, action="print_paper", done=tell, failed=self._failed)

    def save_as(self, content: bytes, title: str, file_name: str) -> None:
        """Ask where, and save the paper as PDF."""
        folders = self._workplace.folders
        path = file_to_save(self._owner, folders, title, file_name, "PDF (*.pdf)")
        if path is not None:
            self.save_to(content, path)

    def save_to(self, content: bytes, path: Path) -> None:
        """Save the paper as PDF; say why where that fails."""
        try:
            save_paper(content, path)
        except WorldError as error:
            finding = Finding(Severity.STOP, "world_failed", error.what, remedy=error.remedy)
            self._failed((finding,))
