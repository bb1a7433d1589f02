"""Small files in the layouts of CMS, typed for these tests with a few of the real numbers.

Numbers are those of Massachusetts in the files of January 2025 and January 2026 (CMS, public
domain). In a state file every other area gets the number of Massachusetts, which is not so.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from dmedesk.catalog.rules.payment_classes import areas
from dmedesk.kit.grid import Line, read_grid

Row = tuple[str, ...]

# Each row: code, two modifiers, jurisdiction, category, both fees, and what it is.
DMEPOS_2025: tuple[Row, ...] = (
    ("A4253", "NU", "", "D", "IN", "8.32", "0.00", "Blood glucose/reagent strips"),
    ("A4321", "", "", "J", "OS", "0.00", "0.00", "Cath therapeutic irrig agent"),
    ("A7000", "NU", "", "D", "IN", "9.82", "10.52", "Disposable canister for pump"),
    ("A7000", "NU", "KE", "D", "IN", "0.00", "11.32", "Disposable canister for pump"),
    ("E0601", "RR", "", "D", "CR", "49.55", "86.04", "Cont airway pressure device"),
    ("E1390", "RR", "", "D", "OX", "96.91", "173.32", "Oxygen concentrator"),
    ("E1390", "RR", "QF", "D", "OX", "96.91", "173.32", "Oxygen concentrator"),
    ("K0823", "RR", "", "D", "CR", "319.60", "547.16", "Pwc gp 2 std cap chair"),
    ("L1851", "", "", "D", "PO", "1,041.26", "0.00", "Ko single upright prefab ots"),
)
DMEPOS_2026_RESAVED: tuple[Row, ...] = (
    ("A7000", "NU", "KE", "D", "IN", "0", "11.58", "Disposable canister for pump"),
    ("E0260", "RR", "", "D", "CR", "72.8", "128.14", "Hosp bed semi-electr w/ matt"),
    ("E0601", "RR", "", "D", "CR", "50.89", "87.95", "Cont airway pressure device"),
    ("K0739", "", "", "J", "LT", "33.57", "0", "Repair/svc dme non-oxygen eq"),
)
# Each row: code, two modifiers, both fees, and what it is.
PEN_2025: tuple[Row, ...] = (
    ("B4034", "", "", "3.83", "6.03", "Enter feed supkit syr by day"),
    ("E0776", "NU", "KE", "0.00", "109.84", "Iv pole"),
)
CBA_AREAS = ("Boston, MA", "Springfield, MA", "Worcester, MA")
# Each row: code, three modifiers, category, a fee for each area, and what it is.
FORMER_CBA_2025: tuple[Row, ...] = (
    ("A7000", "NU", "KG", "", "IN", "9.19", "10.39", "10.36", "Disposable canister for pump"),
    ("E0601", "RR", "", "", "CR", "52.13", "49.34", "49.97", "Cont airway pressure device"),
    ("E0776", "NU", "BA", "KG", "", "67.79", "62.45", "64.61", "Iv pole"),
    ("L1851", "", "", "", "PO", "725.35", "1,041.26", "               .", "Ko single upright"),
)
MAIL_ORDER_2025: tuple[Row, ...] = (
    ("A4253", "NU", "KL", "", "IN", "10.39", "Blood glucose/reagent strips"),
    ("A4259", "KL", "", "", "SU", "1.78", "Lancets per box"),
)
CBA_ZIPS_2025: tuple[Row, ...] = (
    ("MA", "01103", "Springfield, MA", "Springfield, MA", "202501"),
    ("MA", "02139", "Boston, MA", "Boston-Cambridge-Quincy, MA", "202501"),
)
RURAL_ZIPS_2025: tuple[Row, ...] = (("MA", "01223", "202501"), ("NH", "03046", "202501"))

PREAMBLE = ("Durable Medical Equipment,", "Prosthetics, Orthotics, and Supplies", "(DMEPOS)")


def csv_of(rows: Sequence[Sequence[str]]) -> str:
    """The rows as CSV text, as a spreadsheet writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _above(title: str, width: int, extra: Sequence[str] = ()) -> list[list[str]]:
    texts = [*PREAMBLE, title, "", *extra]
    return [[text, *[""] * (width - 1)] for text in texts]


def dmepos(rows: Sequence[Row] = DMEPOS_2025, title: str = "January 2025 Fee Schedule") -> str:
    """A DMEPOS file with its 114 columns; without a title, re-saved from a spreadsheet."""
    pairs = [f"{area} {column}" for area in areas() for column in ("(NR)", "(R)")]
    fixed = ["HCPCS", "Mod", "Mod2", "JURIS", "CATG", "Ceiling", "Floor"]
    header = [*fixed, *pairs, "Description"]
    table = [[*row[:5], "0.00", "0.00", *row[5:7] * len(areas()), row[7]] for row in rows]
    above = _above(title, len(header)) if title else []
    return csv_of([*above, header, *table])


def pen(rows: Sequence[Row] = PEN_2025) -> str:
    """A PEN file with its own header: no space before (NR), MOD in capitals, Desc."""
    pairs = [f"{area}{column}" for area in areas() for column in ("(NR)", "(R)")]
    header = ["HCPCS", "MOD", "MOD2", *pairs, "Desc"]
    table = [[*row[:3], *row[3:5] * len(areas()), row[5]] for row in rows]
    return csv_of([*_above("January 2025 Fee Schedule", len(header)), header, *table])


def former_cba(rows: Sequence[Row] = FORMER_CBA_2025, areas: Sequence[str] = CBA_AREAS) -> str:
    """A Former-CBA fee file: a note on line 6, the header on line 7, quoted area names."""
    header = ["HCPCS", "Mod", "Mod2", "Mod3", "CATG", *areas, "Description"]
    note = "Note:  the CBA labels are the short CBA names."
    title = "January 2025 Former CBA Fee Schedule "
    return csv_of([*_above(title, len(header), [note]), header, *rows])


def mail_order(rows: Sequence[Row] = MAIL_ORDER_2025) -> str:
    """A national mail order file: header on line 6, empty lines and three notes at the end."""
    header = ["HCPCS", "Mod", "Mod2", "Mod3", "CATG", "National Mail-Order", "Description"]
    title = "January 2025 Former CBA National Mail Order Diabetic Testing Supply Fee Schedule"
    notes = ["", "", "Note:  the above are mail order fees", "supplies in all parts,", "Guam and"]
    below = [[note, *[""] * 6] for note in notes]
    return csv_of([*_above(title, 7), header, *rows, *below])


def cba_zips(rows: Sequence[Row] = CBA_ZIPS_2025) -> str:
    """A Former-CBA ZIP file: header on line 6."""
    header = ["CBA State", "CBA ZIP Code", "CBA Name Short", "CBA Name", "Year/Qtr"]
    return csv_of([*_above("January 2025 Former CBA ZIP Codes ", 5), header, *rows])


def rural_zips(
    rows: Sequence[Row] = RURAL_ZIPS_2025,
    header: Sequence[str] = ("STATE", "DMEPOS RURAL ZIP CODE", "YEAR/QTR"),
) -> str:
    """A Rural ZIP file, which begins with its header."""
    return csv_of([header, *rows])


def lines_of(text: str) -> list[Line]:
    """The lines of a file's text."""
    return read_grid(text.encode(), file_name="file.csv", encodings=("utf-8",))


def write(folder: Path, name: str, text: str) -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path
