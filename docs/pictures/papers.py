"""Draws the pictures of ``docs/look-of-papers.md``: ``python -m docs.pictures.papers``."""

from pathlib import Path

import pypdfium2

from dmedesk.assets.rules.labels import layouts
from dmedesk.assets.sheets.count import count_pdf
from dmedesk.assets.sheets.labels import label_pdf
from dmedesk.billing.sheets import invoice_pdf
from dmedesk.deliveries.sheets.packet import packet_pdf
from dmedesk.deliveries.sheets.route import route_pdf
from dmedesk.deliveries.sheets.slip import slip_pdf
from tests.assets.sheets.specimens import COUNT, LABELS, SHOP
from tests.billing.sheets.specimens import BED, CHAIR, FOREIGN_MEMBER, OXYGEN, many, paper
from tests.deliveries.sheets.specimens import EXCHANGE, PACKET, ROUTE, SLIP

FOLDER = Path(__file__).parent
DOTS_AN_INCH = 110
GREYS = 16


def picture(content: bytes, page: int, name: str, *, share: float = 1.0) -> None:
    """One page of the paper, as a black-and-white printer shows it, on a small file.

    ``share`` is how much of it is shown, from the top.
    """
    document = pypdfium2.PdfDocument(content)
    image = document[page].render(scale=DOTS_AN_INCH / 72).to_pil().convert("L")
    shown = image.crop((0, 0, image.width, round(image.height * share)))
    shown.quantize(GREYS).save(FOLDER / name, optimize=True)
    document.close()


def main() -> None:
    """Every picture anew."""
    three = invoice_pdf(paper(BED, CHAIR, OXYGEN, member=FOREIGN_MEMBER), explained=True)
    picture(three, 0, "invoice.png")
    picture(three, 1, "invoice-computed.png")
    picture(invoice_pdf(many(30), explained=True), 1, "invoice-carried.png")
    picture(slip_pdf(SLIP), 0, "slip.png")
    picture(slip_pdf(SLIP), 1, "slip-members.png")
    picture(slip_pdf(EXCHANGE), 0, "slip-exchange.png")
    picture(packet_pdf(PACKET), 2, "agreement.png")
    picture(route_pdf(ROUTE), 0, "route.png")
    picture(count_pdf(COUNT), 0, "count.png")
    for name in ("avery5160", "avery5163", "avery5167"):
        labels = label_pdf(LABELS * 4, layouts()[name], SHOP, start=2)
        picture(labels, 0, f"labels-{name}.png", share=0.3)
    picture(label_pdf(LABELS, layouts()["roll"], SHOP), 0, "labels-roll.png")


if __name__ == "__main__":
    main()
