"""Refills: when a supply ends, when somebody may be asked, and when the next may be delivered.

CMS, DMEPOS refill requirements: somebody is asked before each refill, not before so many days ahead
of the last day of supply, and the refill comes not before so many days ahead of it
(``supplies.toml``). Counting what is left is not required.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dmedesk.kit.findings import Finding, Severity, stopping
from dmedesk.papers.rules.limit_law import ahead_citation, ahead_on, refill_stops
from dmedesk.papers.rules.limit_words import ANSWER_WORDS, Answer
from dmedesk.papers.rules.limits import ReceiptFact


class Supply(NamedTuple):
    """What a member has of a code: the last receipt, and the last day on which there is some.

    ``through_on`` is None where nobody said how long the last receipt lasts.
    """

    last: ReceiptFact
    through_on: date | None

    def may_ask_on(self, on: date) -> date | None:
        """The first day on which somebody may be asked, by the rule of a day."""
        return _ahead(self.through_on, "contact_ahead", on)

    def may_deliver_on(self, on: date) -> date | None:
        """The first day on which the refill may be delivered, by the rule of a day."""
        return _ahead(self.through_on, "deliver_ahead", on)


class ContactFact(NamedTuple):
    """Somebody was asked, and what they answered."""

    contacted_on: date
    answer: Answer
    who: str = ""
    contact_no: str = ""


class RefillState(StrEnum):
    """Where a refill stands, in the order in which hands are needed."""

    RUN_OUT = "run_out"
    TO_DELIVER = "to_deliver"
    TO_ASK = "to_ask"
    WANTED = "wanted"
    NO_DAYS = "no_days"
    NOT_NOW = "not_now"
    ENOUGH = "enough"
    STOPPED = "stopped"


STATE_WORDS = {
    RefillState.RUN_OUT: "ran out, ask",
    RefillState.TO_DELIVER: "wanted, deliver",
    RefillState.TO_ASK: "ask now",
    RefillState.WANTED: "wanted, not yet",
    RefillState.NO_DAYS: "days not said",
    RefillState.NOT_NOW: "not now",
    RefillState.ENOUGH: "has enough",
    RefillState.STOPPED: "needs no more",
}
"""Where a refill stands, as people read it."""

DUE = frozenset({RefillState.RUN_OUT, RefillState.TO_DELIVER, RefillState.TO_ASK})
"""Those that wait for a hand today."""


def supply_of(receipts: Sequence[ReceiptFact]) -> Supply | None:
    """The supply that follows from what was received; None where nothing was.

    What comes early begins where the supply before it ends.
    """
    empty_on: date | None = None
    last = None
    for last in sorted(one for one in receipts if one.returned_on is None and one.quantity):
        if last.days is None:
            empty_on = None
            continue
        begins_on = last.received_on if empty_on is None else max(last.received_on, empty_on)
        empty_on = begins_on + timedelta(days=last.days)
    if last is None:
        return None
    return Supply(last, None if empty_on is None else empty_on - timedelta(days=1))


def contact_that_counts(
    supply: Supply, contacts: Sequence[ContactFact], on: date
) -> ContactFact | None:
    """The last contact within the window of this refill, up to a day; unanswered ones do not."""
    found = None
    for one in sorted(contacts):
        opens_on = supply.may_ask_on(one.contacted_on)
        is_early = opens_on is not None and one.contacted_on < opens_on
        is_before = one.contacted_on < supply.last.received_on
        if one.answer is not Answer.NO_ANSWER and not (
            is_early or is_before or one.contacted_on > on
        ):
            found = one
    return found


def refill_state(supply: Supply, contacts: Sequence[ContactFact], on: date) -> RefillState:
    """Where the next refill stands on a day."""
    contact = contact_that_counts(supply, contacts, on)
    if contact is not None and contact.answer is Answer.STOPPED:
        return RefillState.STOPPED
    asks_on, delivers_on = supply.may_ask_on(on), supply.may_deliver_on(on)
    if supply.through_on is None or asks_on is None or delivers_on is None:
        return RefillState.NO_DAYS
    if contact is not None and contact.answer is Answer.WANTED:
        return RefillState.TO_DELIVER if on >= delivers_on else RefillState.WANTED
    if on > supply.through_on:
        return RefillState.RUN_OUT
    if contact is not None:
        return RefillState.NOT_NOW
    return RefillState.TO_ASK if on >= asks_on else RefillState.ENOUGH


def contact_faults(supply: Supply | None, contacted_on: date, today: date) -> Iterator[Finding]:
    """Why a contact cannot be recorded: it is too early, to come, or about nothing received."""
    if supply is None:
        message = "The member received nothing of this code."
        yield stopping("nothing_received", message, "Record the first receipt.", "hcpcs")
        return
    if contacted_on > today:
        yield stopping(
            "contact_to_come", "The day is still to come.", "Correct it.", "contacted_on"
        )
    opens_on = supply.may_ask_on(contacted_on)
    if opens_on is not None and contacted_on < opens_on:
        said = ahead_citation("contact_ahead", contacted_on)
        message = f"The supply lasts through {supply.through_on}: that is too early ({said})."
        remedy = f"Ask again from {opens_on} on."
        yield stopping("contact_too_early", message, remedy, "contacted_on")


def refill_findings(
    supply: Supply | None, contacts: Sequence[ContactFact], *, on: date, regime: str, subject: str
) -> Iterator[Finding]:
    """What speaks against a refill that is delivered on a day; nothing against a first supply.

    It stops where the payer's text binds, and warns elsewhere.
    """
    if supply is None or supply.through_on is None:
        return
    grade = Severity.STOP if refill_stops(regime) else Severity.WARNING
    opens_on = supply.may_deliver_on(on)
    said = ahead_citation("deliver_ahead", on)
    if opens_on is not None and on < opens_on:
        message = f"The supply lasts through {supply.through_on}: too early for a refill ({said})."
        remedy = f"Deliver from {opens_on} on."
        yield Finding(grade, "refill_too_early", message, subject, remedy)
    contact = contact_that_counts(supply, contacts, on)
    if contact is None or contact.answer is not Answer.WANTED:
        told = "Nobody was asked" if contact is None else ANSWER_WORDS[contact.answer]
        message = f"{told} before this refill ({said})."
        remedy = "Ask the member, and record the contact under Refills."
        yield Finding(grade, "refill_not_asked", message, subject, remedy)


def _ahead(through_on: date | None, name: str, on: date) -> date | None:
    return None if through_on is None else through_on - timedelta(days=ahead_on(name, on))
