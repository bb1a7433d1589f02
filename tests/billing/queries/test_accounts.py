"""One member's account as its page shows it: right on each day."""

from datetime import timedelta

from dmedesk.billing.actions import allocate, return_deposit
from dmedesk.billing.queries.accounts import AccountRead, read_account
from dmedesk.billing.queries.statements import statements_of
from dmedesk.billing.rules.allocating import Share
from dmedesk.billing.rules.journal import EntryKind
from dmedesk.billing.rules.statement import Statement
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


def _told(till: Till) -> tuple[AccountRead, Statement]:
    member = till.member("M1")
    with reading(till.shop.engine) as session:
        account = read_account(session, member_id=member, on=till.on)
        (statement,) = statements_of(session, member_ids=[member], on=till.on)
    assert account is not None
    return account, statement


def test_a_deposit_is_told_beside_what_is_owed_until_it_is_applied_or_given_back(
    till: Till,
) -> None:
    till.shop.rent("R9", payer="PP", started_on="2026-10-05")
    till.shop.post("2026-10")
    (private,) = till.balances(payer_id=till.payer("PP"))
    deposit = till.pay(till.batch(), 20_000, member="M1", is_deposit=True)
    account, statement = _told(till)
    assert EntryKind.DEPOSIT in [entry.kind for entry in account.entries]
    assert account.owed_words.startswith("Owed 650.00 ")
    assert account.owed_words.endswith("; a deposit of 200.00 is held beside it")
    assert statement.headline == "You owe $500.00."
    assert any("We hold a deposit of $200.00 of yours." in one for one in statement.sentences())
    assert any(entry.words == "Deposit P1" for entry in statement.entries)

    till.do(allocate, payment_id=deposit, shares=(Share(private.line_id, 15_000),))
    account, statement = _told(till)
    assert account.owed_words.startswith("Owed 500.00 ")
    assert account.owed_words.endswith("; a deposit of 50.00 is held beside it")
    assert (statement.headline, statement.deposit_cents) == ("You owe $350.00.", 5_000)

    till.do(return_deposit, payment_id=deposit, cents=5_000, returned_on=till.on)
    account, statement = _told(till)
    assert account.owed_words == f"Owed 500.00 as of {till.on}, by all who pay"
    assert (statement.headline, statement.deposit_cents) == ("You owe $350.00.", 0)
