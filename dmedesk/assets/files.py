"""The file of units."""

from dmedesk.assets.rules import AssetState, Condition, serial_key
from dmedesk.kit.cells import Unreadable, day, identifier, money, one_of, text
from dmedesk.kit.records import Column, RecordFile, Reference


def serial(cell: str) -> str:
    """A serial as printed."""
    printed = identifier(cell)
    if not serial_key(printed):
        raise Unreadable(
            "bad_serial", f"{cell!r} is not a serial.", "Write the serial as the unit shows it."
        )
    return printed


def compared_serial(cell: str) -> str:
    """The compared form of a serial, for files that refer to a unit."""
    return serial_key(serial(cell))


ASSETS = RecordFile(
    "assets",
    columns=(
        Column("serial", serial, required=True),
        Column("product_no", identifier, required=True),
        Column("condition", one_of(Condition)),
        Column("lot", text),
        Column("acquired_on", day),
        Column("cost", money),
        Column("state", one_of(AssetState)),
    ),
    key=("serial",),
    references=(Reference(("product_no",), "products"),),
    fold=serial_key,
)
