"""What a table says that its own kind has no column for, and where that is entered."""

from collections.abc import Iterator, Sequence

from dmedesk.kit.findings import Severity
from dmedesk.kit.records import Fault, PlacedFinding
from dmedesk.moving.headers import is_called, plain
from dmedesk.moving.plan import ImportPlan
from dmedesk.moving.workbooks import Sheet


def payers_not_taken(plan: ImportPlan, sheets: Sequence[Sheet]) -> Iterator[PlacedFinding]:
    """A warning for each column of a table of members that says who pays.

    A coverage needs a rank and a first day, which such a column does not say.
    """
    for sheet in sheets:
        mine = plan.sheets.get(sheet.key)
        if mine is None or mine.kind != "members":
            continue
        used = {source.place for source in mine.sources.values()}
        for place, header in enumerate(sheet.headers(mine)):
            if place not in used and is_called(plain(header), "payer_code"):
                yield _not_taken(header).placed(sheet.key, 0)


def _not_taken(header: str) -> Fault:
    return Fault(
        "",
        "payer_not_taken",
        f"“{header}” is not taken with the members: who pays has a rank and a first day, too.",
        "Enter it on each member’s page under Who pays, or bring this table in once more as "
        "“Coverage”, with the rank and the first day the same in every row.",
        Severity.WARNING,
    )
