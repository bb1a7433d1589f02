"""An answered line as it passes on: whom it and the lines before it were billed, what it is of."""

import pytest
from sqlalchemy import Engine

from dmedesk.billing.actions import pass_on
from dmedesk.billing.queries.passing import (
    line_to_pass,
    lines_before,
    passed_from,
    passed_to,
    proposal,
)
from dmedesk.store.unit_of_work import reading
from tests.flows.covered_shop import cover, found_covered
from tests.flows.till import Till


@pytest.fixture
def till(shop_engine: Engine) -> Till:
    """A plan, then Medicare, then MassHealth: Medicare paid 80.00, the plan 5.00 of the rest."""
    shop = found_covered(shop_engine)
    cover(shop, "M1", "PP", rank=3)
    shop.rent("R1", payer="MC", started_on="2026-10-05", pa_required=True)
    shop.authorize("M1", "E0260", "PA1", None)
    shop.post("2026-10")
    till = Till(shop)
    till.answer(till.remittance(till.batch(), 8_000, payer="MC"), 1, 8_000)
    till.do(pass_on, line_id=1, payer_id=till.payer("PP"), cents=2_000)
    till.answer(till.remittance(till.batch(), 500, "RA2", payer="PP"), 2, 500)
    return till


def test_a_chain_is_known_from_its_end(till: Till) -> None:
    with reading(till.shop.engine) as session:
        found = line_to_pass(session, line_id=2, on=till.on)
        assert list(lines_before(session, 2)) == [1]
        assert list(lines_before(session, 1)) == []
        assert passed_to(session, invoice_id=1) == [("INV-000002", 2)]
        assert passed_from(session, invoice_id=2) == [("INV-000001", 1)]
        assert passed_to(session, invoice_id=2) == passed_from(session, invoice_id=1) == []
    assert found is not None
    assert found.line.asked == {till.payer("MC"), till.payer("PP")}
    assert found.line.before.startswith("Payer MC answered on")
    assert found.source_no == "INV-000002/1"
    assert (found.said.hcpcs, found.said.modifiers) == ("E0260", ("RR", "KH"))
    assert found.said.pa_required
    assert found.said.product_id is not None
    assert found.said.asset_id is not None


def test_the_next_coverage_is_proposed(till: Till) -> None:
    with reading(till.shop.engine) as session:
        found = proposal(session, line_id=2, on=till.on)
        assert proposal(session, line_id=99, on=till.on) is None
    assert found is not None
    assert found.title == "Pass what remains on to Payer MH, the next coverage of 2026-10-05"
    assert found.line.proposed_cents == 1_500
