"""Chains in their list, and for whom the shipped ones can be turned on."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.papers.actions.chains import change_chain
from dmedesk.papers.queries.chains import CHAINS, chain_record, payers_of_proposals
from tests.members.desk import MEDICARE, TODAY, a_payer, looking, working
from tests.papers.trials import a_chain, a_trial, pump_shop


def test_the_list_counts_criteria_and_trials(shop_engine: Engine) -> None:
    pump_shop(shop_engine)
    a_trial(shop_engine)
    with looking(shop_engine) as session:
        (row,) = CHAINS.rows(session, CHAINS.ids(session, on=TODAY), on=TODAY)
        counts = CHAINS.counts(session, on=TODAY)
    assert (row.criteria, row.open_trials, row.holds, row.payer) == ("9 + 8", 1, "", "MassHealth")
    assert counts == {"": 1, "in_force": 1, "ended": 0, "without_hold": 1}


def test_those_that_hold_are_named(shop_engine: Engine) -> None:
    a_payer(shop_engine)
    a_chain(shop_engine, holds=True)
    with looking(shop_engine) as session:
        record = chain_record(session, 1)
        assert record is not None
        assert record.holds == ("REQ-0002",)
        assert chain_record(session, 2) is None


def test_a_proposal_is_for_payers_of_its_rules_that_have_it_not(shop_engine: Engine) -> None:
    a_payer(shop_engine)
    a_payer(shop_engine, **MEDICARE)
    with looking(shop_engine) as session:
        assert payers_of_proposals(session) == {"insulin_pump": [(1, "MassHealth")]}
    a_chain(shop_engine)
    with looking(shop_engine) as session:
        assert payers_of_proposals(session) == {"insulin_pump": []}
    with working(shop_engine) as work:
        change_chain(work, chain_id=1, version=1, values={"until_on": date(2026, 6, 1)})
    with looking(shop_engine) as session:
        assert payers_of_proposals(session) == {"insulin_pump": [(1, "MassHealth")]}
