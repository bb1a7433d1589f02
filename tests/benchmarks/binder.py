"""A member's binder of five years against a bare merge of the same papers that also stamps the
page numbers, by turns in one run.

``python -m tests.benchmarks.binder``; fails above the limit. Ours reads the records, draws its own
pages and what is drawn from records, checks every digest, writes cover, index and bookmarks. The
bare side has all papers ready in memory, and stamps each before it joins it with the library: to
stamp the joined document takes that thirty times as long. Processor time, so that a busy machine
changes both alike.
"""

import ctypes
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium
from sqlalchemy import select

from dmedesk.billing.actions import make_papers
from dmedesk.billing.sheets import draw_in_turn
from dmedesk.binder.rules import Facts, Whose
from dmedesk.binder.screens.making import make_binder, read_sections
from dmedesk.binder.sheets.section import section_pdf
from dmedesk.bootstrap.offers import house_offers
from dmedesk.catalog.tables import FeeRow
from dmedesk.kit.calendar import month_named, months_after
from dmedesk.kit.errors import Refused
from dmedesk.kit.postal import Letterhead
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.sheets.notice import notice_pdf
from dmedesk.scans.binding import as_pages
from dmedesk.store.engine import open_engine
from dmedesk.store.files import create_shop_file
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.binder.stories import BinderShop, letterhead
from tests.deliveries.tickets import TicketShop, signed_on
from tests.flows.month_shop import NOW, MonthShop, clock

LIMIT = 2.0
ROUNDS = 5
MONTHS = 60
SLIPS = 20
SCANS = 40
FIRST = date(2021, 11, 1)
SCAN = "\n".join(f"Line {number} of a paper that was scanned and read." for number in range(110))


def story(folder: Path) -> BinderShop:
    """M1 with oxygen, then a bed, in five years: 20 slips and 40 scanned papers besides."""
    create_shop_file(folder / "bench.dmedesk")
    engine = open_engine(folder / "bench.dmedesk")
    shop = MonthShop(engine).found()
    with unit_of_work(engine, actor="ana", action="enter", clock=clock) as work:
        for row in work.session.scalars(select(FeeRow)):
            row.from_on = date(2020, 1, 1)
    letterhead(engine)
    found = BinderShop(shop)
    shop.rent("R1", hcpcs="E1390", started_on="2021-11-05")
    shop.rent("R2", hcpcs="E0260", started_on="2025-01-05")
    for place in range(MONTHS):
        month = months_after(FIRST, place)
        shop.post(f"{month:%Y-%m}")
        with unit_of_work(engine, actor="ana", action="make_papers", clock=clock) as work:
            make_papers(work, month_on=month_named(f"{month:%Y-%m}"), draw=draw_in_turn)
    tickets = TicketShop(shop)
    for number in range(SLIPS):
        shop.unit(f"CH{number}", "E0163")
        ticket_id = tickets.open(tickets.line(f"CH{number}"))
        tickets.visit(ticket_id, signed_on(date(2026, 10, 5)))
    for number in range(SCANS):
        content = notice_pdf(f"Paper {number}", SCAN, received="")
        found.attach(RecordRef("member", found.member_id), content, f"scan-{number}.pdf")
    return found


def parts_of(found: BinderShop) -> list[bytes]:
    """All that is bound, ready in memory."""
    facts = Facts("M1-B1", Whose("Rivera, M1", "M1", None), "", NOW, "ana", Letterhead("Example"))
    parts: list[bytes] = []
    with reading(found.shop.engine) as session:
        for section in read_sections(session, house_offers(), found.ask()):
            if section.is_empty:
                continue
            parts.append(section_pdf(facts, section)[0])
            for paper in section.papers:
                try:
                    parts.append(as_pages(paper.read(session), paper.media_type)[0])
                except Refused:
                    continue
    return parts


def bare(parts: Sequence[bytes], pages: int) -> bytes:
    """The parts joined, each page stamped, as the library's guide does it."""
    whole, at = pypdfium2.PdfDocument.new(), 1
    for part in parts:
        source = pypdfium2.PdfDocument(part)
        font = pdfium.FPDFText_LoadStandardFont(source.raw, b"Helvetica")
        for number in range(len(source)):
            page = source[number]
            text = pdfium.FPDFPageObj_CreateTextObj(source.raw, font, 8.5)
            said = f"{at} of {pages}".encode("utf-16-le") + b"\0\0"
            kept = ctypes.create_string_buffer(said)
            pdfium.FPDFText_SetText(text, ctypes.cast(kept, ctypes.POINTER(ctypes.c_ushort)))
            pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 290, 16)
            pdfium.FPDFPage_InsertObject(page.raw, text)
            pdfium.FPDFPage_GenerateContent(page.raw)
            page.close()
            at += 1
        pdfium.FPDFFont_Close(font)
        whole.import_pages(source)
        source.close()
    written = BytesIO()
    whole.save(written)
    whole.close()
    return written.getvalue()


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time_ns()
    work()
    return (time.process_time_ns() - begun) / 1_000_000


def main() -> int:
    """Prints the ratio; answers 1 where it is above the limit."""
    with tempfile.TemporaryDirectory(prefix="dmedesk-") as folder:
        found = story(Path(folder))
        keys, offers, ask = tuple(found.sections()), house_offers(), found.ask()

        def ours() -> int:
            made = make_binder(found.doors, lambda _done: True, offers=offers, ask=ask, chosen=keys)
            return made.pages if made else 0

        pages, parts = ours(), parts_of(found)
        mine, theirs = [], []
        for _ in range(ROUNDS):
            mine.append(_milliseconds(ours))
            theirs.append(_milliseconds(lambda: bare(parts, pages)))
        found.shop.engine.dispose()
    ratio = median(mine) / median(theirs)
    said = f"{median(mine):6.0f} ms, bare {median(theirs):6.0f} ms: {ratio:.2f} times"
    print(f"{f'binder of {pages} pages':24} {said}")
    print(f"{'limit':24} {LIMIT} times")
    return 1 if ratio > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
