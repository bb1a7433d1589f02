"""For whom there is a statement, and what each says as of a day."""

from datetime import timedelta

from dmedesk.billing.queries.statements import StatementRow, statement_rows, statements_of
from dmedesk.billing.rules.payments import PaymentKind
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def _rows(till: Till) -> dict[str, StatementRow]:
    with reading(till.shop.engine) as session:
        return {row.member_no: row for row in statement_rows(session, till.on)}


def test_a_private_payers_lines_are_the_members_own(till: Till) -> None:
    till.shop.rent("P1", member_no="M10", payer="PP")
    till.shop.post("2026-10")
    rows = _rows(till)
    assert set(rows) == {"M1", "M2", "M10"}
    assert (rows["M1"].owed_cents, rows["M1"].plans_cents, rows["M1"].items) == (0, 15_000, 2)
    owed = rows["M10"].owed_cents
    assert owed > 0
    assert rows["M10"].plans_cents == 0
    till.pay(till.batch(), owed + 500, member="M10", kind=PaymentKind.CHECK, number="7")
    assert _rows(till)["M10"].owed_cents == -500
    with reading(till.shop.engine) as session:
        (said,) = statements_of(session, member_ids=[till.member("M10")], on=till.on)
    assert {entry.payer for entry in said.entries} == {"You"}


def test_a_statement_tells_months_money_and_what_plans_owe(till: Till) -> None:
    member, line = till.member("M1"), till.lines()[0]
    till.pay(till.batch(), 7_500, (line, 7_500))
    till.shop.change(Rental, Rental.rental_no == "R2", ended_on=till.on)
    with reading(till.shop.engine) as session:
        (said,) = statements_of(session, member_ids=[member], on=till.on)
        (later,) = statements_of(
            session, member_ids=[member], on=till.on, from_on=till.on + timedelta(days=1)
        )
    assert [item.month_words for item in said.items] == ["Month 4 of 13", "Month 4 of 13"]
    assert [(entry.cents, entry.payer) for entry in said.entries] == [
        (15_000, "Payer MH"),
        (-7_500, "Payer MH"),
    ]
    assert [(plan.name, plan.cents, plan.is_whole) for plan in said.plans] == [
        ("Payer MH", 7_500, True)
    ]
    assert (said.owed_cents, said.before_cents) == (0, 0)
    assert (later.entries, later.before_cents) == ((), 7_500)


def test_what_came_back_long_ago_is_told_no_more(till: Till) -> None:
    till.shop.change(Rental, Rental.rental_no == "R1", ended_on=till.on)
    till.on += timedelta(days=101)
    assert _rows(till)["M1"].items == 1
    with reading(till.shop.engine) as session:
        (said,) = statements_of(session, member_ids=[till.member("M1")], on=till.on)
    assert len(said.items) == 1


def test_before_the_first_invoice_nobody_gets_one(till: Till) -> None:
    till.on -= timedelta(days=400)
    assert _rows(till) == {}
