"""Every state has a sign and a colour of its own."""

from dmedesk.kit.offers import State
from dmedesk.widgets.states import SIGNS, TONES


def test_every_state_has_its_own_sign_and_colour() -> None:
    assert SIGNS.keys() == TONES.keys() == set(State)
    assert len(set(SIGNS.values())) == len(set(TONES.values())) == len(State)
