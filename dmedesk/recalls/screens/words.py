"""How recalls look on screen: words with their tone, the days that are left."""

from datetime import date

from dmedesk.assets.rules.criteria import Stand
from dmedesk.recalls.queries.cases import CaseLetter
from dmedesk.recalls.rules.clock import Clock, Light
from dmedesk.recalls.rules.words import LETTER_WORDS, STAGE_WORDS, WAY_WORDS, LetterStep, Stage
from dmedesk.widgets.theme import Tone

STAND_WORDS = {
    Stand.CERTAIN: ("Certain", Tone.STOPPED),
    Stand.POSSIBLE: ("Possible", Tone.WAITING),
    Stand.CONFIRMED: ("Confirmed", Tone.STOPPED),
    Stand.CLEARED: ("Clear", Tone.CLOSED),
    Stand.REMEDIED: ("Remedied", Tone.READY),
}
STAGE_TONES = {
    Stage.DECIDE: Tone.STOPPED,
    Stage.TELL: Tone.WAITING,
    Stage.REMEDY: Tone.WAITING,
    Stage.READY: Tone.READY,
    Stage.CLOSED: Tone.CLOSED,
}
LIGHT_TONES = {
    Light.NONE: Tone.CLOSED,
    Light.GREEN: Tone.READY,
    Light.AMBER: Tone.WAITING,
    Light.RED: Tone.STOPPED,
    Light.LATE: Tone.STOPPED,
    Light.STOPPED: Tone.CLOSED,
}


def stage_state(stage: str) -> tuple[str, Tone]:
    """A stage's word and its tone."""
    found = Stage(stage)
    return STAGE_WORDS[found], STAGE_TONES[found]


def due_words(clock: Clock | None) -> str:
    """By when, and how many business days that is: ``2025-12-04, 2 days``."""
    if clock is None:
        return ""
    due = clock.due_on or clock.maker_due_on
    if due is None:
        return "no day set"
    if clock.light is Light.STOPPED:
        return str(due)
    return f"{due}, {left_words(clock)}"


def left_words(clock: Clock) -> str:
    """How many business days are left, in words."""
    if clock.light is Light.LATE:
        return f"{-clock.left} late" if clock.left else "late"
    if clock.left <= 1:
        return "last day"
    return f"{clock.left} days"


def light_tone(clock: Clock | None) -> Tone:
    """The colour of a clock."""
    return LIGHT_TONES[clock.light] if clock is not None else Tone.CLOSED


def letter_state(letter: CaseLetter) -> tuple[str, Tone]:
    """Where a letter stands, and its tone."""
    last = letter.last
    if not letter.id:
        return "Not made yet", Tone.STOPPED
    if last is None:
        return "Made, not sent", Tone.WAITING
    return step_state(last.step, last.done_on, None if last.way is None else WAY_WORDS[last.way])


def step_state(step: LetterStep, on: date | None, way: str | None = None) -> tuple[str, Tone]:
    """What became of a letter last, and its tone."""
    tones = {LetterStep.GIVEN: Tone.READY, LetterStep.UNREACHABLE: Tone.CLOSED}
    said = ", ".join(filter(None, (LETTER_WORDS[step], way.lower() if way else "")))
    return f"{said} {on or ''}".rstrip(), tones.get(step, Tone.WAITING)
