"""Every word of the house can be read aloud."""

from dmedesk.members.rules import words


def test_every_choice_has_its_words() -> None:
    assert set(words.REGIME_WORDS) == set(words.Regime)
    assert set(words.SETTING_WORDS) == set(words.Setting)
    assert set(words.LEAVING_WORDS) == set(words.LeavingReason)
    assert set(words.STANDING_WORDS) == set(words.Standing)
