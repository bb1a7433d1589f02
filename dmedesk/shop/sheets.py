"""A letterhead and a text as papers print them, to be looked at before they are in force."""

from collections.abc import Sequence

from dmedesk.kit.postal import Address, Letterhead, address_lines
from dmedesk.kit.prose import Paragraph
from dmedesk.kit.stored import Values
from dmedesk.printing.addresses import Addressee, draw_addresses
from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import LEFT, LINE, baseline
from dmedesk.printing.heading import draw_heading
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.prose import prose_rows
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import draw_row, pages_of
from dmedesk.printing.typeface import TITLE

_ADDRESS = ("address1", "address2", "city", "state", "zip")
_PAYER = Address("Payer's name", ("Payer's street", "City, MA 02100"))
_MEMBER = Address("Member's name", ("Member's street", "City, MA 02100"))


def sample_head(said: Values, *, logo: bytes | None, number: str) -> bytes:
    """One page with the head of an invoice, as PDF; ``said`` goes by ``company.csv``.

    Raises ``Refused`` where the logo is no picture.
    """
    supplier = Letterhead(
        name=said["name"] or "",
        lines=address_lines(*(said[name] for name in _ADDRESS)),
        phone=said["phone"] or "",
        npi=said["npi"] or "",
        logo=logo,
    )
    sheet = Sheet(title="Letterhead", author=supplier.name)
    draw_letterhead(sheet, supplier)
    draw_heading(sheet, "Invoice", number)
    draw_addresses(sheet, Addressee("Payer", _PAYER), Addressee("Member", _MEMBER))
    return sheet.finish()


def sample_text(title: str, said: Sequence[Paragraph], *, supplier: Letterhead) -> bytes:
    """A text on paper under the shop's letterhead, as PDF.

    Raises ``Refused`` where the logo is no picture.
    """
    sheet = Sheet(title=title, author=supplier.name)
    draw_letterhead(sheet, supplier)
    top, later = baseline(9), baseline(2)
    sheet.text(LEFT, top - LINE, title, TITLE)
    rows = prose_rows(said)
    heights = [row.height for row in rows]
    room = {"first": FOOTER_TOP - top, "later": FOOTER_TOP - later, "carry": 0.0, "tail": 0.0}
    pages = pages_of(heights, **room)
    for number, page in enumerate(pages, start=1):
        y = top
        if number > 1:
            sheet.next_page()
            y = later
        for row in rows[page.start : page.stop]:
            y = draw_row(sheet, row, y)
        draw_footer(sheet, "To be looked at: not in force by being shown.", number, len(pages))
    return sheet.finish()
