"""Whose fault it is: the data's (findings), the world's (``WorldError``), or ours (all else)."""

from collections.abc import Sequence

from dmedesk.kit.findings import Finding, Severity


class Refused(Exception):
    """An action was refused because of its data. Nothing was changed.

    Carries every finding, not just the first.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(finding.sentence() for finding in findings))
        self.findings = tuple(findings)

    def as_json(self) -> dict[str, object]:
        """The refusal as the one object that a program reads."""
        return {
            "refused": True,
            "findings": [
                {
                    "severity": finding.severity.value,
                    "code": finding.code,
                    "subject": finding.subject,
                    "message": finding.message,
                    "remedy": finding.remedy,
                }
                for finding in self.findings
            ],
        }


class WorldError(Exception):
    """The world failed (disk, file, lock, printer, server). Says what happened and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy

    def as_json(self) -> dict[str, object]:
        """The failure as the one object that a program reads."""
        failure = Finding(Severity.STOP, "world_failed", self.what, remedy=self.remedy)
        return Refused([failure]).as_json()
