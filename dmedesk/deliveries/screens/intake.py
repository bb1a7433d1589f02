"""Takes files of scanned slips in, on the worker: each page read, judged, filed and kept at once.

A page that is taken in stays, whatever happens to the next one: the work may be stopped, or the
computer switched off, and the same files chosen again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dmedesk.deliveries.actions.receiving import (
    PageRead,
    PageTaken,
    begin_file,
    receive_page,
)
from dmedesk.deliveries.queries.received import known_numbers
from dmedesk.deliveries.rules.received import CodeOnPage, Judged, Verdict, as_read, judged
from dmedesk.kit.attachments import AttachmentDoor
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.media import plain_name
from dmedesk.printing.grid import PAGE_HEIGHT
from dmedesk.printing.heading import barcode_length
from dmedesk.scans.barcodes import Code, read_codes
from dmedesk.scans.pages import LARGEST_FILE, ScannedFile, ScannedPage, opened_scan, too_large
from dmedesk.widgets.tasks import Doors, GoOn

ACTION = "receive_papers"
_TURNS = 90


@dataclass(slots=True)
class Progress:
    """How far it is: written by the worker, shown by the page. Counts begin with 1."""

    file_name: str = ""
    page: int = 0
    pages: int = 0


@dataclass(slots=True)
class Taken:
    """What came of some files: pages by what they were, pages that were there, and findings.

    ``is_whole`` where nobody stopped it.
    """

    counts: Counter[Verdict] = field(default_factory=Counter)
    there: int = 0
    findings: list[Finding] = field(default_factory=list)
    is_whole: bool = True


def take_in(
    doors: Doors,
    go_on: GoOn,
    *,
    paths: Sequence[Path],
    attachments: AttachmentDoor,
    progress: Progress,
) -> Taken:
    """Take every page of the files in; what cannot be read of them are findings, all at once."""
    taken = Taken()
    made = 0
    for path in paths:
        progress.file_name = plain_name(path.name)
        with _noted(taken.findings), _opened(path) as scan:
            for one in _pages(doors, scan, attachments, taken, progress):
                taken.counts[one.verdict] += 1
                made += 1
                if not go_on(made):
                    taken.is_whole = False
                    return taken
    return taken


def _pages(
    doors: Doors,
    scan: ScannedFile,
    attachments: AttachmentDoor,
    taken: Taken,
    progress: Progress,
) -> Iterator[PageTaken]:
    """Each page of a file that is not there yet, as it was taken in."""
    with doors.reading() as session:
        known = known_numbers(session)
    with doors.writing(ACTION) as work:
        file_id, there = begin_file(
            work, file_name=scan.name, digest=scan.digest, page_count=scan.pages
        )
    taken.there += len(there)
    progress.pages = scan.pages
    for number in range(1, scan.pages + 1):
        progress.page = number
        if number in there:
            continue
        with _noted(taken.findings):
            page = read_page(scan.page(number), known=known)
            with doors.writing(ACTION) as work:
                found = receive_page(work, file_id=file_id, page=page, attachments=attachments)
            yield found


def read_page(page: ScannedPage, *, known: frozenset[str]) -> PageRead:
    """What a page is. ``known`` are the numbers of this shop's slips."""
    judge = partial(_judged, known=known)
    codes = read_codes(page.picture, is_enough=lambda codes: _is_clear(judge(codes, page)))
    return PageRead(
        place=page.number,
        content=page.content,
        ending=page.ending,
        fingerprint=page.fingerprint,
        judged=judge(codes, page),
        barcodes=as_read(_on_page(codes, page)),
        turned=round(codes[0].turned / _TURNS) * _TURNS % 360 if codes else 0,
    )


def _is_clear(found: Judged) -> bool:
    return found.verdict is Verdict.FILED


def _judged(codes: Sequence[Code], page: ScannedPage, *, known: frozenset[str]) -> Judged:
    return judged(_on_page(codes, page), known=known, share_of=_share_of)


def _on_page(codes: Sequence[Code], page: ScannedPage) -> list[CodeOnPage]:
    """The barcodes with their place along the longer side of the page."""
    is_wide = page.picture.width > page.picture.height
    return [
        CodeOnPage(
            one.text,
            one.symbology,
            one.across if is_wide else one.down,
            one.share,
            one.looks,
        )
        for one in codes
    ]


def _share_of(number: str) -> float:
    """How long the barcode of a slip is, as a share of its page's height.

    A number that this program cannot print came from elsewhere: nothing is known of its page, and
    a person looks at it.
    """
    try:
        return barcode_length(number) / PAGE_HEIGHT
    except ValueError:
        return float("inf")


def _opened(path: Path) -> AbstractContextManager[ScannedFile]:
    name = plain_name(path.name)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Refused([too_large(name, size)])
        return opened_scan(name, path.read_bytes())
    except OSError as error:
        raise Refused([_unreachable(name)]) from error


@contextmanager
def _noted(findings: list[Finding]) -> Iterator[None]:
    """Note why a file, or a page, could not be taken in, and go on with the next."""
    try:
        yield
    except Refused as refusal:
        findings += refusal.findings


def _unreachable(name: str) -> Finding:
    return Finding(
        Severity.STOP,
        "scan_unreachable",
        "The file cannot be opened.",
        subject=name,
        remedy="See that it is still there and nothing else has it open, and choose it again.",
    )
