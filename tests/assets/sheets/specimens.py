"""Papers of units to be printed in tests and looked at."""

from datetime import date

from dmedesk.assets.rules.labels import UnitLabel
from dmedesk.assets.rules.papers import CountLine, CountPaper
from dmedesk.kit.postal import Letterhead

SHOP = Letterhead(
    "Bay State Home Medical",
    ("12 Harbor Street", "Quincy, MA 02169"),
    phone="617-555-0100",
    npi="1234567893",
)
LINES = (
    CountLine("06AE123456", "Hospital bed, Invacare 5410IVC", "B-0017", "in stock, ready"),
    CountLine("0521987", "Oxygen concentrator, Philips EverFlo 1020000", "", "in cleaning"),
    CountLine("WC-2210-X", "Wheelchair, standard, with elevating leg rests", "W-0003"),
)
COUNT = CountPaper(SHOP, "Shelf A, back room", date(2026, 10, 5), LINES, number="COUNT-0012")
LONG_COUNT = CountPaper(
    SHOP,
    "Van 2",
    date(2026, 10, 5),
    tuple(CountLine(f"06AE{number:06}", "Hospital bed", f"B-{number:04}") for number in range(70)),
    has_barcodes=True,
)
LABELS = (
    UnitLabel("06AE123456", "Hospital bed, semi-electric, Invacare 5410IVC", "B-0017"),
    UnitLabel("0521987", "Oxygen concentrator, Philips EverFlo 1020000"),
    UnitLabel("WC-2210-X/77", "Wheelchair, standard, with elevating leg rests", "W-0003"),
)
