"""The months of a rental: which ones there are, which number each carries, which unit served."""

from enum import StrEnum


class Proof(StrEnum):
    """How the delivery is proven; ``none`` is no proof."""

    SIGNED = "signed"
    DRIVER_NOTE = "driver_note"
    CARRIER_LOG = "carrier_log"
    NONE = "none"
