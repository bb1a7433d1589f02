"""Reads ``fees.csv`` or ``fees.xlsx``, the rate book's own form (``billing.md``)."""

from collections.abc import Sequence

from dmedesk.catalog.rules.fees import OwnFee, written
from dmedesk.catalog.rules.words import Family, FeeRegime, PaymentClass
from dmedesk.kit import cells
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stops
from dmedesk.kit.grid import Line
from dmedesk.kit.records import Column, RecordFile, from_before_until, read_rows
from dmedesk.kit.stored import Values
from dmedesk.rates.question import IC, Fee, rows_key

ENCODINGS = ("utf-8-sig",)

_IC_SPELLINGS = frozenset({"I.C.", "I.C", "IC"})


def modifiers(cell: str) -> str:
    """A set of modifiers with spaces between, as one text: sorted, a space between."""
    found = cell.upper().replace(",", " ").split()
    for modifier in found:
        if len(modifier) != 2 or not (modifier.isascii() and modifier.isalnum()):
            raise cells.Unreadable(
                "bad_modifier",
                f"{modifier!r} is not a modifier.",
                "Write modifiers of two letters or digits with a space between, such as RR KH.",
            )
    return rows_key(found)


def fee(cell: str) -> Fee:
    """An amount of money, or ``I.C.`` for individual consideration."""
    return IC if cell.upper() in _IC_SPELLINGS else cells.money(cell)


FEES = RecordFile(
    name="fees",
    columns=(
        Column("hcpcs", cells.hcpcs, required=True),
        Column("modifiers", modifiers, required=True, may_be_empty=True, empty=""),
        Column("fee", fee, required=True, may_be_empty=True, write=written),
        Column("from_on", cells.day, required=True),
        Column("until_on", cells.last_day),
        Column("payment_class", cells.one_of(PaymentClass)),
        Column("family", cells.one_of(Family)),
        Column("source", cells.text),
        Column("regime", cells.one_of(FeeRegime), empty=FeeRegime.MASSHEALTH),
    ),
    key=("regime", "hcpcs", "modifiers", "from_on"),
    check=from_before_until,
)


def is_own(lines: Sequence[Line]) -> bool:
    """Whether the first filled line is a header that names a code and a fee."""
    header = next((line for line in lines if not line.is_empty), None)
    return header is not None and {"hcpcs", "fee"} <= {cell.casefold() for cell in header.cells}


def read(lines: Sequence[Line], *, file_name: str) -> list[Values]:
    """The values of every row, by the columns that the file has.

    Raises ``Refused`` with every fault of the file where it has any.
    """
    found = read_rows(FEES, file=file_name, lines=lines)
    if stops(found.findings):
        raise Refused(found.findings)
    return [row.values for row in found.rows]


def own_fee(values: Values) -> OwnFee:
    """The row of these values; what its file did not have is empty, the regime MassHealth."""
    return OwnFee(
        regime=values.get("regime", FeeRegime.MASSHEALTH),
        hcpcs=values["hcpcs"],
        modifiers=values["modifiers"],
        from_on=values["from_on"],
        until_on=values.get("until_on"),
        fee=values["fee"],
        payment_class=values.get("payment_class"),
        family=values.get("family"),
        source=values.get("source"),
    )
