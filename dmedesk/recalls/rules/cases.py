"""When a recall is answered: nothing is closed while a unit or a letter is open."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from dmedesk.assets.rules import AssetState
from dmedesk.kit.findings import Finding, Severity
from dmedesk.recalls.rules.words import CLAUSE, LetterStep, Remedy, Stage


def stage_of(
    *, undecided: int, open_letters: int, unremedied: int, is_closed: bool, has_criteria: bool
) -> Stage:
    """Where a recall stands: what is to be done next.

    One that was closed, and that meets a unit or owes a letter since, stands open all the same.
    """
    if is_closed and not (undecided or open_letters or unremedied):
        return Stage.CLOSED
    if undecided or not has_criteria:
        return Stage.DECIDE
    if open_letters:
        return Stage.TELL
    return Stage.REMEDY if unremedied else Stage.READY


def closing_findings(
    *,
    number: str,
    undecided: Sequence[str],
    unremedied: Sequence[str],
    open_letters: Sequence[str],
    has_criteria: bool,
    has_hazard: bool,
) -> list[Finding]:
    """Everything that keeps a recall open, each unit by its serial, each letter by its member."""
    found = []
    if not has_criteria:
        remedy = "Write down which units it means, and match."
        found.append(_open("no_criteria", number, "No criteria say which units it means.", remedy))
    if not has_hazard:
        remedy = "Judge it, in a person’s name."
        found.append(_open("not_judged", number, "Nobody judged its hazard.", remedy))
    found += (
        _open("unit_undecided", serial, "Nobody decided on this unit.", "Confirm or clear it.")
        for serial in undecided
    )
    found += (
        _open("unit_open", serial, "Its remedy is not done.", "Write down what was done.")
        for serial in unremedied
    )
    found += (
        _open("letter_open", member, "The notice was not given.", "Write down the proof.")
        for member in open_letters
    )
    return found


def remedy_findings(
    *,
    remedy: Remedy,
    state: AssetState,
    done_on: date | None,
    done_by: str,
    note: str,
    today: date,
    serial: str,
    has_ticket: bool,
) -> list[Finding]:
    """What a remedy leaves unsaid, and what cannot have happened to the unit."""
    found = []
    if done_on is None:
        found.append(_wrong("no_day", "No day is given.", "Enter the day.", "done_on"))
    elif done_on > today:
        message = f"{done_on} has not come yet."
        found.append(_wrong("day_to_come", message, f"Enter {today} or before.", "done_on"))
    if not done_by.strip():
        found.append(_wrong("nobody_did_it", "Nobody is named.", "Say who did it.", "done_by"))
    if remedy is Remedy.NOT_FOUND and not note.strip():
        message = "Nothing is said of how it was looked for."
        found.append(_wrong("no_reason", message, "Say what was tried.", "note"))
    if remedy in _IN_HAND and state in _WITH_MEMBER:
        found.append(
            _wrong(
                "unit_with_member",
                "The unit is with a member.",
                "Fetch it by a slip first, or exchange it.",
                "remedy",
                serial,
            )
        )
    if remedy is Remedy.REPLACED and state in _WITH_MEMBER and not has_ticket:
        message = "No slip brought another unit in its place."
        found.append(_wrong("no_substitute", message, "Open an exchange.", "remedy", serial))
    return found


_IN_HAND = frozenset({Remedy.RETURNED, Remedy.DESTROYED})
_WITH_MEMBER = frozenset({AssetState.ON_RENT, AssetState.LOANED})


def letter_findings(
    *, step: LetterStep, way: str | None, done_on: date | None, who: str, note: str, today: date
) -> list[Finding]:
    """What a fact about a letter leaves unsaid: its day, how, and of a proof who and what."""
    found = []
    if done_on is None:
        found.append(_wrong("no_day", "No day is given.", "Enter the day.", "done_on"))
    elif done_on > today:
        message = f"{done_on} has not come yet."
        found.append(_wrong("day_to_come", message, f"Enter {today} or before.", "done_on"))
    if way is None and step is not LetterStep.UNREACHABLE:
        found.append(_wrong("no_way", "How is not said.", "Choose how.", "way"))
    if step is LetterStep.GIVEN and not note.strip():
        message = "Nothing proves that the notice was given."
        remedy = "Write down the tracking number, who signed, or what was said and by whom."
        found.append(_wrong("no_proof", message, f"{remedy} ({CLAUSE})", "note"))
    if step is LetterStep.UNREACHABLE and not note.strip():
        message = "Nothing is said of why."
        found.append(_wrong("no_reason", message, "Say what was tried.", "note"))
    if not who.strip():
        found.append(_wrong("nobody_did_it", "Nobody is named.", "Say who did it.", "who"))
    return found


def notice_findings(values: Mapping[str, object], *, today: date) -> list[Finding]:
    """What is wrong with a recall as it is typed: what only a person can know is missing."""
    found = [
        _wrong("missing_value", f"The {word} is missing.", remedy, field)
        for field, (word, remedy) in _NEEDED.items()
        if not values.get(field)
    ]
    received = values.get("received_on")
    if isinstance(received, date) and received > today:
        message = f"{received} has not come yet."
        found.append(_wrong("day_to_come", message, f"Enter {today} or before.", "received_on"))
    at = values.get("received_time")
    if at and not _is_time(str(at)):
        found.append(_wrong("bad_time", f"{at!r} is no time.", "Write 14:30.", "received_time"))
    return found


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


_NEEDED = {
    "title": ("title", "Say in a few words what is recalled."),
    "firm": ("firm", "Name whose product it is."),
    "received_on": ("day of receipt", "Enter the day on which the notice came: the clock starts."),
    "received_how": ("way it came", "Choose how the notice came."),
    "received_by": ("receiver", "Name who received it."),
}


def _open(code: str, subject: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy)


def _wrong(code: str, message: str, remedy: str, field: str, subject: str = "") -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy, field=field)
