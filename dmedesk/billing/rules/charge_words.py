"""What charges are called, on papers and on screens."""

from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.rules.printed import PrintedCharge

KINDS = {
    ChargeKind.PURCHASE: "Purchase",
    ChargeKind.PURCHASE_OPTION: "Purchase option",
    ChargeKind.SUPPLY: "Supply",
    ChargeKind.REPAIR: "Repair",
    ChargeKind.SUBSTITUTE: "Substitute",
    ChargeKind.DIRECT_SERVICE: "Direct service",
    ChargeKind.INFUSION_DAY: "Infusion day",
    ChargeKind.PHARMACY_ITEM: "Pharmacy item",
}

SOURCES = {
    SourceKind.BY_HAND: "entered by hand",
    SourceKind.SLIP_LINE: "slip",
    SourceKind.REPAIR_LINE: "repair",
    SourceKind.REPAIR_SUBSTITUTE: "substitute of a repair",
    SourceKind.PURCHASE_OPTION: "purchase option of a rental",
}

_UNITS = {
    ChargeKind.DIRECT_SERVICE: ("hour", "hours"),
    ChargeKind.INFUSION_DAY: ("day", "days"),
}


def charge_named(charge: PrintedCharge) -> str:
    """``Purchase, used C000012``: what it is, and its number."""
    is_used = charge.condition == "used" and charge.kind in (
        ChargeKind.PURCHASE,
        ChargeKind.PURCHASE_OPTION,
    )
    return f"{KINDS[charge.kind]}{', used' if is_used else ''} {charge.charge_no}"


def units_named(charge: PrintedCharge) -> str:
    """``30 units``, ``3 hours``, ``7 days``."""
    one, many = _UNITS.get(charge.kind, ("unit", "units"))
    return f"{charge.units} {one if charge.units == 1 else many}"
