"""Draws the pictures of ``docs/look-of-papers.md``: ``python -m docs.pictures.papers``."""

from pathlib import Path

import pypdfium2

from dmedesk.billing.sheets import InvoicePaper, invoice_pdf
from tests.billing.sheets.specimens import BED, CHAIR, FOREIGN_MEMBER, OXYGEN, many, paper

FOLDER = Path(__file__).parent
DOTS_AN_INCH = 110
GREYS = 16


def picture(invoice: InvoicePaper, page: int, name: str) -> None:
    """One page of the paper, as a black-and-white printer shows it, on a small file."""
    document = pypdfium2.PdfDocument(invoice_pdf(invoice, explained=True))
    image = document[page].render(scale=DOTS_AN_INCH / 72).to_pil().convert("L")
    image.quantize(GREYS).save(FOLDER / name, optimize=True)
    document.close()


def main() -> None:
    """Every picture anew."""
    three = paper(BED, CHAIR, OXYGEN, member=FOREIGN_MEMBER)
    picture(three, 0, "invoice.png")
    picture(three, 1, "invoice-computed.png")
    picture(many(30), 1, "invoice-carried.png")


if __name__ == "__main__":
    main()
