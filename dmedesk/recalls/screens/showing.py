"""The tables of a recall's page: the units that it met with their grades, the members' letters."""

from datetime import date

from dmedesk.assets.rules.criteria import CRITERION_WORDS, Criterion
from dmedesk.assets.rules.moves import WORDS
from dmedesk.recalls.queries.cases import CaseLetter, CaseRead, CaseUnit
from dmedesk.recalls.rules.clock import ClockDay
from dmedesk.recalls.rules.words import (
    ASKED_WORDS,
    CHANNEL_WORDS,
    CLASS_WORDS,
    HAZARD_WORDS,
    REMEDY_WORDS,
    SOURCE_WORDS,
)
from dmedesk.recalls.screens.words import STAND_WORDS, due_words, letter_state, light_tone
from dmedesk.widgets.listing import Fact
from dmedesk.widgets.strip import Cell
from dmedesk.widgets.table import Column
from dmedesk.widgets.theme import Tone


def _where(unit: CaseUnit) -> str:
    return " · ".join(filter(None, (WORDS[unit.state], unit.holder or unit.place)))


def _done(unit: CaseUnit) -> str:
    if unit.remedy is None:
        return ""
    return f"{REMEDY_WORDS[unit.remedy]} {unit.done_on or ''}".strip()


UNIT_COLUMNS: tuple[Column[CaseUnit], ...] = (
    Column(
        "Stands",
        lambda unit: STAND_WORDS[unit.stand][0],
        width=84,
        tone=lambda unit: STAND_WORDS[unit.stand][1],
    ),
    Column("Serial", lambda unit: unit.serial, width=104),
    Column("Item", lambda unit: unit.product, width=150, spare=2),
    Column("Where", _where, width=170, tip=lambda unit: "; ".join(unit.past)),
    Column("Why", lambda unit: unit.reason, width=190, wide=True, tip=lambda unit: unit.reason),
    Column("Done", _done, width=150, spare=1),
)


def goes_by(letter: CaseLetter) -> str:
    """How a letter that waits can go: with the next visit, or by post to this ZIP."""
    if not letter.is_open:
        return ""
    if letter.visit is None:
        return f"Post, {letter.zip or 'no ZIP'}"
    return (
        f"{letter.visit.driver or 'Visit'}, {letter.visit.planned_on:%a} {letter.visit.planned_on}"
    )


LETTER_COLUMNS: tuple[Column[CaseLetter], ...] = (
    Column("Letter", lambda letter: letter.letter_no or "–", width=100),
    Column("Member", lambda letter: letter.member, width=160, wide=True),
    Column("Town", lambda letter: letter.town, width=100, spare=1),
    Column("Goes by", goes_by, width=150, spare=2),
    Column(
        "Stands",
        lambda letter: letter_state(letter)[0],
        width=230,
        tone=lambda letter: letter_state(letter)[1],
    ),
    Column("Entries", lambda letter: str(len(letter.facts)), width=60, figures=True),
)


def criterion_words(one: Criterion) -> str:
    """A criterion as one reads it: ``Serials from … to LW1000 … LW1999``."""
    name = CRITERION_WORDS[one.kind].replace(" from … to", "")
    value = f"{one.value} to {one.until}" if one.until else one.value
    return f"{name} {value}"


def criteria_text(read: CaseRead) -> str:
    """All criteria, a line a group."""
    groups: dict[int, list[str]] = {}
    for one in read.notice.criteria:
        groups.setdefault(one.group, []).append(criterion_words(one))
    lines = [", ".join(words) for words in groups.values()]
    if not lines:
        return "Nothing yet: open the notice and write down which units it means."
    if not read.notice.is_whole:
        lines.append("Not all codes of the notice are among them.")
    return "\n".join(lines)


def notice_facts(read: CaseRead) -> list[Fact]:
    """How the notice came, and what it asks."""
    recall = read.recall
    at = f" at {recall.received_time}" if recall.received_time else ""
    how = f"{CHANNEL_WORDS[recall.received_how].lower()}, {SOURCE_WORDS[recall.source]}"
    told = (
        ("Received", f"{recall.received_on:%a} {recall.received_on}{at}"),
        ("By", f"{recall.received_by}, {how}"),
        ("Notice", f"{recall.notice_name}, {(recall.notice_sha256 or '')[:12]}"),
        ("Asked", ASKED_WORDS[recall.asked]),
        ("Contact", recall.contact or ""),
    )
    return [Fact(name, text) for name, text in told if text]


def clock_facts(read: CaseRead) -> list[Fact]:
    """By when, why, and what was judged."""
    clock = read.clock
    hazard = read.hazard
    judged = HAZARD_WORDS[hazard] if hazard else "nobody judged it yet"
    return [
        Fact("Due", due_words(clock), light_tone(clock)),
        Fact("For", clock.why),
        Fact("Hazard", judged, Tone.INK if hazard else Tone.STOPPED),
        Fact("Class", CLASS_WORDS[read.recall.recall_class]),
    ]


def clock_cells(read: CaseRead, today: date) -> list[Cell]:
    """The days from receipt to the due day: five that count, and gaps between them."""
    return [_cell(day, read, today) for day in read.clock.days]


def _cell(day: ClockDay, read: CaseRead, today: date) -> Cell:
    is_today, is_due = day.on == today, day.on == read.clock.due_on
    state = "due" if is_due else ("today" if is_today else day.why)
    return Cell(
        head=f"{day.on:%a %d}",
        word="",
        figure=str(day.count or ""),
        sign="\N{BLACK CIRCLE}" if is_today else "",
        state=state,
        tone=light_tone(read.clock) if is_today or is_due else Tone.INK,
        tip=f"{day.on:%A} {day.on}: {f'day {day.count}' if day.count else day.why}",
        gap=not day.count and day.why != "received",
        closes=is_due,
    )
