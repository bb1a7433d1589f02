"""What somebody brings along who begins with DMEDesk: a messy workbook, and a file of fees."""

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from dmedesk.kit.calendar import first_of_month, months_after

SERIAL, MEMBER = "HB-20-7731", "Rose Alda"
FEE = "75.00"
"""The fourth month of a capped bed of 1,000.00: after three of 10% of it, each is 7.5% of it."""

_Rows = tuple[tuple[object, ...], ...]
_PEOPLE: _Rows = (
    ("Bay State Home Medical – patients", None, None, None, None, None, None),
    (None, None, None, None, None, None, None),
    ("Pt #", "Patient Name", "DOB", "Street", "Town", "ST", "Zip"),
    ("M1", "Alda, Rose", "Mar 4, 1941", "1 Main St", "Lowell", "MA", 1850),
    ("M2", "Jo Bloom", "1952-07-09", "2 Elm St", "Salem", "MA", 1970),
    ("M3", "Carr, Ida", "31.12.60", "3 Oak St", "Lynn", "MA", 1901),
    ("M4", "Dunn, Max", "05/06/1948", "4 Ash St", "Lynn", "MA", "019O1"),
    ("M5", "alda,  rose", "1941-03-04", "1 Main Street", "Lowell", "MA", 1850),
)
"""M3 has a day in two ways, M4 an O for a zero; M5 is M1 again."""
_UNITS: _Rows = (
    ("Serial #", "Item", "New/Used", "Status"),
    (SERIAL, "BED", "N", "out"),
    ("HB-20-7740", "Hosp bed", "used", "In stock"),
    ("OX-1", "OXY", "N", "out"),
)
_PLANS: _Rows = (("Plan", "Name", "Payer type"), ("MH", "MassHealth", "Medicaid"))
_PRICES: _Rows = (
    ("Item code", "HCPCS", "Description", "Monthly charge"),
    ("BED", "E0260", "Hospital bed semi electric", "$500.00"),
    ("OXY", "E1390", "Oxygen concentrator", "$400.00"),
)
_RENTALS = ("Contract #", "Pt #", "Insurance", "Serial #", "Delivered", "Months billed",
            "Paid to date", "PA required", "POD", "POD date")  # fmt: skip


def begun_on(today: date) -> date:
    """When the rentals began: three months before the present one."""
    return months_after(first_of_month(today), -3)


def write_workbook(folder: Path, *, today: date) -> Path:
    """Members, units, rentals with what was billed elsewhere, plans and prices in one workbook."""
    begun = begun_on(today)
    rentals = (
        _RENTALS,
        ("R1", "M1", "MH", SERIAL, begun.isoformat(), 3, "$300.00", "y", "yes", begun.isoformat()),
        ("R2", "M2", "MH", "OX-1", begun.isoformat(), 3, 600, "n", "no", None),
    )
    book = Workbook()
    book.remove(book.active)
    for title, rows in (
        ("Patients", _PEOPLE),
        ("Equipment", _UNITS),
        ("On rent", rentals),
        ("Plans", _PLANS),
        ("Price list", _PRICES),
    ):
        _fill(book.create_sheet(title), rows)
    path = folder / "Old list.xlsx"
    book.save(path)
    return path


def _fill(sheet: Any, rows: _Rows) -> None:
    for one in rows:
        sheet.append(one)


def write_fees(folder: Path, *, today: date) -> Path:
    """Made-up fees in the rate book's own form, in force for a year."""
    from_on = months_after(first_of_month(today), -12)
    path = folder / "fees.csv"
    path.write_text(
        "hcpcs,modifiers,fee,from_on,payment_class,family\n"
        f"E0260,NU,1000.00,{from_on},capped,\n"
        f"E1390,RR,200.00,{from_on},monthly,oxygen\n"
    )
    return path
