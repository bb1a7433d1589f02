"""The findings bar: every finding with its remedy, in nobody's way."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.findings import FindingsBar


def _texts(bar: FindingsBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel)]


def test_findings_stand_with_sign_word_and_remedy_until_closed(qtbot: QtBot) -> None:
    bar = FindingsBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_findings(
        [Finding(Severity.STOP, "locked", "The shop is in use.", remedy="Wait a moment.")]
    )
    assert not bar.isHidden()
    assert _texts(bar) == ["Stopped", "The shop is in use.", "Wait a moment."]
    assert "Wait a moment." in bar.accessibleName()
    bar.clear()
    assert bar.isHidden()


def test_very_many_findings_are_counted(qtbot: QtBot) -> None:
    bar = FindingsBar()
    qtbot.addWidget(bar)
    many = [Finding(Severity.WARNING, "x", f"No. {n}", subject="line") for n in range(9)]
    bar.show_findings(many)
    assert "line: No. 0" in _texts(bar)
    assert "… and 3 more." in _texts(bar)


def test_no_findings_no_bar(qtbot: QtBot) -> None:
    bar = FindingsBar()
    qtbot.addWidget(bar)
    bar.show_findings([])
    assert bar.isHidden()
