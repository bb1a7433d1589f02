"""The words of repairs on screen, and the tone of each stage."""

from collections.abc import Mapping

from dmedesk.repairs.offers import STATES
from dmedesk.repairs.rules.words import (
    Cause,
    Covered,
    Likeness,
    LineKind,
    LoanStage,
    Ownership,
    Refusal,
    Relation,
    Site,
    Stage,
    Step,
)
from dmedesk.widgets.related import SIGNS, tone_of
from dmedesk.widgets.theme import Tone

STAGE_WORDS: Mapping[Stage, str] = {
    Stage.REPORTED: "reported",
    Stage.IN_WORK: "in work",
    Stage.WAITING: "waiting",
    Stage.DONE: "done",
    Stage.RETURNED: "returned",
    Stage.REFUSED: "refused",
    Stage.CLOSED: "closed",
}
OWNERSHIP_WORDS: Mapping[Ownership, str] = {
    Ownership.BOUGHT_HERE: "The member’s own",
    Ownership.BOUGHT_ELSEWHERE: "Own, bought elsewhere",
    Ownership.RENTED: "Rented",
    Ownership.STOCK: "Our own stock",
}
SITE_WORDS: Mapping[Site, str] = {Site.SHOP: "In the shop", Site.HOME: "In the home"}
CAUSE_WORDS: Mapping[Cause, str] = {
    Cause.WEAR: "Wear",
    Cause.DEFECT: "A defect of its making",
    Cause.ACCIDENT: "An accident",
    Cause.ABUSE: "Abuse or misuse",
    Cause.THEFT: "Theft",
    Cause.LOSS: "Loss",
}
KIND_WORDS: Mapping[LineKind, str] = {
    LineKind.PART: "Part",
    LineKind.LABOR: "Labor",
    LineKind.DIRECT_SERVICE: "Direct service (RE)",
    LineKind.VENDOR: "A vendor’s work",
}
COVERED_WORDS: Mapping[Covered, str] = {
    Covered.CHARGED: "Charged",
    Covered.WARRANTY: "Warranty",
    Covered.INCLUDED: "Included",
}
REFUSAL_WORDS: Mapping[Refusal, str] = {
    Refusal.REPLACE: "To be replaced",
    Refusal.NOT_COVERED: "Not covered",
    Refusal.NOT_AUTHORIZED: "Not authorized",
    Refusal.REPAIRED_LATELY: "Repaired lately",
    Refusal.ABUSE: "Abuse or misuse",
    Refusal.NO_FAULT_FOUND: "No fault found",
    Refusal.NOT_REPAIRABLE: "Cannot be repaired",
    Refusal.WITHDRAWN: "No longer wanted",
}
LIKENESS_WORDS: Mapping[Likeness, str] = {
    Likeness.SAME_MODEL: "Same model",
    Likeness.SAME_CODE: "Same code",
    Likeness.BY_TRAITS: "As good",
}
LOAN_WORDS: Mapping[LoanStage, tuple[str, Tone]] = {
    LoanStage.TO_BRING: ("to be brought", Tone.WAITING),
    LoanStage.OUT: ("with the member", Tone.OUT),
    LoanStage.BACK: ("back", Tone.READY),
    LoanStage.CANCELLED: ("did not go out", Tone.CLOSED),
}
RELATION_WORDS: Mapping[Relation, str] = {
    Relation.SELF: "The member",
    Relation.SPOUSE: "Spouse",
    Relation.FAMILY: "Relative",
    Relation.CAREGIVER: "Caregiver",
    Relation.GUARDIAN: "Guardian",
    Relation.FACILITY_STAFF: "Facility’s staff",
}
STEP_WORDS: Mapping[Step, str] = {
    Step.TAKEN_IN: "Taken to the shop",
    Step.BEGUN: "Work begins in the home",
    Step.WAITS: "It waits",
    Step.GOES_ON: "Work goes on",
    Step.AUTHORIZED: "Authorized",
    Step.CLAIMED: "Vendor or warranty asked",
    Step.ANSWERED: "The claim is answered",
    Step.NOTED: "A note",
}


def state_of(stage: Stage) -> tuple[str, Tone]:
    """Sign and word of a stage, and its colour."""
    meaning = STATES[stage]
    return f"{SIGNS[meaning]} {STAGE_WORDS[stage]}", tone_of(meaning)
