"""The words about the allowed amount are those of the day of posting, whatever changes after it."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.sheets import draw
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.store.unit_of_work import reading
from tests.flows.covered_shop import found_covered
from tests.flows.month_shop import MonthShop
from tests.printing.reading import words

SAID = (
    "Each amount is the allowed amount. Payer MC pays 80 percent of what it allows"
    " (42 USC 1395m(a)(1)(A)); what it pays comes from its remittance."
)


@pytest.fixture
def covered(shop_engine: Engine) -> MonthShop:
    return found_covered(shop_engine)


def test_it_is_frozen_with_the_invoice(covered: MonthShop, tmp_path: Path) -> None:
    covered.rent("R1", payer="MC", started_on="2026-10-05")
    covered.rent("R2", payer="MH", started_on="2026-10-05")
    covered.post("2026-10")
    covered.change(Payer, Payer.code == "MC", name="Another name", regime=Regime.PRIVATE)
    with reading(covered.engine) as session:
        to_medicare, to_masshealth = printed_invoices(session, invoice_ids=[1, 2]).values()
    content = draw(to_medicare)
    (tmp_path / "allowed.pdf").write_bytes(content)
    said = words(content)
    assert SAID in said
    assert "Total 100.00" in said
    assert "allowed" not in words(draw(to_masshealth))
