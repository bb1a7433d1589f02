"""What is wrong with a line that a payer did not pay whole."""

from collections.abc import Mapping
from enum import StrEnum

from dmedesk.billing.rules.payments import AppealStep, Outcome


class Trouble(StrEnum):
    """Why a line is in the queue: what the payer answered last, or that an appeal waits."""

    DENIED = "denied"
    REDUCED = "reduced"
    UNDERPAID = "underpaid"
    APPEALED = "appealed"


TROUBLE_WORDS: Mapping[Trouble, str] = {
    Trouble.DENIED: "✕ denied",
    Trouble.REDUCED: "‖ reduced",
    Trouble.UNDERPAID: "‖ paid short",
    Trouble.APPEALED: "→ appealed",
}


def trouble_of(outcome: Outcome | None, appeal: AppealStep | None) -> Trouble | None:
    """The trouble of an open line by the payer's last answer and the last step of its appeal.

    One that was paid without an answer (by a check alone) is paid short. What an answer paid whole
    is open for another reason: no trouble with the payer.
    """
    if appeal is AppealStep.SENT:
        return Trouble.APPEALED
    if outcome is None:
        return Trouble.UNDERPAID
    return {Outcome.DENIED: Trouble.DENIED, Outcome.REDUCED: Trouble.REDUCED}.get(outcome)
