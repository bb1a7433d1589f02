"""What program this is, what it is made of and under whose terms, and a report to send by hand."""

import platform
import sys
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from dmedesk.desk.status import ShopFacts
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.licences import Licence, licences, version
from dmedesk.kit.log import last_lines
from dmedesk.store.migrate import steps
from dmedesk.widgets.file_asking import file_to_save
from dmedesk.widgets.page import Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, MARGIN

LICENCE_COLUMNS: tuple[Column[Licence], ...] = (
    Column("Part", lambda one: one.name, wide=True),
    Column("Version", lambda one: one.version, width=80),
    Column("Licence", lambda one: one.terms, width=150),
)
_REPORT_NAME = "dmedesk-report.txt"


class AboutPage(Page):
    """The version; every part with its licence's text beside it; the report."""

    key = "settings.about"
    area = "About"
    picture = "info"

    def __init__(self, workplace: Workplace, facts: ShopFacts) -> None:
        super().__init__(workplace)
        self._facts = facts
        self.said = label(part="soft")
        self.said.setWordWrap(True)
        self.parts: Table[Licence] = Table("Parts of the program", LICENCE_COLUMNS)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Text of the licence")
        self.text.setTabChangesFocus(True)
        self.copy = button("&Copy report", self.copy_report, tip="What went wrong here lately")
        self.keep = button("Sa&ve report…", self.ask_where)
        self.parts.selectionModel().selectionChanged.connect(lambda *_: self._show_text())
        reports = row(self.copy, self.keep, None)
        made_of = row(self.parts, self.text, gap=3 * GRID)
        made_of.setStretch(0, 1)
        made_of.setStretch(1, 1)
        page = column(
            label("About DMEDesk", "heading"),
            self.findings,
            self.said,
            reports,
            label("Made of", "section"),
            made_of,
            gap=3 * GRID,
        )
        self.setLayout(padded(page, MARGIN, 3 * GRID))

    def refresh(self) -> None:
        """Read what is installed, once."""
        self.said.setText(
            f"Version {version()}. The report says what the program and its system are, and what"
            " went wrong here lately: no names, no numbers, nothing that was typed. It is sent by"
            " nobody but you."
        )
        if not self.parts.rows_model.rows:
            self.parts.show_rows(licences(), same=lambda one: one.name)
            self.parts.selectRow(0)

    def report(self) -> str:
        """The report: plain lines that a person can read before sending them."""
        lines = [
            f"DMEDesk {version()}, schema {steps()[-1]}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            f"Python {sys.version.split()[0]}, Qt {qVersion()}, {QGuiApplication.platformName()}",
            f"Shop: {self._kind_of_shop()}",
            "",
            *(last_lines() or ["Nothing went wrong that the log knows of."]),
        ]
        return "\n".join(lines) + "\n"

    def _kind_of_shop(self) -> str:
        facts = self._facts
        words = ("file" if facts.is_file else "server", "read only", "demo")
        return ", ".join(
            word
            for word, is_so in zip(words, (True, facts.read_only, facts.is_demo), strict=True)
            if is_so
        )

    def copy_report(self) -> None:
        """Put the report where it can be pasted from."""
        QGuiApplication.clipboard().setText(self.report())
        self.workplace.say("The report is copied.")

    def ask_where(self) -> None:
        """Ask for a file, and write the report there."""
        folders, kinds = self.workplace.folders, "Text (*.txt)"
        chosen = file_to_save(self, folders, "Save report", _REPORT_NAME, kinds)
        if chosen is not None:
            self.save_report(chosen)

    def save_report(self, place: Path) -> None:
        """Write the report into a file."""
        try:
            place.write_text(self.report(), encoding="utf-8")
        except OSError as error:
            refused = Finding(
                Severity.STOP,
                "report_not_written",
                f"{place} cannot be written: {error.strerror}.",
                remedy="Choose another folder, or copy the report.",
            )
            self.fail((refused,))
            return
        self.workplace.say(f"The report is in {place.name}.")

    def _show_text(self) -> None:
        chosen = self.parts.chosen_row()
        self.text.setPlainText(chosen.text if chosen else "")
