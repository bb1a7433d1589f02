"""A worksheet is kept with what it came to, and found with its request; both databases."""

from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.papers import offers
from dmedesk.papers.actions.reckoning import keep_worksheet
from dmedesk.papers.actions.requesting import enter_request
from dmedesk.papers.queries.worksheet_paper import worksheet_paper
from dmedesk.papers.queries.worksheets import (
    WORKSHEETS,
    find_requests,
    stored_worksheets,
    worksheet_record,
)
from dmedesk.papers.tables import Worksheet
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day

SAID: dict[str, Any] = {
    "priced_on": day("2026-10-05"),
    "what": "new",
    "hcpcs": "e1399",
    "description": "Bath lift",
    "family": "dme",
    "list_cents": 100_000,
    "discounts": "20%",
    "markup_percentage": 30,
    "usual_charge_cents": 150_000,
}


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    return MonthShop(shop_engine).found()


def keep(shop: MonthShop, **said: Any) -> int:
    with unit_of_work(shop.engine, actor="ana", action="keep_worksheet", clock=clock) as work:
        return keep_worksheet(work, values={**SAID, **said})


def test_it_is_kept_with_what_it_came_to(shop: MonthShop) -> None:
    with unit_of_work(shop.engine, actor="ana", action="save_request", clock=clock) as work:
        values = {"member_id": 1, "payer_id": 1, "hcpcs": "E1399", "asked_on": day("2026-10-06")}
        request_id = enter_request(work, values=values)
    first = keep(shop, request_id=request_id, member_id=1)
    second = keep(shop, what="capped_rent", timely_percentage="5")
    (one, two) = shop.rows(Worksheet)
    assert (one.worksheet_no, one.hcpcs, one.result_cents) == ("IC-000001", "E1399", 104_000)
    assert (two.worksheet_no, two.rental_month, two.result_cents) == ("IC-000002", 1, 10_400)
    with reading(shop.engine) as session:
        assert list(WORKSHEETS.ids(session, on=day("2026-10-06"))) == [second, first]
        assert [found.title for found in find_requests(session, "PAR rivera")] == ["PAR-000001"]
        links = offers.related(session, RecordRef("pa_request", request_id))
        assert "Worksheet IC-000001" in [link.title for link in links]
        links = offers.related(session, RecordRef("worksheet", first))
        assert [link.opens for link in links] == [
            RecordRef("member", 1),
            RecordRef("pa_request", request_id),
        ]
        assert worksheet_record(session, 99) is None
        assert [row.values["request_no"] for row in stored_worksheets(session)] == [
            "PAR-000001",
            None,
        ]
        paper = worksheet_paper(session, worksheet_id=first)
    assert paper is not None
    assert paper.result_cents == 104_000
    assert ("Discounts in order", "20%") in paper.costs
    assert paper.steps[0].clause == "101 CMR 322.03(17)(a)"


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"hcpcs": None, "description": ""}, ["hcpcs", "description"]),
        ({"list_cents": None}, ["list_cents"]),
        ({"markup_percentage": 12}, ["markup_percentage"]),
        ({"discounts": "half"}, ["discounts"]),
    ],
)
def test_it_is_refused_at_the_field(
    shop: MonthShop, said: dict[str, Any], codes: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        keep(shop, **said)
    assert [one.field for one in refused.value.findings] == codes
    assert shop.rows(Worksheet) == []
