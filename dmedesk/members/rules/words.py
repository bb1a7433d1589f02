"""The words of members, payers and practitioners."""

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


class LeavingReason(StrEnum):
    """Why a member is no longer ours: moved out of reach, or wants our service no more."""

    MOVED_AWAY = "moved_away"
    ENDED_SERVICE = "ended_service"


class Standing(StrEnum):
    """Whether a practitioner may order: what a look into the public lists showed on its day."""

    ENROLLED = "enrolled"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


REGIME_WORDS = {
    Regime.MASSHEALTH: "MassHealth",
    Regime.MEDICARE: "Medicare",
    Regime.PRIVATE: "Private or other",
}
"""Whose rules, as people read it."""

SETTING_WORDS = {Setting.HOME: "At home", Setting.NURSING_FACILITY: "Nursing facility"}
"""Where somebody lives, as people read it."""

LEAVING_WORDS = {
    LeavingReason.MOVED_AWAY: "Moved away",
    LeavingReason.ENDED_SERVICE: "Ended service",
}
"""Why somebody left, as people read it."""

STANDING_WORDS = {
    Standing.ENROLLED: "Enrolled",
    Standing.EXCLUDED: "Excluded",
    Standing.UNKNOWN: "Not known",
}
"""What a check showed, as people read it."""
