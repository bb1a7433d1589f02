"""A typeset invoice against the same marks put on a bare ReportLab canvas, by turns in one run.

``python -m tests.benchmarks.papers``; fails above the limit. Processor time, so that a busy
machine changes both sides alike.
"""

import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from statistics import median
from typing import Any, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from dmedesk.billing.sheets import InvoicePaper, invoice_pdf
from dmedesk.billing.sheets.pdf import draw_invoice
from dmedesk.printing.grid import HAIRLINE, PAGE_HEIGHT, PAGE_WIDTH
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import Style, clean, face_for, width_of
from tests.billing.sheets.specimens import BED, CHAIR, FOREIGN, OXYGEN, many, paper

Call: TypeAlias = tuple[str, tuple[Any, ...]]

LIMIT = 1.6
ROUNDS = 100
PAPERS = {
    "one line": paper(),
    "three lines": paper(BED, CHAIR, OXYGEN),
    "thirty lines": many(30),
    "one line, font embedded": FOREIGN,
}


class Recording(Sheet):
    """A sheet that notes what is put on it, as calls of a bare canvas."""

    def __init__(self) -> None:
        super().__init__(title="", author="")
        self.calls: list[Call] = []

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        text = clean(text)
        name = face_for(text, bold=style.bold).name
        self.calls.append(("setFont", (name, style.size)))
        self.calls.append(("drawString", (x, PAGE_HEIGHT - y, text)))

    def text_right(self, x: float, y: float, text: str, style: Style) -> None:
        self.text(x - width_of(clean(text), style), y, text, style)

    def rule(self, from_x: float, to_x: float, y: float, weight: float = HAIRLINE) -> None:
        self.calls.append(("setLineWidth", (weight,)))
        self.calls.append(("line", (from_x, PAGE_HEIGHT - y, to_x, PAGE_HEIGHT - y)))

    def bars(self, x: float, y: float, height: float, widths: Sequence[float]) -> None:
        for number, width in enumerate(widths):
            if number % 2 == 0:
                self.calls.append(("rect", (x, PAGE_HEIGHT - y - height, width, height, 0, 1)))
            x += width

    def next_page(self) -> None:
        self.calls.append(("showPage", ()))


def marks_of(invoice: InvoicePaper) -> list[Call]:
    """The calls that put the same marks on a bare canvas."""
    sheet = Recording()
    draw_invoice(sheet, invoice)
    return sheet.calls


def bare(marks: Sequence[Call]) -> bytes:
    """The marks on a canvas, as ReportLab's guide does it."""
    made = BytesIO()
    canvas: Any = Canvas(made, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)
    for name, arguments in marks:
        getattr(canvas, name)(*arguments)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time_ns()
    work()
    return (time.process_time_ns() - begun) / 1_000_000


def main() -> int:
    """Prints each ratio; answers 1 where one is above the limit."""
    worst = 0.0
    for name, invoice in PAPERS.items():
        marks = marks_of(invoice)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(_milliseconds(lambda: invoice_pdf(invoice)))  # noqa: B023 (called here)
            theirs.append(_milliseconds(lambda: bare(marks)))  # noqa: B023 (called here)
        ratio = median(ours) / median(theirs)
        worst = max(worst, ratio)
        print(f"{name:24} {median(ours):6.2f} ms, bare {median(theirs):6.2f} ms: {ratio:.2f} times")
    print(f"{'limit':24} {LIMIT} times")
    return 1 if worst > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
