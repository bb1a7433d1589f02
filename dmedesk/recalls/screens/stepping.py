"""What a recall's page offers: the step that is next, which buttons show, which unit is scanned."""

from datetime import date

from dmedesk.assets.rules.criteria import Stand
from dmedesk.kit.errors import Refused
from dmedesk.recalls.queries.cases import CaseRead
from dmedesk.recalls.rules.words import Stage
from dmedesk.scans.udi import is_label, read_udi

NOTICE = "open_notice"
"""The step that is no action: the notice is opened, to write the criteria down."""


def next_step(read: CaseRead) -> tuple[str, str]:
    """What is to be done first: its words and its action's name; empty where nothing is."""
    if read.stage is Stage.CLOSED:
        return "", ""
    if read.hazard is None:
        return "Judge the hazard", "judge_hazard"
    if read.stage is Stage.DECIDE:
        if not read.notice.criteria:
            return "Write the criteria", NOTICE
        return "Decide on units", "confirm_units"
    if read.stage is Stage.TELL:
        if any(letter.is_owed and not letter.id for letter in read.letters):
            return "Make the letters", "write_letters"
        return "Record the letters", "record_letter"
    if read.stage is Stage.REMEDY:
        return "Record a remedy", "record_remedy"
    return "Close the recall", "close_recall"


def offered(read: CaseRead) -> dict[str, bool]:
    """Which actions have something to act on, by their names."""
    is_open = read.closed_on is None
    stands = {unit.stand for unit in read.units}
    undecided = bool(stands & {Stand.CERTAIN, Stand.POSSIBLE})
    confirmed = Stand.CONFIRMED in stands
    return {
        "judge_hazard": is_open,
        "escalate_recall": is_open and read.clock.due_on is None,
        "record_reply": True,
        "close_recall": is_open,
        "reopen_recall": not is_open,
        "confirm_units": undecided,
        "clear_units": undecided or confirmed,
        "record_remedy": confirmed,
        "open_ticket": confirmed,
        "match_recall": bool(read.notice.criteria),
        "write_letters": any(one.is_owed and not one.id for one in read.letters),
        "record_letter": any(one.id and one.is_open for one in read.letters),
    }


def scanned_serial(text: str, today: date) -> str:
    """The serial that was scanned, out of a label or as it is."""
    plain = text.strip()
    if not is_label(plain):
        return plain
    try:
        return read_udi(plain, today=today).serial or plain
    except Refused:
        return plain
