"""What the scrub tells of trials: a line whose trial is not opened, or stands where money waits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dmedesk.papers.rules.scrub import Found, LineFact
from dmedesk.papers.rules.trials import TRIAL_WORDS, TrialState


class ChainFact(NamedTuple):
    """A chain that a payer asks for a code, up to and without ``until_on``, with its clause."""

    title: str
    trial_months: int
    from_on: date
    until_on: date | None
    citation: str


class TrialStands(NamedTuple):
    """Where the last trial of a member stands; ``due_on`` is the day of what is next."""

    trial_no: str
    state: TrialState
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrialsFact:
    """The chains by payer and code, the last trial by member, payer and code."""

    chains: Mapping[tuple[int, str], Sequence[ChainFact]] = field(default_factory=dict)
    trials: Mapping[tuple[int, int, str], TrialStands] = field(default_factory=dict)


NO_TRIALS = TrialsFact()
"""A shop whose payers ask for none."""

_AS_IT_SHOULD = frozenset({TrialState.RUNNING, TrialState.CONTINUING, TrialState.CLOSED})
_SECOND = frozenset({TrialState.ASK_SECOND, TrialState.SECOND_ASKED})


def trial_found(line: LineFact, fact: TrialsFact, payer_id: int) -> Iterator[Found]:
    """A line of a code for which its payer asks a trial, that is not as it should be."""
    chain = next(
        (
            one
            for one in fact.chains.get((payer_id, line.hcpcs), ())
            if one.from_on <= line.from_on and (one.until_on is None or line.from_on < one.until_on)
        ),
        None,
    )
    if chain is None:
        return
    trial = fact.trials.get((line.member_id, payer_id, line.hcpcs))
    if trial is None:
        months = "month" if chain.trial_months == 1 else "months"
        words = f"{chain.title}: no trial of {chain.trial_months} {months} is opened"
        yield Found("trial_missing", words, chain.citation)
    elif trial.state not in _AS_IT_SHOULD:
        due = f", by {trial.due_on}" if trial.due_on is not None else ""
        words = f"{trial.trial_no}: {TRIAL_WORDS[trial.state]}{due}"
        rule = "trial_second" if trial.state in _SECOND else "trial_stands"
        yield Found(rule, words, chain.citation)
