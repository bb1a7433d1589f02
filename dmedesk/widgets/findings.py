"""The bar on top of a screen that says what went wrong and what would put it right.

It stands beside the work, not in its way: nothing has to be answered before one goes on.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.parts import button, column, empty, label, padded, row
from dmedesk.widgets.theme import GRID

_MOST_SHOWN = 6
_SIGNS = {
    Severity.STOP: ("Stopped", "stopped"),
    Severity.WARNING: ("Careful", "waiting"),
    Severity.NOTE: ("Note", "soft"),
}


class FindingsBar(QFrame):
    """Shows findings until they are closed or the next answer comes; hidden without any.

    A finding about a field has a link to it: ``jumped`` tells the field's key. One that has to do
    with another record has a link to that: ``wanted`` tells its reference. ``shown`` are the
    findings that stand here.
    """

    jumped = Signal(str)
    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Finding, ...] = ()
        self.setProperty("part", "findings")
        self._lines = column(gap=GRID)
        close = button("Close", self.clear, picture="x", tip="Close these findings")
        across = row(self._holder(), close)
        across.setStretch(0, 1)
        self.setLayout(padded(across))
        self.hide()

    def _holder(self) -> QWidget:
        held = QWidget()
        held.setLayout(self._lines)
        return held

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, the first ones where they are very many."""
        empty(self._lines)
        self.shown = tuple(findings)
        for finding in findings[:_MOST_SHOWN]:
            self._lines.addWidget(self._line(finding))
        if len(findings) > _MOST_SHOWN:
            self._lines.addWidget(label(f"… and {len(findings) - _MOST_SHOWN} more.", "soft"))
        text = " ".join(finding.sentence() for finding in findings)
        self.setAccessibleName(f"Findings: {text}")
        self.setVisible(bool(findings))

    def clear(self) -> None:
        """Show nothing any more."""
        self.shown = ()
        empty(self._lines)
        self.hide()

    def _line(self, finding: Finding) -> QWidget:
        word, part = _SIGNS[finding.severity]
        message = f"{finding.subject}: {finding.message}" if finding.subject else finding.message
        said, remedy = label(message), label(finding.remedy, "soft")
        for text in (said, remedy):
            text.setWordWrap(True)
        texts = column(said, gap=0)
        if finding.remedy:
            texts.addWidget(remedy)
        line = QWidget()
        sign = label(word, part)
        sign.setMinimumWidth(_widest_sign(sign))
        across = row(sign, texts, gap=3 * GRID)
        across.setStretch(1, 1)
        if finding.opens is not None:
            record = button("Open it", lambda: self.wanted.emit(finding.opens), part="link")
            record.setAccessibleName(f"Open it: {message}")
            across.addWidget(record)
        if finding.field:
            link = button("Go to it", lambda: self.jumped.emit(finding.field), part="link")
            link.setAccessibleName(f"Go to it: {message}")
            across.addWidget(link)
        line.setLayout(across)
        return line


def _widest_sign(sign: QLabel) -> int:
    """The room of the longest word, so that all messages stand below each other."""
    sign.ensurePolished()
    return max(sign.fontMetrics().horizontalAdvance(word) for word, _part in _SIGNS.values())
