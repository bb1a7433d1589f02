"""A shop of members, payers and practitioners, as the desk's actions enter them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dmedesk.members.actions.members import enter_member
from dmedesk.members.actions.payers import enter_payer
from dmedesk.members.actions.practitioners import enter_practitioner
from dmedesk.members.rules import Regime
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work

NOW = datetime(2026, 11, 29, 17, tzinfo=UTC)
TODAY = date(2026, 11, 29)
ROSE = {"member_no": "M0001", "last_name": "Alda", "first_name": "Rose"}
REED = {"npi": "1234567893", "last_name": "Reed", "first_name": "Ann"}
MASSHEALTH = {"code": "MH", "name": "MassHealth", "regime": Regime.MASSHEALTH}
MEDICARE = {"code": "MC", "name": "Medicare", "regime": Regime.MEDICARE}


@contextmanager
def working(engine: Engine, actor: str = "ana") -> Iterator[UnitOfWork]:
    with unit_of_work(engine, actor=actor, action="tested", clock=lambda: NOW) as work:
        yield work


@contextmanager
def looking(engine: Engine) -> Iterator[Session]:
    with reading(engine) as session:
        yield session


def a_member(engine: Engine, **more: Any) -> int:
    """Rose Alda, with what is told besides."""
    with working(engine) as work:
        return enter_member(work, values={**ROSE, **more})


def a_practitioner(engine: Engine, **more: Any) -> int:
    """Ann Reed, with what is told besides."""
    with working(engine) as work:
        return enter_practitioner(work, values={**REED, **more})


def a_payer(engine: Engine, **more: Any) -> int:
    """MassHealth, with what is told besides."""
    with working(engine) as work:
        return enter_payer(work, values={**MASSHEALTH, **more})
