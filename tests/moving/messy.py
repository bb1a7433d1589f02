"""A spreadsheet as people keep them: odd headers, shortened words, days in words, faults."""

from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

PEOPLE = (
    ("Bay State Home Medical – patients", None, None, None, None, None, None, None),
    (None, None, None, None, None, None, None, None),
    ("Pt #", "Patient Name", "DOB", "Street", "Town", "ST", "Zip", "MH ID"),
    ("M1", "Alda, Rose", "Mar 4, 1941", "1 Main St", "Lowell", "MA", 1850, "100000000001"),
    ("M2", "Jo Bloom", "1952-07-09", "2 Elm St", "Salem", "MA", 1970, "100000000002"),
    ("M3", "Carr, Ida", "31.12.60", "3 Oak St", "Lynn", "MA", 1901, "100000000003"),
    (None, None, None, None, None, None, None, None),
    ("M4", "Dunn, Max", "05/06/1948", "4 Ash St", "Lynn", "MA", "019O1", "100000000004"),
    ("M5", "alda,  rose", "1941-03-04", "1 Main Street", "Lowell", "MA", 1850, None),
    ("M2", "Bloom, Joseph", "1952-07-09", "2 Elm St", "Salem", "MA", 1970, None),
)
"""M3 has a day in two ways, M4 an O for a zero, M5 is M1 again, M2 stands there twice."""

UNITS = (
    ("Serial #", "Item", "New/Used", "Purchase Date", "Cost", "Status", "Remarks"),
    ("SN-100", "W/C std", "N", "2024-02-01", "$410.00", "In stock", "front wheel squeaks"),
    ("SN-101", "w/c  STD", "used", "2023-05-17", 380, "avail", None),
    ("SN-102", "Hosp bed semi-elec", "refurb", "2022-01-05", 1250.5, "out", None),
    ("SN-103", "Hosp bed semi-elec", "new", "soon", 1250, "ready", None),
    ("SN-1O2", "Hosp bed semi-elec", "new", None, 1250, "ready", None),
)
"""SN-103 was bought ``soon``; SN-1O2 is SN-102 with an O."""

CATALOG = {
    "products.csv": "product_no,hcpcs,description,usual_rental,family\n"
    "WCS,K0001,Wheelchair standard,55.00,dme\n"
    "BED,E0260,Hospital bed semi electric,120.00,dme\n",
    "payers.csv": "payer_code,name,regime\nMH,MassHealth,masshealth\n",
}
"""What the shop knows before."""


def messy_workbook() -> bytes:
    """The workbook with both sheets."""
    book = Workbook()
    _fill(book.active, "Patients", PEOPLE)
    _fill(book.create_sheet(), "Equipment", UNITS)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, title: str, rows: tuple[tuple[object, ...], ...]) -> None:
    sheet.title = title
    for row in rows:
        sheet.append(row)


def write_messy(folder: Path) -> Path:
    """The workbook in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "Old list.xlsx"
    path.write_bytes(messy_workbook())
    return path
