"""Chains: a trial with its criteria, and a second authorization to go on after it.

A chain is data: for which codes of which payer, how long the trial is, what has to be shown for it
and for going on, and in which cases nothing is covered. Those of the texts are read once from
``parameters``; no legal number stands in Python.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dmedesk.kit.cells import Unreadable, hcpcs
from dmedesk.kit.records import Fault

_FILE = Path(__file__).parents[1] / "parameters" / "chains.toml"
_LABEL = re.compile(r"([1-9][0-9]?)([a-z]?)")


class Stage(StrEnum):
    """What a criterion is for: the trial, going on after it, or that nothing is covered at all."""

    TRIAL = "trial"
    CONTINUING = "continuing"
    NOT_COVERED = "not_covered"


class CriterionKind(StrEnum):
    """What is asked for, and when it is met. ``Criterion.line`` is what a value is held against."""

    YES = "yes"
    NO = "no"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    NOT_ABOVE = "not_above"
    DATE = "date"
    CHOICE = "choice"
    TEXT = "text"
    ANY_OF = "any_of"
    ALL_OF = "all_of"


STAGE_WORDS = {
    Stage.TRIAL: "For the trial",
    Stage.CONTINUING: "To go on",
    Stage.NOT_COVERED: "Not covered",
}
"""What a criterion is for, as people read it."""

CRITERION_WORDS = {
    CriterionKind.YES: "Yes",
    CriterionKind.NO: "No",
    CriterionKind.OVER: "Number over",
    CriterionKind.AT_LEAST: "Number at least",
    CriterionKind.UNDER: "Number under",
    CriterionKind.NOT_ABOVE: "Not above the trial’s",
    CriterionKind.DATE: "Day, within months",
    CriterionKind.CHOICE: "One of these words",
    CriterionKind.TEXT: "Words",
    CriterionKind.ANY_OF: "Any one of its parts",
    CriterionKind.ALL_OF: "All of its parts",
}
"""What is asked for, as people read it."""

HEADS = frozenset({CriterionKind.ANY_OF, CriterionKind.ALL_OF})
"""Those that are judged by their parts, and never answered themselves."""

NUMBERS = frozenset({CriterionKind.OVER, CriterionKind.AT_LEAST, CriterionKind.UNDER})
"""Those whose line is a number, and whose value is one."""


class Criterion(NamedTuple):
    """One thing to be shown. ``label`` is its number (``8``), that of a part has a letter (``8a``).

    ``may_except``: the text allows an exception, with a reason. An optional one is never missed.
    ``confirm`` is what the text leaves open.
    """

    stage: Stage
    label: str
    kind: CriterionKind
    text: str
    line: str = ""
    unit: str = ""
    may_except: bool = False
    is_optional: bool = False
    citation: str = ""
    confirm: str = ""

    @property
    def place(self) -> tuple[int, str]:
        """Its place among those of its stage."""
        return place_of(self.label)

    @property
    def is_part(self) -> bool:
        """Whether it is a part of another one."""
        return self.place[1] != ""


@dataclass(frozen=True, slots=True)
class ChainProposal:
    """A chain of a text, to be turned on; ``first`` and ``second`` are proposals of its holds.

    ``ask_days`` is ours and not the text's: how long before its last day the second authorization
    is asked for.
    """

    key: str
    regime: str
    title: str
    codes: str
    trial_months: int
    unit: str
    from_on: date
    ask_days: int
    citation: str
    why: str
    confirm: str
    first: str
    second: str
    criteria: tuple[Criterion, ...]


def place_of(label: str) -> tuple[int, str]:
    """A label's number and letter. ``ValueError`` where it is none."""
    found = _LABEL.fullmatch(label)
    if found is None:
        raise ValueError(label)
    return int(found[1]), found[2]


