"""One-off charges: what is charged once, beside the months of rent, and where each came from."""

from enum import StrEnum


class ChargeKind(StrEnum):
    """What is charged. Each is one question of the rate engine (``docs/formats/price.md``)."""

    PURCHASE = "purchase"
    PURCHASE_OPTION = "purchase_option"
    SUPPLY = "supply"
    REPAIR = "repair"
    SUBSTITUTE = "substitute"
    DIRECT_SERVICE = "direct_service"
    INFUSION_DAY = "infusion_day"
    PHARMACY_ITEM = "pharmacy_item"


class SourceKind(StrEnum):
    """Where a charge came from. The database keeps one live charge of each source.

    A charge that was entered by hand is its own source.
    """

    BY_HAND = "by_hand"
    SLIP_LINE = "slip_line"
    REPAIR_LINE = "repair_line"
    REPAIR_SUBSTITUTE = "repair_substitute"
    PURCHASE_OPTION = "purchase_option"


class RunKind(StrEnum):
    """What was posted: a month, or charges at once on an invoice of their own."""

    MONTH = "month"
    CHARGES = "charges"
