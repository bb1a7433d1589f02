"""The supplier on its papers: top left, a logo with the name and address beside it."""

from dmedesk.kit.postal import Letterhead
from dmedesk.printing.grid import LEFT, TOP, baseline, column, column_end
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL, STRONG
from dmedesk.printing.wrapping import wrap

LOGO_WIDTH = 1.6 * 72
LOGO_HEIGHT = 0.6 * 72
_LINES = 6
_LOGO_COLUMNS = 3


def draw_letterhead(sheet: Sheet, supplier: Letterhead) -> None:
    """Logo, name, address, phone and NPI in columns 1 to 8, above an envelope's window.

    Raises ``Refused`` where the logo is no picture.
    """
    x = LEFT
    if supplier.logo is not None:
        sheet.picture(x, TOP, supplier.logo, LOGO_WIDTH, LOGO_HEIGHT)
        x = column(_LOGO_COLUMNS + 1)
    width = column_end(8) - x
    name = wrap(supplier.name, STRONG, width, most=2)
    contact = " · ".join(
        part for part in (supplier.phone, f"NPI {supplier.npi}" if supplier.npi else "") if part
    )
    below = [line for text in supplier.lines for line in wrap(text, SMALL, width, most=2)]
    below = below[: _LINES - len(name) - 1]
    below.extend(wrap(contact, SMALL, width, most=1))
    for number, line in enumerate(name, start=1):
        sheet.text(x, baseline(number), line, STRONG)
    for number, line in enumerate(below, start=len(name) + 1):
        sheet.text(x, baseline(number), line, SMALL)
