"""A trial is opened, shown, begun and closed; what was written down is never written over."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.trials import (
    answer_criterion,
    begin_trial,
    begin_trials,
    change_trial,
    close_trial,
)
from dmedesk.papers.queries.trials import answers_told
from dmedesk.papers.rules.chains import Stage
from dmedesk.papers.rules.trials import TrialState, Verdict
from tests.members.desk import TODAY, a_practitioner, looking, working
from tests.papers.desk import an_order
from tests.papers.trials import a_trial, pump_shop, read_trial, show


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    return pump_shop(shop_engine)


def codes_of(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        act()
    return [(finding.field, finding.code) for finding in refused.value.findings]


def answered(engine: Engine, label: str, said: str | None, **more: Any) -> int:
    criterion_id = read_trial(engine).ids[Stage.TRIAL, label]
    with working(engine) as work:
        return answer_criterion(work, trial_id=1, criterion_id=criterion_id, said=said, **more)


def test_a_trial_is_of_the_chain_s_code_and_once(engine: Engine) -> None:
    a_trial(engine)
    assert codes_of(lambda: a_trial(engine)) == [("member_id", "trial_twice")]
    assert codes_of(lambda: a_trial(engine, hcpcs="E0260")) == [("hcpcs", "code_of_another")]
    early = {"opened_on": date(2025, 12, 31)}
    assert ("chain_id", "chain_not_in_force") in codes_of(lambda: a_trial(engine, **early))
    assert codes_of(lambda: a_trial(engine, member_id=None, opened_on=None)) == [
        ("member_id", "missing_value"),
        ("opened_on", "missing_value"),
    ]


def test_the_last_entry_counts_and_all_stay(engine: Engine) -> None:
    a_trial(engine)
    answered(engine, "7", "7.0", evidence="Lab report", evidence_on=date(2026, 11, 1))
    answered(engine, "7", "7.1", evidence="Lab report", evidence_on=date(2026, 11, 20))
    answered(engine, "2", "yes", evidence="Note")
    answered(engine, "2", None, reason="Of another member")
    ticks = {tick.criterion.label: tick for tick in read_trial(engine).ticks[:20]}
    assert (ticks["7"].verdict, ticks["2"].verdict) == (Verdict.MET, Verdict.MISSING)
    with looking(engine) as session:
        told = list(answers_told(session, trial_id=1))
    assert [(one.turn, one.label, one.answer.said) for one in told] == [
        (1, "7", "7.0"),
        (2, "7", "7.1"),
        (3, "2", "yes"),
        (4, "2", None),
    ]


@pytest.mark.parametrize(
    ("label", "said", "more", "found"),
    [
        ("7", "high", {"evidence": "Lab"}, [("said", "bad_answer")]),
        ("7", "7.1", {}, [("evidence", "no_evidence")]),
        ("7", None, {}, [("said", "missing_value")]),
        ("8", "yes", {"evidence": "Note"}, [("said", "head_answered")]),
        ("5", "3", {"evidence": "Note", "reason": "R"}, [("reason", "no_exception")]),
        (
            "7",
            "7.1",
            {"evidence": "Lab", "evidence_on": date(2026, 11, 30)},
            [("evidence_on", "not_yet")],
        ),
    ],
)
def test_what_does_not_fit_is_refused(
    engine: Engine, label: str, said: str | None, more: Any, found: list[tuple[str, str]]
) -> None:
    a_trial(engine)
    assert codes_of(lambda: answered(engine, label, said, **more)) == found


def test_a_trial_with_entries_keeps_whose_it_is(engine: Engine) -> None:
    a_trial(engine)
    show(engine, {"2": "yes"})
    with working(engine) as work:
        found = codes_of(lambda: change_trial(work, trial_id=1, version=1, values={"member_id": 9}))
    assert found == [("chain_id", "trial_in_use")]
    with working(engine) as work:
        assert change_trial(work, trial_id=1, version=1, values={"note": "Call first"}) == 2


def test_it_begins_with_its_order(engine: Engine) -> None:
    a_practitioner(engine)
    line = {"hcpcs": "E0784", "quantity": 1, "terms": "rent", "needs_pa": False}
    order_id = an_order(engine, lines=[line])
    a_trial(engine, order_id=order_id)
    with working(engine) as work:
        begin_trials(work, order_id=order_id, on=TODAY)
    assert read_trial(engine).values["begun_on"] == TODAY
    with working(engine) as work:
        begin_trials(work, order_id=order_id, on=date(2026, 12, 5))
    assert read_trial(engine).values["begun_on"] == TODAY
    with working(engine) as work:
        begin_trials(work, order_id=order_id, on=None)
    assert read_trial(engine).values["begun_on"] is None


def test_it_is_closed_for_a_reason(engine: Engine) -> None:
    a_trial(engine)
    with working(engine) as work:
        begin_trial(work, trial_id=1, begun_on=TODAY)

    def close(on: date, because: str) -> None:
        with working(engine) as work:
            close_trial(work, trial_id=1, closed_on=on, because=because)

    assert codes_of(lambda: close(date(2026, 11, 28), " ")) == [
        ("because", "missing_value"),
        ("closed_on", "before_trial"),
    ]
    close(TODAY, "Gave it back")
    assert read_trial(engine).plan.state is TrialState.CLOSED
    assert codes_of(lambda: close(TODAY, "Again")) == [("", "trial_closed")]
    assert codes_of(lambda: answered(engine, "2", "yes", evidence="N")) == [("", "trial_closed")]
    assert a_trial(engine) == 2
