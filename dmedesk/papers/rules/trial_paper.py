"""A trial's record as it is printed for the payer: each criterion with what shows it."""

from dataclasses import dataclass
from datetime import date

from dmedesk.kit.postal import Address, Letterhead
from dmedesk.papers.rules.chains import CRITERION_WORDS, HEADS, NUMBERS, CriterionKind, Stage
from dmedesk.papers.rules.trials import VERDICT_WORDS, Tick

TITLES = {Stage.TRIAL: "Trial record", Stage.CONTINUING: "Record after the trial"}
"""What the papers are called."""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One line: number and text, what is asked, what is shown, the evidence, and the clause."""

    label: str
    text: str
    asked: str
    shown: str
    verdict: str
    evidence: str
    by: str
    clause: str
    is_part: bool


@dataclass(frozen=True, slots=True)
class TrialPaper:
    """One of the two papers of a trial; ``facts`` are names and values of its head."""

    supplier: Letterhead
    number: str
    stage: Stage
    member: Address
    facts: tuple[tuple[str, str], ...]
    made_on: date
    items: tuple[ShownItem, ...]
    citation: str


def asked_words(tick: Tick) -> str:
    """What is asked for, in words: ``over 7.0 percent``."""
    one = tick.criterion
    unit = f" {one.unit}" if one.unit else ""
    word = CRITERION_WORDS[one.kind].lower()
    if one.kind in NUMBERS:
        return f"{word.removeprefix('number ')} {one.line}{unit}"
    if one.kind is CriterionKind.DATE:
        return f"within {one.line} months" if one.line else "a day"
    if one.kind is CriterionKind.CHOICE:
        return one.line
    if one.kind is CriterionKind.NOT_ABOVE:
        return f"not above {one.line} of the trial"
    if one.kind in HEADS:
        return word
    return f"{word}, if any" if one.is_optional else word


def shown_words(tick: Tick) -> str:
    """What was shown, with its unit; empty where nothing was."""
    if tick.answer is None or tick.answer.said is None:
        return ""
    one = tick.criterion
    has_unit = one.unit and one.kind in (*NUMBERS, CriterionKind.NOT_ABOVE)
    return f"{tick.answer.said} {one.unit}" if has_unit else tick.answer.said


def item_of(tick: Tick) -> ShownItem:
    """One criterion as it is printed."""
    one, answer = tick.criterion, tick.answer
    said = answer if answer is not None and answer.said is not None else None
    evidence = " ".join(
        filter(None, (said and said.evidence, str(said.evidence_on or "") if said else ""))
    )
    if said is not None and said.reason:
        evidence += f"; exception asked for: {said.reason}"
    by = f"{said.recorded_by}, {said.recorded_at.astimezone():%Y-%m-%d}" if said else ""
    return ShownItem(
        one.label,
        one.text,
        asked_words(tick),
        shown_words(tick),
        VERDICT_WORDS[tick.verdict],
        evidence.strip(),
        by,
        one.citation,
        one.is_part,
    )
