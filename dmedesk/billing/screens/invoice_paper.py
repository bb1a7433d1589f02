"""An invoice's paper with what can be done with it: explained, printed, saved."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from dmedesk.billing.rules.answer import paper_name
from dmedesk.billing.screens.reading import read_credit, read_paper
from dmedesk.kit.findings import Finding
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import PaperView
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.press import Press
from dmedesk.widgets.tasks import Latest

KIND = "invoice"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A paper that is shown: how it is read, and its number."""

    read: Callable[..., bytes]
    number: str
    may_explain: bool = True


class InvoicePaper(QWidget):
    """Shows one invoice's paper, or none."""

    def __init__(self, workplace: Workplace, failed: Callable[[tuple[Finding, ...]], None]) -> None:
        super().__init__()
        self._papers = Latest(workplace.runner)
        self._failed = failed
        self._asked: _Asked | None = None
        self._shown_no = ""
        self._press = Press(workplace, self, failed)
        self.paper = PaperView("The invoice's paper")
        self.head = label(part="heading")
        self.computed = button(
            "How &computed", self._reopen, tip="With the pages that explain each amount"
        )
        self.computed.setCheckable(True)
        self.print = button("&Print", self.print_paper, keys="Ctrl+P", picture="printer")
        self.save = button("&Save PDF", self.save_as, keys="Ctrl+S", picture="save")
        tools = row(self.head, None, self.computed, self.print, self.save)
        self.setLayout(column(tools, self.paper))
        self.clear()

    def clear(self) -> None:
        """Show none."""
        self._open(None)

    def show_invoice(self, invoice_id: int, invoice_no: str) -> None:
        """Read the paper of this invoice, and show it."""
        self._open(_Asked(partial(read_paper, invoice_id=invoice_id), invoice_no))

    def show_credit(self, credit_id: int, credit_no: str) -> None:
        """Read the paper of this credit, and show it; it has no further pages."""
        asked = partial(read_credit, credit_id=credit_id)
        self._open(_Asked(asked, credit_no, may_explain=False))

    def _open(self, asked: _Asked | None) -> None:
        self._asked, self._shown_no = asked, ""
        for tool in (self.computed, self.print, self.save):
            tool.setEnabled(asked is not None)
        self.paper.clear()
        if asked is None:
            self.head.setText("")
            return
        self.computed.setEnabled(asked.may_explain)
        read = asked.read
        if asked.may_explain:
            read = partial(read, explained=self.computed.isChecked())
        self.head.setText(asked.number)
        self._papers.query(read, done=partial(self._show, asked.number), failed=self._failed)

    def _show(self, invoice_no: str, content: bytes) -> None:
        self._shown_no = invoice_no
        self.paper.show_paper(content)

    def _reopen(self) -> None:
        self._open(self._asked)

    def print_paper(self) -> None:
        """Print what is shown, on the printer that this computer has for invoices."""
        if self.paper.content is not None:
            self._press.print_paper(self.paper.content, KIND, self._shown_no)

    def print_on(self, target: QPrinter) -> None:
        """Print what is shown; say why where that fails.

        The job bears the invoice's number, and of a reprint which copy it is: the paper itself
        always has the same bytes.
        """
        if self.paper.content is not None:
            self._press.print_on(target, self.paper.content, KIND, self._shown_no)

    def save_as(self) -> None:
        """Ask where, and save what is shown."""
        if self.paper.content is not None:
            name = paper_name(self._shown_no)
            self._press.save_as(self.paper.content, "Save the invoice", name)

    def save_to(self, path: Path) -> None:
        """Save what is shown; say why where that fails."""
        if self.paper.content is not None:
            self._press.save_to(self.paper.content, path)
