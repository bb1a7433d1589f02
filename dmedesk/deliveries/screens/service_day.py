"""Says which date of service a proof gives, by which text; or what it still lacks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from dmedesk.deliveries.rules.proof import ServiceDay, kept_until
from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.parts import column, label, padded, set_part
from dmedesk.widgets.theme import GRID

_WAITS = "The slip then waits for its signature, and the month holds what the visit began."


class ServiceDayPanel(QFrame):
    """A panel beside the fields of a proof; it follows what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self.day, self.citation = label(part="figure"), label(part="soft")
        self.kept, self.lacks, self.follows = label(part="soft"), label(), label(part="soft")
        texts = (self.citation, self.kept, self.lacks, self.follows)
        for text in texts:
            text.setWordWrap(True)
        head = label("Date of service", "section")
        inside = column(head, self.day, *texts, None, gap=2 * GRID)
        self.setLayout(padded(inside, 4 * GRID, 3 * GRID))

    def show_day(self, given: ServiceDay | Sequence[Finding], *, waits: str = _WAITS) -> None:
        """Show the day, or what is missing; ``waits`` says what becomes of it then."""
        if isinstance(given, ServiceDay):
            self.day.setText(f"{given.on:%a} {given.on}")
            self.citation.setText(f"By {given.citation}")
            self.kept.setText(f"Its proof is kept until {kept_until(given.on)} (seven years).")
            self._say((), "")
            set_part(self.day, "figure")
        else:
            self.day.setText("None yet")
            self.citation.clear()
            self.kept.clear()
            stops = [one.message for one in given if one.severity is Severity.STOP]
            self._say(stops, waits)
            set_part(self.day, "waiting")
        for text in (self.citation, self.kept, self.lacks, self.follows):
            text.setVisible(bool(text.text()))
        self.setAccessibleName(f"Date of service: {self.day.text()}. {self.lacks.text()}")

    def _say(self, messages: Sequence[str], waits: str) -> None:
        self.lacks.setText("\n".join(f"• {message}" for message in dict.fromkeys(messages)))
        self.follows.setText(waits)
