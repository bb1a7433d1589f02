"""Chains and where their trials stand, for the scrub: one statement where no payer asks for any."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.papers.queries.trials import trials_read
from dmedesk.papers.rules.chains import codes_in
from dmedesk.papers.rules.scrub_trials import NO_TRIALS, ChainFact, TrialsFact, TrialStands
from dmedesk.papers.tables import Chain


def trials_fact(session: Session, *, on: date) -> TrialsFact:
    """The chains of every payer, and the last trial of every member and code as of a day."""
    chains: dict[tuple[int, str], list[ChainFact]] = defaultdict(list)
    for one in session.scalars(select(Chain).order_by(Chain.id)):
        fact = ChainFact(one.title, one.trial_months, one.from_on, one.until_on, one.citation)
        for code in codes_in(one.codes):
            chains[one.payer_id, code].append(fact)
    if not chains:
        return NO_TRIALS
    trials: dict[tuple[int, int, str], TrialStands] = {}
    for trial in trials_read(session, on):
        key = (trial.values["member_id"], trial.payer_id, trial.values["hcpcs"])
        told = TrialStands(trial.values["trial_no"], trial.plan.state, trial.plan.due_on)
        trials.setdefault(key, told)
    return TrialsFact(dict(chains), trials)
