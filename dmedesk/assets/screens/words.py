"""A unit's state as every screen shows it: sign, word and colour; the serial in a scan."""

from collections.abc import Mapping
from datetime import date

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import State
from dmedesk.scans.udi import is_label, read_udi
from dmedesk.widgets.related import SIGNS, tone_of
from dmedesk.widgets.theme import Tone

STATE_WORDS: Mapping[AssetState, tuple[str, State]] = {
    AssetState.READY: ("in stock", State.READY),
    AssetState.ON_RENT: ("on rent", State.OUT),
    AssetState.LOANED: ("lent", State.OUT),
    AssetState.SOLD: ("sold", State.CLOSED),
    AssetState.CLEANING: ("to clean", State.WAITING),
    AssetState.REPAIR: ("in repair", State.WAITING),
    AssetState.QUARANTINED: ("set apart", State.WAITING),
    AssetState.RECALLED: ("recalled", State.STOPPED),
    AssetState.LOST: ("lost", State.STOPPED),
    AssetState.RETIRED: ("retired", State.CLOSED),
}
"""Each state's word, and what it means to whoever looks."""

CONDITION_WORDS: Mapping[Condition, str] = {Condition.NEW: "New", Condition.USED: "Used"}


def state_of(state: AssetState) -> tuple[str, Tone]:
    """Sign and word of a state, and its colour."""
    word, meaning = STATE_WORDS[state]
    return f"{SIGNS[meaning]} {word}", tone_of(meaning)


def scanned_serial(text: str, *, today: date) -> str:
    """The serial that a scan names: that of a label, or all that was read.

    Raises ``Refused`` for a label that cannot be read, or names no serial.
    """
    if not is_label(text):
        return text
    serial = read_udi(text, today=today).serial
    if not serial:
        message = "The label names no serial: it is that of an item, not of one unit."
        remedy = "Scan the label with the serial, or type it from the plate."
        raise Refused([Finding(Severity.STOP, "no_serial", message, remedy=remedy)])
    return serial
