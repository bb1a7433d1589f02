"""The entries of the shop's journal and of a member's account."""

from datetime import timedelta

from dmedesk.billing.actions import reverse_payment
from dmedesk.billing.queries.journal import account_of, journal
from dmedesk.billing.rules.journal import EntryKind
from dmedesk.billing.rules.payments import PaymentKind, ReversalReason
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_an_account_has_a_members_own_payments_whole_and_a_payers_by_its_lines(till: Till) -> None:
    first, _, third = till.lines()
    till.on += timedelta(days=1)
    till.pay(till.batch(), 10_000, (first, 4_000), (third, 3_000))
    till.pay(till.batch(), 500, member="M1", kind=PaymentKind.CARD_SLIP, number="7")
    with reading(till.shop.engine) as session:
        entries = account_of(session, member_id=till.member("M1"), until_on=till.on)
    told = [(one.kind, one.cents) for one in entries]
    assert sorted(told, key=lambda one: one[1], reverse=True) == [
        (EntryKind.INVOICE, 15_000),
        (EntryKind.PAYMENT, -500),
        (EntryKind.PAYMENT, -4_000),
    ]
    assert entries[-1].balance_cents == 10_500


def test_a_bounced_check_is_owed_again_on_its_day(till: Till) -> None:
    payment = till.pay(till.batch(), 500, member="M1", kind=PaymentKind.CHECK, number="7")
    till.on += timedelta(days=3)
    till.do(reverse_payment, payment_id=payment, reason=ReversalReason.BOUNCED)
    with reading(till.shop.engine) as session:
        entries = journal(session, until_on=till.on)
        before = journal(session, until_on=till.on - timedelta(days=1))
    assert [(one.kind, one.cents, one.number) for one in entries[-2:]] == [
        (EntryKind.PAYMENT, -500, "P1"),
        (EntryKind.GIVEN_BACK, 500, "P1"),
    ]
    assert [one.member for one in entries[-2:]] == ["Rivera, M1", "Rivera, M1"]
    assert entries[:-1] == before
