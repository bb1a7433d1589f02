"""What remains of a line after its payer's answer, and who is asked for it next.

130 CMR 450.316: each coverage is billed by its own rules before MassHealth, and a member is never
billed for a covered service. So what remains goes to the member's next coverage of that day, in
the order of ``rules.paying``; to the member only where none is left and MassHealth covers nothing
of that day, and only by a person who says why it is owed. Pure; integer cents.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.billing.rules.paying import CLAUSE, CoverFact, covering, next_to_ask
from dmedesk.billing.rules.payments import OUTCOME_WORDS, AppealStep, Outcome
from dmedesk.kit.findings import Finding, stopping
from dmedesk.members.rules import Regime
from dmedesk.rates.money import format_dollars


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What the payer of a line answered last. ``allowed_cents`` is None where it does not say."""

    payer: str
    reference: str
    answered_on: date
    outcome: Outcome
    paid_cents: int
    allowed_cents: int | None = None
    appeal: AppealStep | None = None


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """A line as it stands: what is open on it, what was answered, whom it and its like were billed.

    ``asked`` are the payers (ids) that were asked for this thing, this line's included; ``before``
    is what those before it answered, in words.
    """

    name: str
    service_on: date
    open_cents: int
    covers: Sequence[CoverFact]
    asked: Collection[int]
    answer: AnswerGiven | None
    before: str = ""

    @property
    def next_cover(self) -> CoverFact | None:
        """The next coverage of the day that was not asked yet; None where none is left."""
        return next_to_ask(self.covers, self.service_on, self.asked)

    @property
    def has_masshealth(self) -> bool:
        """Whether MassHealth covers the day: then the member owes nothing."""
        held = covering(self.covers, self.service_on)
        return any(one.regime is Regime.MASSHEALTH for one in held)

    @property
    def proposed_cents(self) -> int:
        """What passes on, unless a person says otherwise.

        What the payer allows and did not pay; all that is open where it denied or does not say.
        What it does not allow stays on the line, to be written off or appealed.
        """
        answer = self.answer
        if answer is None or answer.outcome is Outcome.DENIED or answer.allowed_cents is None:
            return self.open_cents
        return max(0, min(self.open_cents, answer.allowed_cents - answer.paid_cents))

    def told(self, cents: int, why: str = "") -> str:
        """What the next payer is told: the answers so far, what passes on, why a member owes it."""
        answer = self.answer
        assert answer is not None
        allowed = answer.allowed_cents
        number = f" ({answer.reference})" if answer.reference else ""
        said = f"{answer.payer} answered on {answer.answered_on}{number}:"
        said += f" {OUTCOME_WORDS[answer.outcome].lower()}"
        if answer.outcome is not Outcome.DENIED:
            said += f", {format_dollars(answer.paid_cents)} paid"
        if allowed is not None:
            said += f", {format_dollars(allowed)} allowed"
        said += f". {format_dollars(cents)} remains of {self.name}."
        owes = f"The member owes it: {why}" if why else ""
        return " ".join(part for part in (self.before, said, owes) if part)


def passing_findings(
    line: AnsweredLine, *, cents: int, payer_id: int, regime: Regime, why: str = ""
) -> Iterator[Finding]:
    """Everything that keeps a line's remainder from passing on to a payer.

    ``why`` is why the member owes it, where the payer is none of the member's coverages.
    """
    answer = line.answer
    if answer is None:
        remedy = "Enter the line of its remittance first."
        yield stopping("not_answered", f"Its payer has not answered {line.name}.", remedy)
    elif answer.appeal is AppealStep.SENT:
        remedy = "Write down what came of the appeal, or that it is withdrawn."
        yield stopping("appeal_sent", f"An appeal of {line.name} waits for its answer.", remedy)
    if not 0 < cents <= line.open_cents:
        message = f"{format_dollars(line.open_cents)} is open on {line.name}."
        yield stopping("passed_too_much", message, "Pass on no more, and not nothing.", "cents")
    yield from _who(line, payer_id, regime, why)


def _who(line: AnsweredLine, payer_id: int, regime: Regime, why: str) -> Iterator[Finding]:
    following = line.next_cover
    if following is not None:
        if payer_id != following.payer_id:
            message = f"{following.payer_code} covers the member next on {line.service_on}."
            yield stopping("other_payer_next", message, "Pass it on to that payer.", "payer_id")
    elif line.has_masshealth:
        message = (
            f"MassHealth covers the member on {line.service_on}: a member is never billed for a"
            f" covered service ({CLAUSE})."
        )
        remedy = "Appeal, correct and bill again, or write it off."
        yield stopping("member_not_billed", message, remedy, "payer_id")
    elif regime is not Regime.PRIVATE or payer_id in line.asked:
        message = f"No coverage of {line.service_on} is left to ask."
        remedy = "Choose the private payer that stands for the member, or write it off."
        yield stopping("no_payer_next", message, remedy, "payer_id")
    elif not why.strip():
        message = "The member is to pay, and it is not said why."
        remedy = "Write why the member owes it: what the remittance says, and who confirmed it."
        yield stopping("why_missing", message, remedy, "why")
