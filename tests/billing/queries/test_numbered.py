"""A paper is found by the number printed on it: an invoice's, or a credit's."""

import pytest

from dmedesk.billing.queries.numbered import NumberedPaper, numbered_paper
from dmedesk.kit.errors import Refused
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop


def test_an_invoice_and_its_credit_are_found_by_their_own_numbers(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.undo("2026-10")
    with reading(shop.engine) as session:
        assert numbered_paper(session, number="INV-000001", to_explain=True) == NumberedPaper(
            "INV-000001", 1, None
        )
        assert numbered_paper(session, number="INV-000002") == NumberedPaper("INV-000002", 1, 1)
        with pytest.raises(Refused, match="Ask for INV-000001"):
            numbered_paper(session, number="INV-000002", to_explain=True)
        with pytest.raises(Refused, match="no invoice INV-000003"):
            numbered_paper(session, number="INV-000003")
