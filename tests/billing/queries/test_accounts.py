"""One member's account as its page shows it: right on each day."""

from datetime import timedelta

from dmedesk.billing.queries.accounts import read_account
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_an_account_is_as_it_was_on_each_day(till: Till) -> None:
    line = till.lines()[0]
    member, posted_on = till.member("M1"), till.on
    till.on += timedelta(days=40)
    till.pay(till.batch(), 7_500, (line, 7_500))
    with reading(till.shop.engine) as session:
        now = read_account(session, member_id=member, on=till.on)
        before = read_account(session, member_id=member, on=posted_on)
        assert read_account(session, member_id=99, on=posted_on) is None
    assert now is not None
    assert before is not None
    assert (now.owed_cents, now.ages) == (7_500, (0, 7_500, 0, 0, 0))
    assert (before.owed_cents, before.ages) == (15_000, (15_000, 0, 0, 0, 0))
    assert now.owed_words == f"Owed 75.00 as of {till.on}, by all who pay"
    assert (now.name, now.member_no) == ("Rivera, M1", "M1")
