"""Why a thing is wanted early is a fact with its evidence, undone by a further fact."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.replacing import take_back_early
from dmedesk.papers.queries.limits import received_by
from dmedesk.papers.rules.limit_words import EarlyReason
from dmedesk.papers.rules.limits import EarlyFact
from dmedesk.papers.tables import Replacement
from tests.members.desk import TODAY, looking, working
from tests.papers.desk import people
from tests.papers.limits_desk import a_loss

TOMORROW = date(2026, 11, 30)


def reasons(engine: Engine) -> list[EarlyFact]:
    with looking(engine) as session:
        return list(received_by(session).of(1, "E0143").reasons)


@pytest.mark.parametrize("attached", [False, True])
def test_a_loss_is_written_down_with_its_evidence(shop_engine: Engine, attached: bool) -> None:
    a_loss(people(shop_engine), attached=attached, hcpcs="e0143")
    assert reasons(shop_engine) == [
        EarlyFact(date(2026, 6, 1), EarlyReason.LOST, "Left on a bus", attached, "RPL-000001")
    ]


def test_it_is_taken_back_by_a_further_fact(shop_engine: Engine) -> None:
    own = a_loss(people(shop_engine))
    with pytest.raises(Refused), working(shop_engine) as work:
        take_back_early(work, replacement_id=own, why=" ")
    with working(shop_engine) as work:
        undone = take_back_early(work, replacement_id=own, why="Found again")
    assert reasons(shop_engine) == []
    for one in (own, undone):
        with pytest.raises(Refused) as refused, working(shop_engine) as work:
            take_back_early(work, replacement_id=one, why="Again")
        assert [finding.code for finding in refused.value.findings] == ["taken_back"]
    with looking(shop_engine) as session:
        kept = session.scalars(select(Replacement).order_by(Replacement.id)).all()
    assert [(one.evidence, one.undoes_no, one.recorded_by) for one in kept] == [
        ("Left on a bus", None, "ana"),
        ("Found again", "RPL-000001", "ana"),
    ]


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"evidence": " "}, "evidence", "missing_value"),
        ({"reason": None}, "reason", "missing_value"),
        ({"hcpcs": ""}, "hcpcs", "missing_value"),
        ({"happened_on": TOMORROW}, "happened_on", "to_come"),
    ],
)
def test_what_is_missing_is_told(
    shop_engine: Engine, more: dict[str, Any], field: str, code: str
) -> None:
    people(shop_engine)
    with pytest.raises(Refused) as refused:
        a_loss(shop_engine, attached=False, **more)
    assert [(one.field, one.code) for one in refused.value.findings] == [(field, code)]


def test_today_is_not_to_come(shop_engine: Engine) -> None:
    a_loss(people(shop_engine), attached=False, happened_on=TODAY)
    assert reasons(shop_engine)[0].happened_on == TODAY
