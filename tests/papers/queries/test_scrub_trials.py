"""Chains and the last trials of members, as the scrub reads them; both databases."""

from sqlalchemy import Engine

from dmedesk.papers.actions.trials import close_trial
from dmedesk.papers.queries.scrub_trials import trials_fact
from dmedesk.papers.rules.scrub_trials import NO_TRIALS, TrialStands
from dmedesk.papers.rules.trials import TrialState
from tests.members.desk import TODAY, a_member, a_payer, looking, working
from tests.papers.trials import FROM, a_chain, a_trial


def test_no_chain_is_no_fact(shop_engine: Engine) -> None:
    with looking(shop_engine) as session:
        assert trials_fact(session, on=TODAY) is NO_TRIALS


def test_the_chain_by_payer_and_code_and_where_its_last_trial_stands(shop_engine: Engine) -> None:
    a_member(shop_engine)
    a_payer(shop_engine)
    a_chain(shop_engine)
    with looking(shop_engine) as session:
        fact = trials_fact(session, on=TODAY)
    ((key, (chain,)),) = fact.chains.items()
    assert key == (1, "E0784")
    assert (chain.title, chain.trial_months, chain.from_on) == ("Insulin pump", 3, FROM)
    assert fact.trials == {}
    a_trial(shop_engine)
    with working(shop_engine) as work:
        close_trial(work, trial_id=1, closed_on=TODAY, because="Moved")
    a_trial(shop_engine)
    with looking(shop_engine) as session:
        fact = trials_fact(session, on=TODAY)
    ((key2, told),) = fact.trials.items()
    assert key2 == (1, 1, "E0784")
    assert (type(told), told.state) == (TrialStands, TrialState.GATHERING)
