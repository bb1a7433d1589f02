"""On every day of the past: what is owed is what was invoiced, less credits, payments, write-offs.

Whatever happened to the shop, in whatever order; by the lines, by the payers, by the members'
accounts and by the journal.
"""

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dmedesk.billing.actions import credit_lines, reverse_payment, take_back_allocation, write_off
from dmedesk.billing.queries.journal import account_of
from dmedesk.billing.queries.owed import books, owed_by_age, receivables
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.payments import PaymentKind, ReversalReason, WriteOffReason
from dmedesk.billing.tables import Allocation, Payment
from dmedesk.kit.errors import Refused
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import NOW, MonthShop
from tests.flows.till import Till

FIRST = NOW.date()
_NUMBERS = count(1)
_KINDS = ("pay", "own", "write_off", "credit", "reverse", "release")

Step: TypeAlias = tuple[str, int, int, int]

steps = st.lists(
    st.tuples(
        st.sampled_from(_KINDS),
        st.integers(0, 9),
        st.integers(1, 9_000),
        st.integers(0, 2),
    ),
    max_size=8,
)


def _step(till: Till, kind: str, which: int, cents: int) -> None:
    open_lines = [line for line in till.balances() if line.open_cents > 0]
    line = open_lines[which % len(open_lines)] if open_lines else None
    number = str(next(_NUMBERS))
    if kind == "pay":
        paid = [(line.line_id, min(cents, line.open_cents))] if line else []
        till.pay(till.batch(), cents, *paid, number=number)
    elif kind == "own":
        till.pay(till.batch(), cents, member="M1", kind=PaymentKind.CHECK, number=number)
    elif kind == "write_off" and line:
        given_up = min(cents, line.open_cents)
        till.do(write_off, line_id=line.line_id, cents=given_up, reason=WriteOffReason.CONTRACT)
    elif kind == "credit":
        lines = till.balances()
        one = lines[which % len(lines)]
        till.do(
            credit_lines,
            invoice_id=one.invoice_id,
            line_ids=[one.line_id],
            reason=CreditReason.IN_ERROR,
        )
    elif kind == "reverse":
        payments: list[Any] = till.shop.rows(Payment)
        if payments:
            one = payments[which % len(payments)]
            till.do(reverse_payment, payment_id=one.id, reason=ReversalReason.BOUNCED)
    elif kind == "release":
        allocations: list[Any] = till.shop.rows(Allocation)
        if allocations:
            one = allocations[which % len(allocations)]
            till.do(take_back_allocation, allocation_id=one.id)


def _told(till: Till, on: date) -> tuple[int, ...]:
    with reading(till.shop.engine) as session:
        owed = receivables(session, on)
        said = books(session, on=on)
        members = sum(
            entries[-1].balance_cents
            for member in ("M1", "M2")
            if (entries := account_of(session, member_id=till.member(member), until_on=on))
        )
        payers_unapplied = sum(row.unapplied_cents for row in owed if row.payer_code)
        aged = sum(row.owed_cents for row in owed_by_age(session, on))
    assert sum(row.open_cents for row in owed) == aged
    assert sum(row.owed_cents for row in owed) == said.owed_cents
    assert members - payers_unapplied == said.owed_cents
    return (said.owed_cents, aged, said.invoiced_cents, said.credited_cents)


def _try_history(shop: MonthShop, history: Sequence[Step]) -> None:
    shop.rent("R1")
    shop.rent("R2")
    shop.rent("R3", member_no="M2")
    shop.post("2026-10")
    till = Till(shop)
    told: dict[date, tuple[int, ...]] = {}
    for kind, which, cents, days in history:
        for _ in range(days):
            told[till.on] = _told(till, till.on)
            till.on += timedelta(days=1)
        with suppress(Refused):
            _step(till, kind, which, cents)
    told[till.on] = _told(till, till.on)
    assert {day: _told(till, day) for day in told} == told
    assert _told(till, FIRST - timedelta(days=1)) == (0, 0, 0, 0)


def test_on_every_day_of_the_past_the_books_agree(shop_template: Path) -> None:
    @settings(max_examples=12)
    @given(history=steps)
    def check(history: list[Step]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            engine = open_engine(Path(shutil.copy(shop_template, Path(folder) / "shop.dmedesk")))
            try:
                _try_history(MonthShop(engine).found(), history)
            finally:
                engine.dispose()

    check()


@pytest.mark.parametrize("seed", [1, 2])
def test_they_agree_on_either_database(shop_engine: Engine, seed: int) -> None:
    """The same of made-up histories by chance: sums are cast and days compared by the database."""
    chance = Random(seed)
    history = [
        (chance.choice(_KINDS), chance.randrange(10), chance.randint(1, 9_000), chance.randrange(3))
        for _ in range(10)
    ]
    _try_history(MonthShop(shop_engine).found(), history)
