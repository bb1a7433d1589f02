"""What the month's screen reads: the plan, what was posted, the month before, and papers."""

from dmedesk.billing.screens.reading import read_month, read_paper
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def test_a_month_is_read_with_the_one_before(rented: MonthShop) -> None:
    rented.post("2026-10")
    with reading(rented.engine) as session:
        october = read_month(session, month_on=day("2026-10-01"))
        november = read_month(session, month_on=day("2026-11-01"))
    assert (october.posted_cents, october.before_cents) == (27_500, 0)
    assert (november.posted_cents, november.before_cents) == (0, 27_500)
    assert november.plan.total_cents == 27_500
    assert (len(october.standing), october.without_paper) == (2, 2)


def test_an_invoice_opens_before_its_paper_is_made_with_the_same_bytes(rented: MonthShop) -> None:
    rented.post("2026-10")
    with reading(rented.engine) as session:
        first, _ = read_month(session, month_on=day("2026-10-01")).standing
        drawn = read_paper(session, invoice_id=first.invoice_id)
        explained = read_paper(session, invoice_id=first.invoice_id, explained=True)
    assert drawn.startswith(b"%PDF")
    assert len(explained) > len(drawn)
    rented.make_some_papers("2026-10")
    with reading(rented.engine) as session:
        assert read_paper(session, invoice_id=first.invoice_id).startswith(b"paper of")
