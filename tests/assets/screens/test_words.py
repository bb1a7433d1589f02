"""Every state of a unit has a sign, a word and a colour."""

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.screens.words import CONDITION_WORDS, STATE_WORDS, state_of
from dmedesk.widgets.theme import Tone


def test_every_state_is_told_apart() -> None:
    assert STATE_WORDS.keys() == set(AssetState)
    assert len({state_of(state)[0] for state in AssetState}) == len(AssetState)
    assert state_of(AssetState.RECALLED) == ("✕ recalled", Tone.STOPPED)
    assert state_of(AssetState.ON_RENT) == ("→ on rent", Tone.OUT)


def test_every_condition_has_a_word() -> None:
    assert CONDITION_WORDS.keys() == set(Condition)
