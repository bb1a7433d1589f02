"""The invoices of a month beside the paper of the one chosen."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from dmedesk.billing.queries.listed import InvoiceListed
from dmedesk.billing.screens.invoice_paper import InvoicePaper
from dmedesk.billing.screens.reading import MonthRead
from dmedesk.billing.screens.rows import INVOICE_COLUMNS
from dmedesk.kit.findings import Finding
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, label
from dmedesk.widgets.table import Table
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of, money

_LIST_WIDTH, _PAPER_WIDTH = 560, 600


class InvoicesPane(QSplitter):
    """A month's invoices at the left, the paper of the chosen one at the right."""

    def __init__(self, workplace: Workplace, failed: Callable[[tuple[Finding, ...]], None]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.list = Table("Invoices of the month", INVOICE_COLUMNS)
        self.sheet = InvoicePaper(workplace, failed)
        self.paper = self.sheet.paper
        self._head = label(part="ready")
        self._none = label("No invoice yet. Post the month, and its invoices stand here.", "soft")
        self._none.setWordWrap(True)
        listed = QWidget()
        listed.setLayout(column(self._head, self._none, self.list))
        self.addWidget(listed)
        self.addWidget(self.sheet)
        self.setSizes([_LIST_WIDTH, _PAPER_WIDTH])
        self.setHandleWidth(3 * GRID)
        self.setChildrenCollapsible(False)
        self.list.chosen.connect(self._open)

    def show_month(self, read: MonthRead) -> None:
        """Show the month's invoices, and the paper of the one chosen.

        Where that is taken back and others came since, the first of these.
        """
        standing = count_of(len(read.standing), "invoice")
        credited = len(read.invoices) - len(read.standing)
        also = f", {credited} credited" if credited else ""
        self._head.setText(f"✓ Posted: {standing}, {money(read.posted_cents)}{also}")
        self._none.setVisible(not read.invoices)
        self.list.setVisible(bool(read.invoices))
        self._head.setVisible(bool(read.invoices))
        known = {invoice.invoice_id for invoice in self.list.rows_model.rows}
        self.list.show_rows(read.invoices, same=lambda invoice: invoice.invoice_id)
        chosen = self.list.chosen_row()
        came = next((one for one in read.standing if one.invoice_id not in known), None)
        if chosen is not None and not chosen.stands and came is not None:
            self.list.choose(came)
        if not read.invoices:
            self.sheet.clear()

    def _open(self, invoice: InvoiceListed | None) -> None:
        if invoice is None:
            self.sheet.clear()
        else:
            self.sheet.show_invoice(invoice.invoice_id, invoice.invoice_no)
