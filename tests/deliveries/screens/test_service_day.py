"""The panel says the date of service with its text, or what is missing and what then."""

from datetime import date

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.deliveries.rules.proof import ServiceDay
from dmedesk.deliveries.screens.service_day import ServiceDayPanel
from dmedesk.kit.findings import Finding, Severity

DAY = ServiceDay(date(2026, 10, 5), "101 CMR 322.03(10)(a)")
MISSING = [
    Finding(Severity.STOP, "a", "The slip is not signed."),
    Finding(Severity.STOP, "b", "The slip is not signed."),
    Finding(Severity.WARNING, "c", "Signed on another day."),
]


def test_what_it_says(qtbot: QtBot) -> None:
    assert QApplication.instance() is not None
    panel = ServiceDayPanel()
    qtbot.addWidget(panel)
    panel.show_day(DAY)
    assert panel.day.text() == "Mon 2026-10-05"
    assert "322.03(10)(a)" in panel.citation.text()
    assert "2033-10-05" in panel.kept.text()
    assert panel.lacks.isHidden()
    panel.show_day(MISSING)
    assert panel.day.text() == "None yet"
    assert panel.lacks.text() == "• The slip is not signed."
    assert "waits for its signature" in panel.follows.text()
    assert panel.citation.isHidden()
    assert panel.accessibleName() == "Date of service: None yet. • The slip is not signed."
