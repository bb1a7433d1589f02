"""A shop with the chain of the insulin pump turned on, and a member in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Engine

from dmedesk.papers.actions.chains import turn_on_chain
from dmedesk.papers.actions.trials import answer_criterion, open_trial
from dmedesk.papers.queries.trials import TrialRead, trial_read
from dmedesk.papers.rules.chains import Stage
from tests.members.desk import TODAY, a_member, a_payer, looking, working

FROM = date(2026, 1, 1)


def a_chain(engine: Engine, **more: Any) -> int:
    """The shipped chain, turned on for MassHealth."""
    values: dict[str, Any] = {"proposal": "insulin_pump", "payer_id": 1, "from_on": FROM}
    with working(engine) as work:
        return turn_on_chain(work, **{**values, "holds": False, **more})


def pump_shop(engine: Engine) -> Engine:
    """Rose Alda, MassHealth, and the chain."""
    a_member(engine)
    a_payer(engine)
    a_chain(engine)
    return engine


def a_trial(engine: Engine, **more: Any) -> int:
    """Rose Alda's trial of a pump."""
    values = {"chain_id": 1, "member_id": 1, "hcpcs": "e0784", "opened_on": TODAY}
    with working(engine) as work:
        return open_trial(work, values={**values, **more})


def read_trial(engine: Engine, trial_id: int = 1, on: date = TODAY) -> TrialRead:
    with looking(engine) as session:
        read = trial_read(session, trial_id, on=on)
    assert read is not None
    return read


def show(engine: Engine, values: Mapping[str, str], stage: Stage = Stage.TRIAL) -> None:
    """Write criteria down, each with its evidence."""
    ids = read_trial(engine).ids
    for label, said in values.items():
        with working(engine) as work:
            answer_criterion(
                work, trial_id=1, criterion_id=ids[stage, label], said=said, evidence="Note"
            )
