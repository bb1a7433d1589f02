"""The words of members, payers and practitioners, and what their identifiers must look like."""

from enum import StrEnum


class Regime(StrEnum):
    """Whose rules price a payer's lines."""

    MASSHEALTH = "masshealth"
    MEDICARE = "medicare"
    PRIVATE = "private"


class Setting(StrEnum):
    """The place a member lives in; a nursing facility lowers oxygen and respiratory rent."""

    HOME = "home"
    NURSING_FACILITY = "nursing_facility"
