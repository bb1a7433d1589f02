"""Practitioners of whom only the NPI is known, from the prescriptions that name it."""

from collections.abc import Iterator

from dmedesk.kit.findings import Severity
from dmedesk.kit.records import Fault, PlacedFinding, Row, RowsRead
from dmedesk.moving.comparison import Comparison

UNNAMED = "(no name given)"
"""The last name of a practitioner whom no row of ``practitioners.csv`` has named yet."""

_COLUMNS = ("npi", "last_name")


def enter_unnamed(read: dict[str, RowsRead], comparison: Comparison) -> Iterator[PlacedFinding]:
    """Enter a practitioner for every NPI that only prescriptions name, with a warning each.

    The prescription counts, or is held for its NPI, all the same; the name can follow. ``read`` is
    what the files held, which ``comparison`` compares.
    """
    listed = read.get("practitioners", RowsRead(_COLUMNS))
    if "prescriptions" not in read or not listed.has_header:
        return
    known = {*comparison.stored("practitioners"), *listed.lines_of}
    written = read["prescriptions"]
    for row in (*written.rows, *written.faulty):
        npi = row.values.get("npi")
        if npi is None or (npi,) in known:
            continue
        known.add((npi,))
        blank = dict.fromkeys(listed.columns)
        listed.rows.append(Row(row.file, row.line, {**blank, "npi": npi, "last_name": UNNAMED}))
        yield _unnamed(npi).placed(row.file, row.line)
        for fault in comparison.files["practitioners"].check({"npi": npi}):
            yield fault.placed(row.file, row.line)
    if listed.rows:
        read["practitioners"] = listed


def _unnamed(npi: str) -> Fault:
    return Fault(
        "npi",
        "unnamed_practitioner",
        f"There is no practitioner {npi}: one is entered without a name.",
        "Enter the name in practitioners.csv.",
        Severity.WARNING,
    )
