"""What an import by plan would come to: rows that can be taken, rows that cannot, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from dmedesk.kit.findings import Severity
from dmedesk.kit.records import PlacedFinding, RecordFile, RowsRead, read_rows
from dmedesk.moving import synonyms
from dmedesk.moving.comparison import Comparison
from dmedesk.moving.folder import FoundFile
from dmedesk.moving.intake import Intake
from dmedesk.moving.kinds import FILES, KINDS
from dmedesk.moving.not_taken import payers_not_taken
from dmedesk.moving.plan import Decision, ImportPlan
from dmedesk.moving.queries import Examined, examine_files
from dmedesk.moving.twins import Twin, find_twins, settle
from dmedesk.moving.values import NAMED_KINDS, Known
from dmedesk.moving.wording import finding_in_words
from dmedesk.moving.workbooks import ENTERED, Sheet, entered_lines, prepared

PREVIEWED = 50
"""Rows of a sheet that are shown as they will be read."""

_WORDS = {"payers": ("payer_code", "name"), "products": ("product_no", "description")}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it will be read: the line, and its cells by our columns."""

    line: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Examination:
    """What a plan comes to.

    ``faults`` are by sheet and line everything that keeps a row out, ``warnings`` what does not;
    ``previews`` the first rows of each kind; ``twins`` the rows that are or may be known;
    ``intake`` what the rest would do; ``blocking`` what forbids the import as a whole.
    """

    faults: dict[tuple[str, int], list[PlacedFinding]] = field(default_factory=dict)
    warnings: list[PlacedFinding] = field(default_factory=list)
    blocking: list[PlacedFinding] = field(default_factory=list)
    previews: dict[str, list[PreviewRow]] = field(default_factory=dict)
    twins: list[Twin] = field(default_factory=list)
    intake: Intake | None = None
    examined: Examined | None = None


def known_words(session: Session) -> Known:
    """What the sheets may name in their own words: by kind, each record's words by its code."""
    known = {}
    for kind in NAMED_KINDS:
        code, words = _WORDS[kind]
        known[kind] = {
            row.values[code]: str(row.values[words]) for row in KINDS[kind].stored(session)
        }
    return known


def examine_plan(
    session: Session, *, plan: ImportPlan, sheets: Sequence[Sheet], folder: Path
) -> Examination:
    """Lay the sheets beside the shop as the plan has them. Writes nothing.

    A row with a fault stays out, and so does one that then rests on nothing, until all that are
    left can be taken. Raises ``WorldError`` where the database fails.
    """
    found = Examination()
    decisions = {
        (key, line): decision
        for key, sheet in plan.sheets.items()
        for line, decision in sheet.decisions.items()
    }
    known = {key for key, sheet in plan.sheets.items() if sheet.kind}
    while True:
        before = len(found.faults)
        found.twins.clear()
        found.examined = examine_files(
            session,
            found=_files(plan, sheets, found),
            folder=folder,
            settle=partial(_settle, plan=plan, found=found, decisions=decisions),
        )
        _sort_findings(found, found.examined.intake.findings, known)
        if len(found.faults) == before:
            break
    found.intake = found.examined.intake
    found.warnings += map(finding_in_words, payers_not_taken(plan, sheets))
    return found


def _files(plan: ImportPlan, sheets: Sequence[Sheet], found: Examination) -> list[FoundFile]:
    """The sheets as files, without the lines that have a fault already."""
    files = []
    for sheet in sheets:
        mine = plan.sheets.get(sheet.key)
        if mine is None or not mine.kind:
            continue
        lines = [
            line
            for line in prepared(sheet, mine, FILES[mine.kind])
            if (sheet.key, line.number) not in found.faults
        ]
        files.append(FoundFile(mine.kind, sheet.key, b"", lines, sheet.digest))
    return files


def _settle(
    read: dict[str, RowsRead],
    comparison: Comparison,
    *,
    plan: ImportPlan,
    found: Examination,
    decisions: Mapping[tuple[str, int], Decision],
) -> None:
    """Enter what was entered by hand, find the twins, and do with them as was decided."""
    if not found.previews:
        found.previews = {kind: _preview(FILES[kind], rows) for kind, rows in read.items()}
    for kind, rows in plan.entered.items():
        if rows:
            lines = entered_lines(rows, FILES[kind])
            entered = read_rows(FILES[kind], file=ENTERED, lines=lines)
            mine = read.setdefault(kind, RowsRead(entered.columns))
            mine.rows += entered.rows
            mine.findings += entered.findings
            mine.lines_of |= entered.lines_of
    for kind in synonyms.KINDS:
        if kind in read:
            stored = comparison.stored(kind)
            found.twins += find_twins(FILES[kind], read[kind].rows, stored)
    settle(FILES, read, found.twins, decisions)


def _preview(file: RecordFile, read: RowsRead) -> list[PreviewRow]:
    """The first rows as they were read; a cell that could not be is empty."""
    columns = [column for column in file.columns if column.name in read.columns]
    rows = sorted((*read.rows, *read.faulty), key=lambda row: row.line)
    return [
        PreviewRow(
            row.line,
            {one.name: one.written(row.values.get(one.name)) for one in columns},
        )
        for row in rows[:PREVIEWED]
    ]


def _sort_findings(found: Examination, findings: Sequence[PlacedFinding], known: set[str]) -> None:
    """Faults by their rows, what forbids all of it, and warnings of what is left."""
    told = [finding_in_words(one) for one in findings]
    found.warnings = [one for one in told if one.severity is not Severity.STOP]
    found.blocking = []
    for finding in told:
        if finding.severity is not Severity.STOP:
            continue
        if finding.line > 1 and finding.file in known:
            found.faults.setdefault((finding.file, finding.line), []).append(finding)
        else:
            found.blocking.append(finding)
