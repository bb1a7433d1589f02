"""The folder of logos beside the files: the pictures that letterheads and posted invoices name."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dmedesk.billing.rules.printed import company_words
from dmedesk.kit.errors import Refused
from dmedesk.kit.records import Fault, PlacedFinding, Row, RowsRead
from dmedesk.kit.stored import Values
from dmedesk.shop.rules import LARGEST_LOGO, logo_name

LOGOS_FOLDER = "logos"


def logo_place(name: str) -> str:
    """Where a logo lies in the folder of files."""
    return f"{LOGOS_FOLDER}/{name}"


@dataclass(slots=True)
class LogosFound:
    """The pictures that an import brings, by the names that they will have, and what is wrong."""

    contents: dict[str, bytes] = field(default_factory=dict)
    findings: list[PlacedFinding] = field(default_factory=list)


def find_logos(read: Mapping[str, RowsRead], folder: Path, *, known: Collection[str]) -> LogosFound:
    """The pictures that the rows name; ``known`` are the names of those that the shop has.

    A letterhead may name its file anyhow: its row is given the name that the picture will have.
    """
    found = LogosFound()
    for row in read["company"].rows if "company" in read else ():
        if row.values.get("logo"):
            row.values["logo"] = _take(found, row, "logo", row.values["logo"], folder, known)
    for named, row in _frozen(read).items():
        if _take(found, row, "printed_company", named, folder, known) not in (named, None):
            found.findings.append(_missing(named).placed(row.file, row.line))
    return found


def _frozen(read: Mapping[str, RowsRead]) -> dict[str, Row]:
    """The logos that posted invoices bear, each with the first row that names it."""
    rows: dict[str, Row] = {}
    for row in read["invoices"].rows if "invoices" in read else ():
        rows.setdefault(row.values["printed_company"], row)
    named: dict[str, Row] = {}
    for words, row in rows.items():
        if logo := company_words(words).logo:
            named.setdefault(str(logo), row)
    return named


def _take(
    found: LogosFound, row: Row, column: str, named: str, folder: Path, known: Collection[str]
) -> str | None:
    """The name that the picture will have; None, with a finding, for one that cannot be taken."""
    content = _content(folder, named)
    if content is None:
        if named not in known:
            found.findings.append(_missing(named, column).placed(row.file, row.line))
            return None
        return named
    try:
        name = logo_name(content)
    except Refused as refused:
        for finding in refused.findings:
            fault = Fault(column, finding.code, finding.message, finding.remedy)
            found.findings.append(fault.placed(row.file, row.line))
        return None
    found.contents[name] = content
    return name


def _content(folder: Path, name: str) -> bytes | None:
    """The file's bytes, one more than a logo may have at most; None where there is no such file."""
    if Path(name).name != name:
        return None
    with suppress(OSError, ValueError), (folder / logo_place(name)).open("rb") as file:
        return file.read(LARGEST_LOGO + 1)
    return None


def _missing(named: str, column: str = "printed_company") -> Fault:
    return Fault(
        column,
        "logo_missing",
        f"{logo_place(named)} is not there, or not as it was stored.",
        "Put the picture into that folder.",
    )


def borne_logos(kind: str, rows: Collection[Values]) -> Iterator[str]:
    """The names of the logos that these rows of a file name."""
    if kind == "company":
        yield from (values["logo"] for values in rows if values["logo"])
    if kind == "invoices":
        for words in {values["printed_company"] for values in rows}:
            if logo := company_words(words).logo:
                yield logo