@cache
def chain_proposals() -> Mapping[str, ChainProposal]:
    """The chains that the texts have, by their keys."""
    found = {}
    for key, entry in tomllib.loads(_FILE.read_text(encoding="utf-8")).items():
        criteria = tuple(_criterion(one) for one in entry.pop("criteria"))
        from_on = entry.pop("from")
        found[key] = ChainProposal(key=key, from_on=from_on, criteria=criteria, **entry)
    return found


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    return Criterion(
        **{**entry, "stage": Stage(entry["stage"]), "kind": CriterionKind(entry["kind"])}
    )


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of a chain, as they stand between spaces or commas."""
    return tuple(text.replace(",", " ").upper().split())


def number_in(said: str) -> Decimal | None:
    """A number as people write it; None where it is none."""
    try:
        number = Decimal(said.strip().removesuffix("%").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def day_in(said: str) -> date | None:
    """A day as it is stored (``2026-11-30``); None where it is none."""
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        return None


def choices_in(line: str) -> tuple[str, ...]:
    """The words of a choice."""
    return tuple(one.strip() for one in line.split(";") if one.strip())


def chain_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    """A chain whose head says too little."""
    codes = codes_in(values.get("codes") or "")
    for one in codes:
        try:
            hcpcs(one)
        except Unreadable as error:
            yield Fault("codes", error.code, error.message, error.remedy)
    if len(set(codes)) < len(codes):
        yield Fault("codes", "code_twice", "A code stands here twice.", "Take one out.")
    months, days = values.get("trial_months"), values.get("ask_days")
    if months is not None and months < 1:
        yield Fault("trial_months", "number_too_small", "A trial has a month.", "Write 1 or more.")
    if days is not None and days < 0:
        yield Fault("ask_days", "number_too_small", "Days are not below 0.", "Write 0 or more.")


def criteria_faults(criteria: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Fault]]:
    """What is wrong with criteria together and alone, each with its place in the list."""
    seen: set[tuple[Any, Any]] = set()
    for at, one in enumerate(criteria):
        for fault in _criterion_faults(one, criteria):
            yield at, fault
        key = (one.get("stage"), one.get("label"))
        if key in seen:
            message = f"{one.get('label')} stands here twice."
            yield at, Fault("label", "label_twice", message, "Give it another number.")
        seen.add(key)


def _criterion_faults(
    one: Mapping[str, Any], criteria: Sequence[Mapping[str, Any]]
) -> Iterator[Fault]:
    label, kind = one.get("label") or "", one.get("kind")
    if not label or not kind or not one.get("stage"):
        return
    if _LABEL.fullmatch(label) is None:
        yield Fault("label", "bad_label", f"{label!r} is no number.", "Write 8, or 8a for a part.")
        return
    kind, number, letter = CriterionKind(kind), *place_of(label)
    peers = {other.get("label"): other for other in criteria if other["stage"] == one["stage"]}
    head = peers.get(str(number))
    if letter and (head is None or not _is_head(head)):
        message = f"{number} does not ask for its parts."
        yield Fault("label", "part_without_head", message, "Let it ask for any or all of them.")
    if kind in HEADS and letter:
        yield Fault("kind", "head_is_part", "A part has no parts.", "Choose what is asked for.")
    if kind in HEADS and not any(_is_part_of(str(other), number) for other in peers):
        message = f"{label} has no parts."
        yield Fault("kind", "head_without_parts", message, f"Add {number}a.")
    yield from _line_faults(kind, (one.get("line") or "").strip(), one["stage"], criteria)


def _is_head(one: Mapping[str, Any]) -> bool:
    return bool(one.get("kind")) and CriterionKind(one["kind"]) in HEADS


def _is_part_of(label: str, number: int) -> bool:
    return _LABEL.fullmatch(label) is not None and place_of(label)[0] == number and label[-1] > "9"


def _line_faults(
    kind: CriterionKind, line: str, stage: str, criteria: Iterable[Mapping[str, Any]]
) -> Iterator[Fault]:
    labels = {one.get("label") for one in criteria if one.get("stage") == Stage.TRIAL}
    compares = kind is CriterionKind.NOT_ABOVE or (kind is CriterionKind.YES and line != "")
    if kind in NUMBERS and number_in(line) is None:
        yield Fault("line", "number_missing", "Which number is not said.", "Write it: 7.0.")
    elif kind is CriterionKind.DATE and line and not (line.isdigit() and int(line) > 0):
        yield Fault("line", "bad_months", f"{line!r} is no months.", "Write 3, or nothing.")
    elif kind is CriterionKind.CHOICE and not choices_in(line):
        yield Fault("line", "choices_missing", "No words to choose from.", "Write: one; other.")
    elif compares and (stage != Stage.CONTINUING or line not in labels):
        message = "The trial’s criterion that it is compared with is not there."
        yield Fault("line", "compares_with_none", message, "Write its number: 7, or 8a.")
    elif line and kind in (*HEADS, CriterionKind.NO, CriterionKind.TEXT):
        yield Fault("line", "line_too_many", "This one is held against nothing.", "Clear it.")
