"""A unit's state as every screen shows it: sign, word and colour."""

from collections.abc import Mapping

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.kit.offers import State
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
