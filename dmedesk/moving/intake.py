"""The answer of an import: what was taken, or would be, and every finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Severity, stops
from dmedesk.kit.records import PlacedFinding
from dmedesk.moving.comparison import FileCount

_WORDS = {Severity.STOP: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


@dataclass(frozen=True, slots=True)
class Intake:
    """What one import came to. ``taken`` is whether the shop now has every row of every file.

    ``files`` counts, by file name, the rows that enter, change or leave alone a record: what
    would have happened, where nothing was taken.
    """

    taken: bool
    dry_run: bool
    files: Mapping[str, FileCount]
    findings: tuple[PlacedFinding, ...]

    @property
    def refused(self) -> bool:
        """Whether a finding forbids the import."""
        return stops(self.findings)

    @property
    def changes_nothing(self) -> bool:
        """Whether every row was here already as it is."""
        return not any(count.added or count.changed for count in self.files.values())

    def lines(self) -> Iterator[str]:
        """The answer as lines of text."""
        for finding in self.findings:
            yield f"{_WORDS[finding.severity]}: {finding.sentence()}"
        if self.refused:
            faults = sum(finding.severity is Severity.STOP for finding in self.findings)
            yield f"Refused: {faults} to correct. Nothing was changed."
            return
        for name, count in self.files.items():
            yield (
                f"{name}: {count.added} added, {count.changed} changed, {count.unchanged} unchanged"
            )
        yield self._verdict()

    def _verdict(self) -> str:
        if self.changes_nothing:
            return "Nothing changed: every row was here already."
        if self.dry_run:
            return "Dry run: this is what would be taken. Nothing was changed."
        return "Taken."

    def as_json(self) -> dict[str, object]:
        """The answer as one JSON object."""
        return {
            "taken": self.taken,
            "dry_run": self.dry_run,
            "nothing_changed": not self.taken or self.changes_nothing,
            "files": {
                name: {
                    "added": count.added,
                    "changed": count.changed,
                    "unchanged": count.unchanged,
                }
                for name, count in self.files.items()
            },
            "findings": [
                {
                    "severity": finding.severity.value,
                    "code": finding.code,
                    "file": finding.file or None,
                    "line": finding.line or None,
                    "column": finding.column or None,
                    "message": finding.message,
                    "remedy": finding.remedy,
                }
                for finding in self.findings
            ],
        }


class ImportRefused(Refused):
    """An import that was refused whole; ``intake`` is its answer."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake.findings)
        self.intake = intake

    def as_json(self) -> dict[str, object]:
        """The answer of the import, which names each finding's place."""
        return self.intake.as_json()
