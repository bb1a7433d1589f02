"""Trials in their list: where each stands, what it lacks, what is due first."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.papers.actions.trials import begin_trial
from dmedesk.papers.queries.trials import TRIALS, TrialListed, answers_told, trial_read
from dmedesk.papers.rules.chains import Stage
from dmedesk.papers.rules.trials import TrialState
from tests.members.desk import TODAY, a_member, looking, working
from tests.papers.desk import an_authorization
from tests.papers.rules.test_trials import TRIAL
from tests.papers.trials import a_trial, pump_shop, read_trial, show


def rows(engine: Engine, on: date = TODAY) -> list[TrialListed]:
    with looking(engine) as session:
        return TRIALS.rows(session, TRIALS.ids(session, on=on), on=on)


def test_what_a_trial_lacks(shop_engine: Engine) -> None:
    pump_shop(shop_engine)
    a_trial(shop_engine)
    show(shop_engine, {label: said for label, said in TRIAL.items() if label not in ("6", "9")})
    (row,) = rows(shop_engine)
    assert (row.state, row.done) == (TrialState.GATHERING, "7 of 9")
    assert row.needs.startswith("Willing to keep to diet and exercise, Injections were tried")
    show(shop_engine, {"4": "yes"}, Stage.NOT_COVERED)
    (row,) = rows(shop_engine)
    assert (row.state, row.needs) == (TrialState.NOT_COVERED, "Wanted only for convenience")


def test_what_is_due_first_stands_on_top(shop_engine: Engine) -> None:
    pump_shop(shop_engine)
    a_member(shop_engine, member_no="M0002", last_name="Bloom")
    a_trial(shop_engine)
    a_trial(shop_engine, member_id=2)
    for trial_id, begun_on in ((1, date(2026, 11, 20)), (2, date(2026, 9, 20))):
        with working(shop_engine) as work:
            begin_trial(work, trial_id=trial_id, begun_on=begun_on)
    assert [(row.trial_no, row.state, row.due_on) for row in rows(shop_engine)] == [
        ("TRL-000002", TrialState.ASK_SECOND, date(2026, 12, 19)),
        ("TRL-000001", TrialState.RUNNING, date(2027, 1, 20)),
    ]
    an_authorization(shop_engine, member_id=2, hcpcs="E0784", from_on=date(2026, 12, 20))
    assert [row.trial_no for row in rows(shop_engine)] == ["TRL-000001", "TRL-000002"]
    with looking(shop_engine) as session:
        counts = TRIALS.counts(session, on=TODAY)
    assert counts == {
        "": 2,
        "to_do": 0,
        "ask_second": 0,
        "stopped": 0,
        "running": 1,
        "continuing": 1,
    }


def test_a_trial_that_is_not_there(shop_engine: Engine) -> None:
    pump_shop(shop_engine)
    with looking(shop_engine) as session:
        assert trial_read(session, 1, on=TODAY) is None
        assert list(answers_told(session, trial_id=1)) == []
    a_trial(shop_engine)
    assert read_trial(shop_engine).payer == "MassHealth"
