"""Reads the fee files of CMS: DMEPOS and PEN by state, Former CBA by area, national mail order.

Fees are kept as published. An amount of 0.00 stays an amount; in an (R) column it says that there
is no separate rural fee, so that column gives no row. A lone dot is a blank.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dmedesk.catalog.rules.fees import PublishedFee
from dmedesk.catalog.rules.layouts.reading import Faults, Sheet, Uniqueness
from dmedesk.catalog.rules.layouts.shape import (
    MAIL_ORDER_FEE,
    NON_RURAL,
    RURAL,
    is_code,
    table_lines,
)
from dmedesk.catalog.rules.payment_classes import Class, class_of
from dmedesk.catalog.rules.words import PricingArea
from dmedesk.kit import cells
from dmedesk.kit.grid import Line
from dmedesk.rates.question import rows_key

Place = tuple[PricingArea, str]
"""An area, and the name of the former bidding area (else empty)."""

_NO_AMOUNT = frozenset({"", "."})
_MODIFIER_COLUMNS = ("MOD", "MOD2", "MOD3")
_TEXT_COLUMNS = frozenset({"HCPCS", "JURIS", "CATG", "DESCRIPTION", "DESC", *_MODIFIER_COLUMNS})


@dataclass(slots=True)
class _Amounts:
    """Reads fee cells, each spelling once: a file repeats the same few thousand amounts."""

    faults: Faults
    known: dict[str, int | None] = field(default_factory=dict)

    def read(self, cell: str, line: int, column: str) -> int | None:
        """The cents of a cell, or None for a blank; a cell that is no fee becomes a fault."""
        if cell in self.known:
            return self.known[cell]
        if cell in _NO_AMOUNT:
            cents = None
        else:
            try:
                cents = cells.money(cell)
            except cells.Unreadable as error:
                self.faults.add(error.code, error.message, error.remedy, line=line, column=column)
                return None
        self.known[cell] = cents
        return cents


def by_state(
    sheet: Sheet, columns: Mapping[str, int], faults: Faults, *, state: str
) -> Iterator[PublishedFee]:
    """The fees of one state in a DMEPOS or PEN file, with a rural row where there is a rural fee.

    Every state's cells are judged: a file with a fault anywhere is not the file of CMS.
    """
    non_rural, rural = f"{state}{NON_RURAL}", f"{state}{RURAL}"
    for row in _rows(sheet, columns, faults):
        yield row.fee((PricingArea.NON_RURAL, ""), row.amounts.get(non_rural))
        if row.amounts.get(rural):
            yield row.fee((PricingArea.RURAL, ""), row.amounts[rural])


def by_former_cba(
    sheet: Sheet, columns: Mapping[str, int], faults: Faults
) -> Iterator[PublishedFee]:
    """The fees of every former competitive bidding area."""
    for row in _rows(sheet, columns, faults):
        for area, cents in row.amounts.items():
            yield row.fee((PricingArea.FORMER_CBA, area), cents)


def national(sheet: Sheet, columns: Mapping[str, int], faults: Faults) -> Iterator[PublishedFee]:
    """The fees of the national mail order file, the same everywhere."""
    for row in _rows(sheet, columns, faults):
        yield row.fee((PricingArea.ANY, ""), row.amounts.get(MAIL_ORDER_FEE))


@dataclass(frozen=True, slots=True)
class _Row:
    hcpcs: str
    modifiers: str
    classed: Class
    amounts: dict[str, int | None]

    def fee(self, place: Place, cents: int | None) -> PublishedFee:
        area, cba_name = place
        return PublishedFee(
            self.hcpcs,
            self.modifiers,
            area,
            cba_name,
            cents,
            self.classed.payment_class,
            self.classed.family,
        )


def _rows(sheet: Sheet, columns: Mapping[str, int], faults: Faults) -> Iterator[_Row]:
    amounts = _Amounts(faults)
    once = Uniqueness(faults, "code and set of modifiers")
    money = [(name, place) for name, place in columns.items() if name not in _TEXT_COLUMNS]
    key = columns["HCPCS"]
    for line in table_lines(sheet, faults, key=key, is_row=is_code):
        hcpcs = line.cells[key]
        modifiers = _modifiers(line, columns, faults)
        once.see((hcpcs, modifiers), f"{hcpcs} {modifiers}".strip(), line.number)
        yield _Row(
            hcpcs,
            modifiers,
            class_of(hcpcs, line.cells[columns["CATG"]] if "CATG" in columns else ""),
            {name: amounts.read(line.cells[place], line.number, name) for name, place in money},
        )


def _modifiers(line: Line, columns: Mapping[str, int], faults: Faults) -> str:
    """The row's set of modifiers as one text: sorted, a space between."""
    found = []
    for name in _MODIFIER_COLUMNS:
        cell = line.cells[columns[name]] if name in columns else ""
        if not cell:
            continue
        found.append(cell)
        if len(cell) != 2 or not (cell.isascii() and cell.isalnum() and cell == cell.upper()):
            faults.add(
                "bad_modifier",
                f"{cell!r} is not a modifier.",
                "A modifier is two capital letters or digits.",
                line=line.number,
                column=name,
            )
    return rows_key(found)
