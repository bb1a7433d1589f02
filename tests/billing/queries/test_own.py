"""Which invoices are the member's own: statements and what a member's payment pays agree."""

from datetime import date

import pytest
from sqlalchemy import select

from dmedesk.billing.queries.own import own_accounts
from dmedesk.billing.queries.paid import proposed_shares
from dmedesk.billing.queries.statements import statement_rows
from dmedesk.billing.rules.payments import PaymentFacts, PaymentKind
from dmedesk.members.tables import Coverage, Payer
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


@pytest.mark.parametrize(
    ("number", "is_plan"), [("ABC-1", True), ("", False), (None, False)], ids=["number", "", "none"]
)
def test_a_private_plan_that_knows_the_member_by_a_number_owes_itself(
    till: Till, number: str | None, is_plan: bool
) -> None:
    with reading(till.shop.engine) as session:
        payer_id = session.scalars(select(Payer.id).where(Payer.code == "PP")).one()
    cover = {"member_id": till.member("M10"), "payer_id": payer_id, "from_on": date(2026, 1, 1)}
    till.shop.add(Coverage(**cover, rank=1, number=number))
    till.shop.rent("P1", member_no="M10", payer="PP")
    till.shop.post("2026-10")
    with reading(till.shop.engine) as session:
        (row,) = [one for one in statement_rows(session, till.on) if one.member_no == "M10"]
        own = own_accounts(session)
        of_one = own_accounts(session, member_id=till.member("M10"))
    assert (row.owed_cents > 0, row.plans_cents > 0) == (not is_plan, is_plan)
    assert own == of_one == (set() if is_plan else {(payer_id, till.member("M10"))})
    facts = PaymentFacts(
        kind=PaymentKind.CHECK, amount_cents=500, reference="7", member_id=till.member("M10")
    )
    with reading(till.shop.engine) as session:
        shares = proposed_shares(session, facts=facts)
    assert bool(shares) is not is_plan
