"""What the scrub tells of trials: by the chain of the payer, the code and the day."""

from datetime import date

import pytest

from dmedesk.papers.rules.scrub import RENTAL, LineFact
from dmedesk.papers.rules.scrub_trials import (
    NO_TRIALS,
    ChainFact,
    TrialsFact,
    TrialStands,
    trial_found,
)
from dmedesk.papers.rules.trials import TrialState

DAY = date(2026, 10, 5)
CHAIN = ChainFact("Insulin pump", 3, date(2026, 1, 1), None, "Guidelines, I to III")
LINE = LineFact(RENTAL, "R1", 1, "masshealth", "E0784", DAY, date(2026, 11, 5))
KEY = (1, 7, "E0784")


def told(*chains: ChainFact, trial: TrialStands | None = None) -> list[tuple[str, str]]:
    trials = {} if trial is None else {KEY: trial}
    fact = TrialsFact({(7, "E0784"): chains}, trials)
    found = list(trial_found(LINE, fact, 7))
    assert all(one.citation == CHAIN.citation for one in found)
    assert list(trial_found(LINE, fact, 8)) == []
    return [(one.rule, one.detail) for one in found]


def test_a_line_whose_trial_was_never_opened() -> None:
    words = "Insulin pump: no trial of 3 months is opened"
    assert told(CHAIN) == [("trial_missing", words)]
    assert list(trial_found(LINE, NO_TRIALS, 7)) == []


@pytest.mark.parametrize(
    ("from_on", "until_on", "is_asked"),
    [
        (DAY, None, True),
        (date(2026, 10, 6), None, False),
        (CHAIN.from_on, DAY, False),
        (CHAIN.from_on, date(2026, 10, 6), True),
    ],
)
def test_the_chain_holds_on_the_day_of_the_line(
    from_on: date, until_on: date | None, *, is_asked: bool
) -> None:
    assert bool(told(CHAIN._replace(from_on=from_on, until_on=until_on))) is is_asked


@pytest.mark.parametrize("state", list(TrialState))
def test_every_state_is_told_or_is_as_it_should_be(state: TrialState) -> None:
    found = told(CHAIN, trial=TrialStands("TRL-0001", state, DAY))
    if state in (TrialState.RUNNING, TrialState.CONTINUING, TrialState.CLOSED):
        assert found == []
    else:
        due = state in (TrialState.ASK_SECOND, TrialState.SECOND_ASKED)
        ((rule, words),) = found
        assert rule == ("trial_second" if due else "trial_stands")
        assert words.startswith("TRL-0001: ")
        assert words.endswith("by 2026-10-05")
