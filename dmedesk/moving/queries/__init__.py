"""Lays an import beside the shop, with all that is wrong with it; reads the shop for an export."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import serial_key
from dmedesk.billing.queries.stored import every_stored_paper
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stops
from dmedesk.kit.grid import read_grid
from dmedesk.kit.records import Fault, PlacedFinding, RecordFile, RowsRead, read_rows
from dmedesk.kit.stored import Values
from dmedesk.moving.attachments import attachment_findings, attachment_place
from dmedesk.moving.charges import charge_findings
from dmedesk.moving.comparison import Comparison
from dmedesk.moving.coverages import coverage_findings
from dmedesk.moving.export import ExportedFile, as_csv
from dmedesk.moving.folder import FoundFile, find_files
from dmedesk.moving.history import (
    fact_findings,
    founding_letterhead,
    history_findings,
    numbering_findings,
    policy_findings,
    standing_findings,
    text_findings,
)
from dmedesk.moving.intake import Intake
from dmedesk.moving.inventory import inventory_findings
from dmedesk.moving.kinds import FILES, KINDS, POSTED
from dmedesk.moving.logos import LogosFound, borne_logos, find_logos, logo_place
from dmedesk.moving.papers import paper_findings, paper_place
from dmedesk.moving.posted import posted_findings, telling_rows
from dmedesk.moving.references import unknown_references
from dmedesk.moving.states import following_states, units_on_rent, with_states
from dmedesk.moving.units import unit_findings
from dmedesk.moving.unnamed import enter_unnamed
from dmedesk.rentals.rules import is_billed
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.shop.queries.company import logo_contents, logo_names
from dmedesk.store.attachments import stored_content

_ENCODINGS = ("utf-8-sig",)
_NUMBERS_A_STATEMENT = 10_000


Settle: TypeAlias = Callable[[dict[str, RowsRead], Comparison], None]


def _as_it_is(_read: dict[str, RowsRead], _comparison: Comparison) -> None:
    """Leave everything as it was read."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A folder laid beside the shop.

    ``files`` are its files by kind, ``states`` the states, by id, of units whose state follows
    from the rentals that move in, ``logos`` the pictures that it brings. ``intake``
    answers as if nothing were written.
    """

    files: Mapping[str, FoundFile]
    comparison: Comparison
    states: Mapping[int, Values]
    logos: LogosFound
    intake: Intake


def examine_folder(session: Session, *, folder: Path) -> Examined:
    """What an import of the folder would come to. Writes nothing.

    Raises ``WorldError`` where the folder or a file cannot be read at all. Every kind of record
    is read once, however many there are.
    """
    found, findings = find_files(folder, KINDS)
    return examine_files(session, found=found, findings=findings, folder=folder)


def examine_files(
    session: Session,
    *,
    found: Sequence[FoundFile],
    findings: Sequence[PlacedFinding] = (),
    folder: Path,
    settle: Settle = _as_it_is,
) -> Examined:
    """What an import of these files would come to; pictures and papers lie in the folder.

    ``settle`` may change what was read before it is laid beside the shop. Writes nothing.
    """
    findings = list(findings)
    files = {file.kind: file for file in found}
    read = {kind: _read(files[kind]) for kind in KINDS if kind in files}
    if "fees" in read and "fee_editions" not in read:
        _leave_out_editions(read["fees"])
    logos = find_logos(read, folder, known=logo_names(session))
    findings += logos.findings
    comparison = Comparison(FILES, read, lambda kind: KINDS[kind].stored(session))
    settle(read, comparison)
    if giving_way := founding_letterhead(comparison):
        comparison.is_known_as("company", *giving_way)
    findings += enter_unnamed(read, comparison)
    states = _settle_states(comparison)
    findings += _between_rows(read, comparison)
    findings += _posted(session, comparison)
    findings += history_findings(comparison)
    findings += numbering_findings(comparison)
    findings += policy_findings(comparison)
    findings += fact_findings(comparison)
    findings += text_findings(comparison)
    findings += paper_findings(comparison, folder)
    findings += attachment_findings(comparison, folder)
    if not stops(findings):
        findings += standing_findings(comparison)
    intake = Intake(
        taken=False,
        dry_run=True,
        files={file.name: comparison[kind].count for kind, file in files.items()},
        findings=tuple(sorted(findings, key=_place)),
    )
    return Examined(files, comparison, states, logos, intake)


def _between_rows(read: Mapping[str, RowsRead], comparison: Comparison) -> Iterator[PlacedFinding]:
    """What is wrong with the rows themselves, and between rows that name each other."""
    for kind, rows in read.items():
        yield from rows.findings
        yield from unknown_references(comparison, kind)
    if read.keys() & {"rentals", "rental_units"}:
        yield from unit_findings(comparison)
    if "coverages" in read:
        yield from coverage_findings(comparison)
    yield from inventory_findings(comparison)
    yield from charge_findings(comparison)


def _read(file: FoundFile) -> RowsRead:
    if file.lines is not None:
        return read_rows(FILES[file.kind], file=file.name, lines=file.lines)
    try:
        lines = read_grid(file.content, file_name=file.name, encodings=_ENCODINGS)
    except Refused as refused:
        return RowsRead(findings=[_whole_file(finding, file) for finding in refused.findings])
    return read_rows(FILES[file.kind], file=file.name, lines=lines)


def _leave_out_editions(fees: RowsRead) -> None:
    """The editions of an export mean nothing where their own file does not come along."""
    fees.columns = tuple(column for column in fees.columns if column != "edition")
    for row in (*fees.rows, *fees.faulty):
        row.values.pop("edition", None)


def _whole_file(finding: Finding, file: FoundFile) -> PlacedFinding:
    return Fault("", finding.code, finding.message, finding.remedy).placed(file.name, 0)


def _settle_states(comparison: Comparison) -> Mapping[int, Values]:
    """Give every unit of the import a state, and find the units whose state follows from it."""
    read = comparison.read
    if not read.keys() & {"assets", "rentals"}:
        return {}
    on_rent = units_on_rent(comparison["rentals"].after)
    told = set()
    if "assets" in read:
        key_of = FILES["assets"].key_of
        keyed = [(key_of(row.values), row) for row in read["assets"].rows]
        told = {key for key, _row in keyed}
        read["assets"].rows = with_states(keyed, comparison.stored("assets"), on_rent)
    return following_states(comparison["rentals"], comparison["assets"], told, on_rent)


def _posted(session: Session, comparison: Comparison) -> Iterator[PlacedFinding]:
    telling = telling_rows(comparison)
    yield from posted_findings(comparison, telling, posted_months(session, telling))


def posted_months(session: Session, rental_nos: Collection[str]) -> dict[str, list[date]]:
    """The first days of the months that stand billed on these rentals, by rental number."""
    numbers = list(rental_nos)
    found: dict[str, list[date]] = defaultdict(list)
    for start in range(0, len(numbers), _NUMBERS_A_STATEMENT):
        chosen = (
            select(Rental.rental_no, MonthEntry.from_on, func.max(MonthEntry.turn))
            .join(MonthEntry, MonthEntry.rental_id == Rental.id)
            .where(Rental.rental_no.in_(numbers[start : start + _NUMBERS_A_STATEMENT]))
            .group_by(Rental.rental_no, MonthEntry.from_on)
        )
        for rental_no, from_on, turn in session.execute(chosen):
            if is_billed(turn):
                found[rental_no].append(from_on)
    return found


def exported_files(session: Session) -> Iterator[ExportedFile]:
    """The whole shop, one file after the other, then its logos, papers and attached files.

    Every kind of record is read once, however many there are. What was posted stands in the order
    in which it was; everything else in the order of what its rows are known by.
    """
    printed: dict[str, str] = {}
    logos: set[str] = set()
    attached: dict[str, str] = {}
    for name, kind in KINDS.items():
        rows = [row.values for row in kind.stored(session)]
        if name == "assets":
            printed = {serial_key(values["serial"]): values["serial"] for values in rows}
        for column in _columns_of_units(kind.file):
            for values in rows:
                values[column] = printed.get(values[column])
        if name not in POSTED:
            rows.sort(key=kind.file.key_of)
        logos.update(borne_logos(name, rows))
        if name == "attachments":
            attached = {attachment_place(values): values["sha256"] for values in rows}
        yield ExportedFile(f"{name}.csv", as_csv(kind.file, rows), len(rows))
    for logo, content in logo_contents(session, names=logos).items():
        yield ExportedFile(logo_place(logo), content)
    for paper in every_stored_paper(session):
        yield ExportedFile(paper_place(paper.invoice_no), paper.content)
    for place, digest in attached.items():
        yield ExportedFile(place, stored_content(session, digest=digest))


def _columns_of_units(file: RecordFile) -> list[str]:
    """The columns that name a unit: they are written as the unit's own file has it."""
    references = (one for one in file.references if one.file == "assets")
    return [column for one in references for column in one.columns]


def _place(finding: PlacedFinding) -> tuple[str, int, str]:
    return finding.file, finding.line, finding.column
