"""What is owed by age, by payer, and by the books: one number, whichever way it is asked."""

from datetime import timedelta

from dmedesk.billing.actions import write_off
from dmedesk.billing.queries.journal import journal
from dmedesk.billing.queries.owed import books, owed_by_age, receivables
from dmedesk.billing.rules.journal import EntryKind
from dmedesk.billing.rules.payments import PaymentKind, WriteOffReason
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_ages_receivables_and_books_come_to_the_same(till: Till) -> None:
    first, second, _ = till.lines()
    posted_on = till.on
    till.on += timedelta(days=31)
    till.pay(till.batch(), 10_000, (first, 7_500))
    till.pay(till.batch(), 500, member="M1", kind=PaymentKind.CHECK, number="7")
    till.do(write_off, line_id=second, cents=500, reason=WriteOffReason.CONTRACT)
    till.shop.credit("INV-000002", on=till.on.isoformat())
    with reading(till.shop.engine) as session:
        (row,) = owed_by_age(session, till.on)
        assert (row.member_no, row.payer_code, row.age_0_cents) == ("M1", "MH", 0)
        assert (row.age_30_cents, row.owed_cents, row.oldest_on) == (7_000, 7_000, posted_on)
        masshealth, members = receivables(session, till.on)
        assert (masshealth.open_cents, masshealth.unapplied_cents) == (7_000, 2_500)
        assert (members.payer_code, members.owed_cents) == ("", -500)
        said = books(session, on=till.on)
        assert said.owed_cents == masshealth.owed_cents + members.owed_cents == 4_000
        assert (said.invoiced_cents, said.credited_cents) == (22_500, 7_500)
        assert (said.received_cents, said.written_off_cents) == (10_500, 500)
        assert books(session, on=posted_on).owed_cents == 22_500
        kinds = [entry.kind for entry in journal(session, until_on=till.on)]
        assert kinds.count(EntryKind.PAYMENT) == 2
