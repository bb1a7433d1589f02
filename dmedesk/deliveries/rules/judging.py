"""Who judges a ticket's proofs: the payer's law, what the shop chose for it, and the shop's people.

So that a page tells the same as the action that writes: both ask one judge.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dmedesk.deliveries.rules.proof import (
    CROSSED,
    ProofFacts,
    ServiceDay,
    may_not_sign,
    proof_findings,
    service_day,
)
from dmedesk.deliveries.rules.words import CarrierDay
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.members.rules import Regime
from dmedesk.shop.rules.policies import CARRIER_DAY, Policies
from dmedesk.shop.rules.staff import PersonFact

_DAYS = {
    "delivered_on": "The day of delivery",
    "signed_on": "The day of the signature",
    "shipped_on": "The day of shipping",
}


NOTHING_CHOSEN = Policies(())


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides whether facts are a proof for one payer, and which day counts.

    ``people`` are the shop's staff with their days, ``driver`` is whoever the slip names.
    """

    regime: Regime
    today: date
    payer_code: str = ""
    policies: Policies = NOTHING_CHOSEN
    people: tuple[PersonFact, ...] = ()
    driver: str = ""

    def findings(self, facts: ProofFacts) -> list[Finding]:
        """Everything that keeps the facts from being a proof, all at once."""
        found = proof_findings(
            facts, regime=self.regime, suppliers_people=self.suppliers_people(facts)
        )
        return [*found, *self._to_come(facts)]

    def refusals(self, facts: ProofFacts) -> list[Finding]:
        """What may not even be written down as unproven: who may not sign, days that cannot be."""
        wrong = may_not_sign(facts, self.suppliers_people(facts))
        crossed = (one for one in self.findings(facts) if one.code == CROSSED)
        found = [*wrong, *crossed, *self._to_come(facts)]
        if facts.delivered_on is None:
            remedy = "Enter the day on which it was handed over or taken back."
            message = "The day of the visit is not known."
            stop = Severity.STOP
            found.append(
                Finding(stop, "no_day_of_visit", message, remedy=remedy, field="delivered_on")
            )
        return found

    def service_day(self, facts: ProofFacts) -> ServiceDay | list[Finding]:
        """The date of service that the proof gives, or everything that it lacks."""
        found = self.findings(facts)
        if stops(found):
            return found
        return service_day(facts, regime=self.regime, carrier_day=self.carrier_day(facts))

    def carrier_day(self, facts: ProofFacts) -> CarrierDay:
        """Which day of a parcel counts, as the shop chose it for the payer on that day."""
        chosen = self.policies.chosen(
            CARRIER_DAY,
            on=facts.delivered_on or self.today,
            regime=self.regime.value,
            payer_code=self.payer_code,
        )
        return CarrierDay(chosen) if chosen else CarrierDay.DELIVERED

    def suppliers_people(self, facts: ProofFacts) -> frozenset[str]:
        """The names of those who worked here on the day, and of the driver."""
        day = facts.signed_on or facts.delivered_on or self.today
        working = {person.name for person in self.people if person.works_on(day)}
        return frozenset({*working, *filter(None, [self.driver])})

    def _to_come(self, facts: ProofFacts) -> Iterator[Finding]:
        for field, name in _DAYS.items():
            day: date | None = getattr(facts, field)
            if day is not None and day > self.today:
                yield Finding(
                    Severity.STOP,
                    f"{field}_to_come",
                    f"{name}, {day}, is still to come.",
                    remedy=f"Enter a day up to {self.today}.",
                    field=field,
                )
