"""Findings: what is wrong or worth knowing about somebody's data, as plain values.

Bad data never raises one error at a time: every check returns all its findings, each naming
what it is about and what would put it right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dmedesk.kit.references import RecordRef


class Severity(StrEnum):
    """How much a finding stops: the action, nothing but attention, or nothing."""

    STOP = "stop"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    ``code`` is stable lower-case text that programs may rely on, ``message`` says in plain words
    what is wrong, ``subject`` names the record or place (``assets.csv line 12, column serial``),
    ``remedy`` says what would be right and where to enter it. ``field`` is the key of a form's
    field, ``opens`` a record that has to do with it (whose serial this is).
    """

    severity: Severity
    code: str
    message: str
    subject: str = ""
    remedy: str = ""
    field: str = ""
    opens: RecordRef | None = None

    def sentence(self) -> str:
        """The finding as one line of text for a terminal or a log of findings."""
        place = f"{self.subject}: " if self.subject else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


def stopping(
    code: str, message: str, remedy: str, field: str = "", *, subject: str = ""
) -> Finding:
    """A finding that forbids the action."""
    return Finding(Severity.STOP, code, message, subject, remedy, field)


def stops(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings forbids the action."""
    return any(finding.severity is Severity.STOP for finding in findings)
