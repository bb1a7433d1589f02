"""What is wrong with a paper, a request, a requirement before it is written down."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from dmedesk.kit.findings import Finding, stopping
from dmedesk.kit.records import Fault
from dmedesk.kit.stored import Values
from dmedesk.papers.rules.law import citation_on, element_texts, rule_on
from dmedesk.papers.rules.scrub_law import holding_rules
from dmedesk.papers.rules.words import (
    NUMBER_WORDS,
    PAPER_WORDS,
    PaperKind,
    RequirementKind,
    Step,
)

_OLD_FORMS = frozenset({PaperKind.CMN, PaperKind.DIF})
_GRANTING = frozenset({Step.GRANTED, Step.MODIFIED, Step.APPEAL_GRANTED})
_FOLLOWS: Mapping[Step | None, frozenset[Step]] = {
    None: frozenset({Step.GRANTED, Step.MODIFIED, Step.DENIED, Step.WITHDRAWN}),
    Step.GRANTED: frozenset(),
    Step.MODIFIED: frozenset({Step.APPEALED}),
    Step.DENIED: frozenset({Step.APPEALED, Step.WITHDRAWN}),
    Step.APPEALED: frozenset({Step.APPEAL_GRANTED, Step.APPEAL_DENIED, Step.WITHDRAWN}),
    Step.APPEAL_GRANTED: frozenset(),
    Step.APPEAL_DENIED: frozenset({Step.APPEALED}),
    Step.WITHDRAWN: frozenset(),
}


def paper_faults(values: Values, *, today: date) -> Iterator[Fault]:
    """A paper that cannot be: signed in the future, ended before it, a form that is no more."""
    signed_on, expires_on = values.get("signed_on"), values.get("expires_on")
    if signed_on is not None and signed_on > today:
        yield Fault(
            "signed_on", "not_signed_yet", "The day is in the future.", "Write the day on it."
        )
    if signed_on is not None and expires_on is not None and expires_on < signed_on:
        yield Fault(
            "expires_on",
            "expired_before_signed",
            f"The last good day lies before {signed_on}.",
            "Write the last day on which it counts, or leave it empty.",
        )
    yield from old_form_faults(values)


def old_form_faults(values: Values) -> Iterator[Fault]:
    """A CMN or DIF of a day on which no payer takes them any more."""
    kind, signed_on = values.get("kind"), values.get("signed_on")
    if kind not in _OLD_FORMS or signed_on is None:
        return
    if rule_on("old_forms", signed_on) == "refused":
        yield Fault(
            "kind",
            "form_ended",
            f"There is no {PAPER_WORDS[PaperKind(kind)]} any more:"
            f" {citation_on('old_forms', signed_on)}.",
            "Enter the written order instead.",
        )


def steps_after(step: Step | None) -> frozenset[Step]:
    """What may become of a request after this; None before anything did."""
    return _FOLLOWS[step]


def grants(step: Step) -> bool:
    """Whether it brings an authorization with it."""
    return step in _GRANTING


def requirement_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    """A requirement that says too little, or too much."""
    kind = values.get("kind")
    if kind is None:
        return
    unit, number = NUMBER_WORDS.get(RequirementKind(kind)), values.get("number")
    if unit and number is None:
        yield Fault("number", "number_missing", f"How many {unit} is not said.", "Say it.")
    if unit is None and number is not None:
        yield Fault("number", "number_too_many", "This one has no number.", "Take it out.")
    if number is not None and number < 1:
        yield Fault("number", "number_too_small", "It is at least 1.", "Write 1 or more.")
    texts = _texts_of(RequirementKind(kind))
    if texts and values.get("text") not in texts:
        yield Fault("text", "text_missing", "Which one is meant is not said.", "Choose it.")
    if not texts and values.get("text"):
        yield Fault("text", "text_too_many", "This one has no text.", "Choose none.")
    if values.get("hcpcs") and values.get("family"):
        yield Fault("family", "code_and_family", "A code or a family, not both.", "Clear one.")


def _texts_of(kind: RequirementKind) -> Collection[str]:
    """What a requirement of this kind may name: a list of elements, a rule of the scrub."""
    if kind is RequirementKind.ELEMENTS:
        return element_texts()
    return holding_rules() if kind is RequirementKind.SCRUB else ()


def limit_faults(values: Values) -> Iterator[Fault]:
    """A quantity or period that is none."""
    for name in ("quantity", "every"):
        value = values.get(name)
        if value is not None and value < 1:
            yield Fault(name, "number_too_small", "It is at least 1.", "Write 1 or more.")


def receipt_faults(values: Values, *, today: date | None = None, least: int = 0) -> list[Fault]:
    """A receipt that cannot be: of the future, of nothing, or back before it came."""
    found = []
    received_on, returned_on = values.get("received_on"), values.get("returned_on")
    for name, lowest in (("quantity", least), ("days", 1)):
        value = values.get(name)
        if value is not None and value < lowest:
            found.append(
                Fault(name, "number_too_small", f"It is at least {lowest}.", "Correct it.")
            )
    if received_on is not None and today is not None and received_on > today:
        found.append(
            Fault("received_on", "not_received_yet", "The day is in the future.", "Correct it.")
        )
    if received_on is not None and returned_on is not None and returned_on < received_on:
        found.append(
            Fault("returned_on", "back_before_receipt", "It came later only.", "Correct the day.")
        )
    return found


def undo_findings(number: str, *, is_undone: bool, why: str) -> list[Finding]:
    """Why a fact cannot be taken back: it counts no more already, or nobody says why."""
    found = []
    if is_undone:
        message = f"{number} counts no more."
        found.append(stopping("taken_back", message, "Look at it again."))
    if not why.strip():
        found.append(stopping("missing_value", "Why is missing.", "Write it.", "why"))
    return found
