"""Asks before a substitute is charged: the amount, how it comes about, and its clause."""

from collections.abc import Callable
from functools import partial

from dmedesk.kit.findings import Finding, Severity
from dmedesk.rates import Quote
from dmedesk.repairs.actions.ending import charge_substitute
from dmedesk.repairs.queries.charging import Asked, ask_charge_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.words import money


class ChargeAsker:
    """Puts the question to the rate engine and the answer to a person; ``done`` once charged."""

    def __init__(
        self,
        workplace: Workplace,
        question: QuestionBar,
        failed: Failed,
        done: Callable[[], None],
    ) -> None:
        self._workplace, self._question = workplace, question
        self._failed, self._done = failed, done

    def ask_for(self, repair_id: int) -> None:
        """Ask what the substitute of this repair may be charged with."""
        self._workplace.runner.query(
            partial(ask_charge_of, repair_id=repair_id),
            done=partial(self._tell, repair_id),
            failed=self._failed,
        )

    def _tell(self, repair_id: int, asked: Asked) -> None:
        found = (*asked.refused, *asked.unpriced)
        if found or not isinstance(asked.answer, Quote):
            self._failed(found)
            return
        quote = asked.answer
        clauses = ", ".join(quote.citations)
        if quote.basis == "not_payable":
            message = f"Nothing may be charged for this substitute ({clauses})."
            steps = " ".join(f"{one[:1].upper()}{one[1:]}." for one in asked.steps)
            self._failed((Finding(Severity.STOP, "not_payable", message, remedy=steps),))
            return
        amount = money(quote.amount_cents)
        title = f"Charge {amount} for the substitute, once in this repair?"
        if asked.is_ceiling:
            title = f"Confirm {amount} for the substitute? It is only a ceiling."
        said = "\n".join(filter(None, (*asked.steps, f"({clauses})", asked.why_ceiling)))
        yes = "Confirm and charge" if asked.is_ceiling else "Charge it"
        self._question.ask(title, said, yes, partial(self._charge, repair_id, quote, asked))

    def _charge(self, repair_id: int, quote: Quote, asked: Asked) -> None:
        self._workplace.runner.operate(
            lambda work: charge_substitute(
                work,
                repair_id=repair_id,
                amount_cents=quote.amount_cents,
                is_confirmed=asked.is_ceiling,
            ),
            action="charge_substitute",
            done=lambda _charge_id: self._done(),
            failed=self._failed,
        )
