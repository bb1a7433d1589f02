"""A statement that is made is a fact: its paper is kept, and the same one is not made twice."""

from datetime import timedelta
from functools import partial
from hashlib import sha256

from dmedesk.billing.actions.statements import make_statements
from dmedesk.billing.queries.made_statements import (
    last_statements,
    statement_paper,
    statements_made,
)
from dmedesk.billing.queries.statements import statement_rows
from dmedesk.billing.rules.payments import PaymentKind
from dmedesk.billing.sheets.statement import statement_pdf
from dmedesk.billing.tables import MadeStatement
from dmedesk.store.tables import Attachment
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def _make(till: Till, *members: str, large: bool = False) -> list[str]:
    made = till.do(
        make_statements,
        member_ids=[till.member(member_no) for member_no in members],
        on=till.on,
        draw=partial(statement_pdf, large=large),
        is_large=large,
    )
    return [one.number for one in made]


def _kept(till: Till) -> list[tuple[str, int, int, int]]:
    return [
        (one.statement_no, one.turn, one.owed_cents, one.held_cents)
        for one in till.shop.rows(MadeStatement)
    ]


def test_a_batch_is_kept_with_its_bytes_and_made_once(till: Till) -> None:
    day = f"{till.on:%Y%m%d}"
    assert _make(till, "M1", "M2") == [f"M1-{day}", f"M2-{day}"]
    assert _make(till, "M1", "M2") == [f"M1-{day}", f"M2-{day}"]
    assert _kept(till) == [(f"M1-{day}", 1, 0, 0), (f"M2-{day}", 1, 0, 0)]
    with reading(till.shop.engine) as session:
        (made,) = statements_made(session, member_id=till.member("M1"))
        content = statement_paper(session, sha256=made.sha256)
        rows = {row.member_no: row.last_on for row in statement_rows(session, till.on)}
    assert sha256(content).hexdigest() == made.sha256
    assert content.startswith(b"%PDF")
    assert rows == {"M1": till.on, "M2": till.on}
    titles = [one.title for one in till.shop.rows(Attachment)]
    assert titles == [f"Statement M1-{day}", f"Statement M2-{day}"]


def test_one_that_says_something_else_on_the_same_day_has_a_number_of_its_own(till: Till) -> None:
    day = f"{till.on:%Y%m%d}"
    _make(till, "M1")
    assert _make(till, "M1", large=True) == [f"M1-{day}-2"]
    till.pay(till.batch(), 500, member="M1", kind=PaymentKind.CHECK, number="7")
    assert _make(till, "M1") == [f"M1-{day}-3"]
    assert _kept(till)[-1] == (f"M1-{day}-3", 3, 0, 500)
    assert [one.is_large for one in till.shop.rows(MadeStatement)] == [False, True, False]


def test_the_next_days_begin_anew_and_the_last_one_is_told(till: Till) -> None:
    _make(till, "M1")
    till.on += timedelta(days=30)
    _make(till, "M1")
    with reading(till.shop.engine) as session:
        assert last_statements(session) == {till.member("M1"): till.on}
        turns = [one.turn for one in statements_made(session, member_id=till.member("M1"))]
    assert turns == [1, 1]
