"""Puts down what belongs to a member: who pays in which rank from when, and where they live."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from dmedesk.kit.calendar import month_in_words
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import Fault, from_before_until
from dmedesk.kit.references import Posted
from dmedesk.kit.typed import missing, tidy
from dmedesk.members.rules.checks import coverage_faults
from dmedesk.members.rules.coverage import Cover, in_words, overlapping
from dmedesk.members.rules.residences import Stay, first_moved, setting_on
from dmedesk.members.rules.words import SETTING_WORDS
from dmedesk.members.tables import Coverage, Payer, Residence
from dmedesk.store.base import Base
from dmedesk.store.editing import edit_rows
from dmedesk.store.unit_of_work import UnitOfWork

_Row = Mapping[str, Any]

PARTS = ("coverages", "residences")
"""What a member's values hold besides the member's own: rows of these."""

_COVERAGE_NAMES = {"payer_id": "payer", "rank": "rank", "from_on": "first day"}
_RESIDENCE_NAMES = {"setting": "place", "from_on": "first day"}


def part_findings(work: UnitOfWork, *, values: Mapping[str, Any]) -> list[Finding]:
    """Everything that is wrong with the rows of a member's parts."""
    return [
        *_coverage_findings(work, values.get("coverages") or ()),
        *_residence_findings(values.get("residences") or ()),
    ]


def put_parts(work: UnitOfWork, *, member_id: int, values: Mapping[str, Any]) -> None:
    """Make the member's parts be these rows; parts that are not told of stay."""
    for name, table, keys in (
        ("coverages", Coverage, ("rank", "from_on")),
        ("residences", Residence, ("from_on",)),
    ):
        if name in values:
            rows: list[_Row] = [tidy(row) for row in values[name] or ()]
            rows = _entered_anew(work, table, rows, keys)
            edit_rows(work, table, of={"member_id": member_id}, rows=rows)


def _coverage_findings(work: UnitOfWork, rows: Sequence[_Row]) -> list[Finding]:
    findings = [
        _placed("coverages", place, fault)
        for place, row in enumerate(rows)
        for fault in (*missing(row, _COVERAGE_NAMES), *coverage_faults(row))
    ]
    if findings:
        return findings
    names: dict[int, str] = dict(work.session.execute(select(Payer.id, Payer.name)).all())
    covers = [
        Cover(place, names[row["payer_id"]], row["rank"], row["from_on"], row.get("until_on"))
        for place, row in enumerate(rows)
    ]
    return [_overlap(earlier, later) for earlier, later in overlapping(covers)]


def _overlap(earlier: Cover, later: Cover) -> Finding:
    place = later.coverage_id or 0
    fault = Fault(
        "from_on",
        "coverages_overlap",
        f"{earlier.payer} and {later.payer} both pay {in_words(later.rank)} on {later.from_on}.",
        f"Give {earlier.payer} a last day before it, or one of them another rank.",
    )
    return _placed("coverages", place, fault)


def _residence_findings(rows: Sequence[_Row]) -> list[Finding]:
    return [
        _placed("residences", place, fault)
        for place, row in enumerate(rows)
        for fault in (
            *missing(row, _RESIDENCE_NAMES),
            *from_before_until(row),
            *_begun_twice(row, rows[:place]),
        )
    ]


def moved_findings(
    work: UnitOfWork, *, member_id: int, values: Mapping[str, Any], posted: Sequence[Posted]
) -> Iterator[Finding]:
    """Why residences may not become these: a posted month was priced by where the member lived."""
    rows: Sequence[_Row] = values.get("residences") or ()
    if "residences" not in values or any(_residence_findings(rows)):
        return
    columns = (Residence.setting, Residence.from_on, Residence.until_on)
    stored = work.session.execute(select(*columns).where(Residence.member_id == member_id))
    before = [Stay(*row) for row in stored]
    after = [Stay(row["setting"], row["from_on"], row.get("until_on")) for row in rows]
    day = first_moved(before, after, [month.from_on for month in posted])
    for month in (one for one in posted if one.from_on == day):
        yield Finding(
            Severity.STOP,
            "month_is_posted",
            f"The month of {month.name} that begins on {day} is posted by where the member lived"
            f" then: {SETTING_WORDS[setting_on(before, month.from_on)].lower()}.",
            remedy=f"Take the posting of {month_in_words(month.from_on)} back first (Month, Undo),"
            " then correct the residence.",
            field="residences",
            opens=month.opens,
        )


def _begun_twice(row: _Row, before: Iterable[_Row]) -> Iterator[Fault]:
    from_on = row.get("from_on")
    if from_on is not None and any(one.get("from_on") == from_on for one in before):
        yield Fault(
            "from_on",
            "row_twice",
            f"Another residence begins on {from_on}, too.",
            "Keep one of the two.",
        )


def _placed(part: str, place: int, fault: Fault) -> Finding:
    """The finding at a cell: a form's field is the part, the row's place and the column."""
    return replace(
        fault.found(),
        subject=f"{part.capitalize()}, row {place + 1}",
        field=f"{part}/{place}/{fault.column}",
    )


def _entered_anew(
    work: UnitOfWork, table: type[Base], rows: Sequence[_Row], keys: Sequence[str]
) -> list[_Row]:
    """Rows that trade places go out and come in again: for a moment two would stand on one."""
    found: list[_Row] = []
    for row in rows:
        stored: Any = work.session.get(table, row["id"]) if row.get("id") else None
        moves = stored is not None and any(row[name] != getattr(stored, name) for name in keys)
        is_same = moves and stored.row_version == row["row_version"]
        found.append({**row, "id": None, "row_version": None} if is_same else row)
    return found
