"""What charges are called, on papers and on screens."""

from collections.abc import Mapping

from dmedesk.billing.rules.charge_plan import ChargeHold, ChargeHoldCode
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.rules.holds import REASONS, RELEASES
from dmedesk.billing.rules.printed import PrintedCharge
from dmedesk.papers.rules import HoldCode

KINDS = {
    ChargeKind.PURCHASE: "Purchase",
    ChargeKind.PURCHASE_OPTION: "Purchase option",
    ChargeKind.SUPPLY: "Supply",
    ChargeKind.REPAIR: "Repair",
    ChargeKind.SUBSTITUTE: "Substitute",
    ChargeKind.DIRECT_SERVICE: "Direct service",
    ChargeKind.INFUSION_DAY: "Infusion day",
    ChargeKind.PHARMACY_ITEM: "Pharmacy item",
    ChargeKind.REMAINDER: "Remainder",
}

SOURCES = {
    SourceKind.BY_HAND: "entered by hand",
    SourceKind.SLIP_LINE: "slip",
    SourceKind.REPAIR_LINE: "repair",
    SourceKind.REPAIR_SUBSTITUTE: "substitute of a repair",
    SourceKind.PURCHASE_OPTION: "purchase option of a rental",
    SourceKind.ANSWERED_LINE: "left of",
}

HOLDS: Mapping[HoldCode | ChargeHoldCode, tuple[str, str]] = {
    **{code: (REASONS[code], RELEASES[code]) for code in HoldCode},
    HoldCode.NO_PROOF_OF_DELIVERY: (
        REASONS[HoldCode.NO_PROOF_OF_DELIVERY],
        "Enter the proof and its date with the charge.",
    ),
    HoldCode.PRICE_REFUSED: (
        REASONS[HoldCode.PRICE_REFUSED],
        "Enter the fee under Rates, or the cost on the charge's page: individual consideration.",
    ),
    ChargeHoldCode.NOT_PAYABLE: (
        "Nothing is payable",
        "Withdraw the charge: the clause pays nothing for it.",
    ),
    ChargeHoldCode.DIED_BEFORE: (
        "The member died before",
        "Withdraw the charge, or correct the day of death.",
    ),
    ChargeHoldCode.OTHER_PAYER_FIRST: (
        "Another payer pays first",
        "Charge that payer; or withdraw this and enter it with that payer's answer.",
    ),
    ChargeHoldCode.MEMBER_NOT_BILLED: (
        "A MassHealth member is not billed",
        "Charge MassHealth; or withdraw this and enter it with why it is not covered.",
    ),
}
"""Each reason for which a charge waits, and what releases it."""


def hold_words(hold: ChargeHold) -> str:
    """``No price: missing fee``: the reason, and what exactly is missing."""
    detail = hold.detail.replace("_", " ").rstrip(".")
    return f"{HOLDS[hold.code][0]}: {detail}" if detail else HOLDS[hold.code][0]


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
    """``30 units``, ``3 hours``, ``7 days``; of the remainder of one thing nothing."""
    if charge.kind is ChargeKind.REMAINDER and charge.units == 1:
        return ""
    one, many = _UNITS.get(charge.kind, ("unit", "units"))
    return f"{charge.units} {one if charge.units == 1 else many}"
