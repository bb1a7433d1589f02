"""The held months of a plan under their reasons, and the words for each reason."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dmedesk.billing.rules.charge_plan import HeldCharge
from dmedesk.billing.rules.plan import MonthPlan, PlannedHold
from dmedesk.papers.rules import HoldCode

REASONS = {
    HoldCode.NO_PROOF_OF_DELIVERY: "No proof of delivery",
    HoldCode.NO_PRESCRIPTION: "No prescription",
    HoldCode.PRACTITIONER_NPI_INVALID: "Practitioner's NPI is not valid",
    HoldCode.NO_PRIOR_AUTHORIZATION: "No prior authorization",
    HoldCode.AUTHORIZATION_MONTHS_USED: "Authorization used up",
    HoldCode.PRICE_REFUSED: "No price",
    HoldCode.NECESSITY_PAPERS_MISSING: "Prescription or letter missing",
    HoldCode.PAPER_INCOMPLETE: "Paper not complete",
    HoldCode.PRESCRIPTION_TOO_OLD: "Prescription too old",
    HoldCode.PRESCRIPTION_NOT_IN_TIME: "Prescription not in time",
    HoldCode.NO_WRITTEN_ORDER: "No written order",
    HoldCode.WRITTEN_ORDER_AFTER_DELIVERY: "Written order after delivery",
    HoldCode.NO_ENCOUNTER: "No face-to-face encounter",
    HoldCode.AUTHORIZATION_REQUIRED: "Authorization wanted by the payer",
    HoldCode.REQUEST_NOT_IN_TIME: "Authorization not asked for in time",
    HoldCode.NO_SECOND_AUTHORIZATION: "No second authorization",
    HoldCode.SCRUB_STOP: "Stopped by the scrub",
    HoldCode.FREQUENCY_LIMIT: "Above the payer’s limit",
}

RELEASES = {
    HoldCode.NO_PROOF_OF_DELIVERY: "Enter the proof of delivery and its date with the rental.",
    HoldCode.NO_PRESCRIPTION: "Enter a signed prescription of this code for the member.",
    HoldCode.PRACTITIONER_NPI_INVALID: "Correct the NPI of the practitioner who signed.",
    HoldCode.NO_PRIOR_AUTHORIZATION: "Enter the authorization of this code for the member.",
    HoldCode.AUTHORIZATION_MONTHS_USED: "Enter a further authorization with months left.",
    HoldCode.PRICE_REFUSED: "Enter what is missing: the usual charge with the product, a fee under "
    "Units, Rates; then preview again.",
    HoldCode.NECESSITY_PAPERS_MISSING: "Enter the paper that is missing under Papers.",
    HoldCode.PAPER_INCOMPLETE: "Get the paper completed, and tick what stands on it.",
    HoldCode.PRESCRIPTION_TOO_OLD: "Enter the new prescription.",
    HoldCode.PRESCRIPTION_NOT_IN_TIME: "Enter the prescription of that time.",
    HoldCode.NO_WRITTEN_ORDER: "Enter the written order under Papers.",
    HoldCode.WRITTEN_ORDER_AFTER_DELIVERY: "Enter the order that came before delivery.",
    HoldCode.NO_ENCOUNTER: "Enter the day on which the member was seen, under Papers.",
    HoldCode.AUTHORIZATION_REQUIRED: "Enter the authorization of this code, with months left.",
    HoldCode.REQUEST_NOT_IN_TIME: "Enter the day of the request with the authorization.",
    HoldCode.NO_SECOND_AUTHORIZATION: "Enter the authorization to go on after the trial.",
    HoldCode.SCRUB_STOP: "Mend it, or go on over it with a reason, under Month, Scrub.",
    HoldCode.FREQUENCY_LIMIT: "Say under Replacements why it came early, with what proves it.",
}


@dataclass(frozen=True, slots=True)
class HeldTogether:
    """The months that one reason holds, and the money that waits behind them."""

    reason: HoldCode
    months: tuple[PlannedHold, ...]
    cents: int


def waits_cents(held: PlannedHold | HeldCharge) -> int:
    """The money that waits behind a held month or charge; 0 where it has no price."""
    return 0 if held.quote is None else held.quote.amount_cents


def held_together(plan: MonthPlan) -> Sequence[HeldTogether]:
    """Held months under the first of their reasons, most money first."""
    by_reason: dict[HoldCode, list[PlannedHold]] = defaultdict(list)
    for held in plan.held:
        by_reason[held.holds[0].code].append(held)
    found = [
        HeldTogether(reason, tuple(months), sum(map(waits_cents, months)))
        for reason, months in by_reason.items()
    ]
    return sorted(found, key=lambda one: -one.cents)
