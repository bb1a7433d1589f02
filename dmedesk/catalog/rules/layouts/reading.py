"""What a reader answers, and the notebook in which it collects every fault of a file."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date

from dmedesk.catalog.rules.fees import PublishedFee, PublishedZip
from dmedesk.catalog.rules.words import EditionKind
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding
from dmedesk.kit.grid import Line
from dmedesk.kit.records import Fault


@dataclass(frozen=True, slots=True)
class Published:
    """A file of CMS, read whole. ``dated_on`` is its first day where it says one for certain.

    ``row_count`` counts the rows of its table: a row of fees has many areas.
    """

    kind: EditionKind
    title: str
    dated_on: date | None
    fees: tuple[PublishedFee, ...] = ()
    zips: tuple[PublishedZip, ...] = ()
    row_count: int = 0


@dataclass(slots=True)
class Faults:
    """Collects what is wrong with one file, each fault with its line and column."""

    file_name: str
    findings: list[Finding] = field(default_factory=list)

    def add(
        self, code: str, message: str, remedy: str, *, line: int | None = None, column: str = ""
    ) -> None:
        """Note one fault."""
        fault = Fault(column, code, message, remedy)
        self.findings.append(fault.placed(self.file_name, line or 0))

    def refusal(self) -> Refused:
        """The refusal of the file, with every fault noted so far."""
        return Refused(self.findings)


@dataclass(slots=True)
class Uniqueness:
    """Notices keys that stand in a file twice."""

    faults: Faults
    what: str
    lines: dict[Hashable, int] = field(default_factory=dict)

    def see(self, key: Hashable, name: str, line: int) -> None:
        """Note a fault where the key has been seen on an earlier line."""
        first = self.lines.setdefault(key, line)
        if first != line:
            self.faults.add(
                "duplicate_key",
                f"{name} stands here again after line {first}.",
                f"Keep one line for each {self.what}.",
                line=line,
            )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file cut at its header: the first cells above it, the header, the filled lines below."""

    file_name: str
    above: tuple[str, ...]
    header: Line
    body: tuple[Line, ...]


def cut(file_name: str, lines: Sequence[Line], is_header: Callable[[Line], bool]) -> Sheet | None:
    """Cut at the first line that is a header; None where there is none."""
    for index, line in enumerate(lines):
        if is_header(line):
            above = tuple(before.cells[0] for before in lines[:index] if not before.is_empty)
            body = tuple(after for after in lines[index + 1 :] if not after.is_empty)
            return Sheet(file_name, above, line, body)
    return None
