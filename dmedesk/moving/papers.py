"""The folder of papers beside the files: one file an invoice, its bytes as they were stored."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from dmedesk.billing.rules.answer import paper_name
from dmedesk.kit.errors import WorldError
from dmedesk.kit.records import Fault, PlacedFinding
from dmedesk.kit.stored import Values
from dmedesk.moving.comparison import Comparison

PAPERS_FOLDER = "papers"


def paper_place(invoice_no: str) -> str:
    """Where an invoice's paper lies in the folder of files."""
    return f"{PAPERS_FOLDER}/{paper_name(invoice_no)}"


def paper_findings(comparison: Comparison, folder: Path) -> Iterator[PlacedFinding]:
    """A finding for every paper that is to enter and is not there as it was stored."""
    if "papers" not in comparison.read:
        return
    for touched in comparison["papers"].touched.values():
        if touched.old is None and not _is_there(folder, touched.new):
            place = paper_place(touched.new["invoice_no"])
            yield Fault(
                "sha256",
                "paper_missing",
                f"{place} is not there, or not as it was stored.",
                "Copy the folder of papers from the export again.",
            ).placed(touched.row.file, touched.row.line)


def _is_there(folder: Path, values: Values) -> bool:
    content = None
    with suppress(OSError):
        content = (folder / paper_place(values["invoice_no"])).read_bytes()
    return content is not None and sha256(content).hexdigest() == values["sha256"]


def paper_content(folder: Path, values: Values) -> bytes:
    """The bytes of a paper that was found there. ``WorldError`` where it has gone meanwhile."""
    if not _is_there(folder, values):
        place = paper_place(values["invoice_no"])
        raise WorldError(f"{place} has changed meanwhile.", "Import the folder again.")
    return (folder / paper_place(values["invoice_no"])).read_bytes()
