"""The rules of members: their words, their numbers, where they live, who covers them."""

from dmedesk.members.rules.identifiers import (
    masshealth_id_is_valid,
    mbi_is_valid,
    npi_is_valid,
    plain_number,
)
from dmedesk.members.rules.residences import Stay, setting_on
from dmedesk.members.rules.words import LeavingReason, Regime, Setting, Standing

__all__ = [
    "LeavingReason",
    "Regime",
    "Setting",
    "Standing",
    "Stay",
    "masshealth_id_is_valid",
    "mbi_is_valid",
    "npi_is_valid",
    "plain_number",
    "setting_on",
]
