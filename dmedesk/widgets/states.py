"""The sign and the colour of each state, the same on every screen; houses say the word."""

from collections.abc import Mapping

from dmedesk.kit.offers import State
from dmedesk.widgets.theme import Tone

SIGNS: Mapping[State, str] = {
    State.READY: "✓",
    State.OUT: "→",
    State.WAITING: "‖",
    State.STOPPED: "×",
    State.CLOSED: "–",
}
TONES: Mapping[State, Tone] = {
    State.READY: Tone.READY,
    State.OUT: Tone.OUT,
    State.WAITING: Tone.WAITING,
    State.STOPPED: Tone.STOPPED,
    State.CLOSED: Tone.CLOSED,
}
