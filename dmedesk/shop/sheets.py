"""The head of a paper as a letterhead makes it, to be looked at before it is in force."""

from dmedesk.kit.postal import Address, Letterhead, address_lines
from dmedesk.kit.stored import Values
from dmedesk.printing.addresses import Addressee, draw_addresses
from dmedesk.printing.heading import draw_heading
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet

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
