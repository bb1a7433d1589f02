"""Whatever is paid, reversed, credited and given up: every balance is right on every day.

A line's balance is its amount, less credits, allocations and write-offs; a payment's rest is its
amount, less what it pays, what was given back, and what is void. The books kept here know nothing
of the program's: they only write down what was said to have been done.
"""

import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dmedesk.billing.actions import (
    return_deposit,
    reverse_payment,
    take_back_allocation,
    take_back_write_off,
    write_off,
)
from dmedesk.billing.actions.crediting import credit_lines
from dmedesk.billing.queries.balances import line_balances, payment_balances
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.payments import ReversalReason, WriteOffReason
from dmedesk.billing.tables import Allocation, InvoiceLine, WriteOff
from dmedesk.kit.errors import Refused
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop
from tests.flows.till import TODAY, Till

Step = tuple[str, int, int, int]
"""What is done, two numbers that choose to what, and cents."""

DOINGS = (
    "pay",
    "pay",
    "pay",
    "allocate",
    "back",
    "reverse",
    "return",
    "off",
    "off_back",
    "credit",
    "day",
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(DOINGS), st.integers(0, 9), st.integers(0, 9), st.integers(1, 12_000)
    ),
    min_size=1,
    max_size=15,
)


class Books:
    """The money of lines and payments as somebody outside would keep it: by day, in cents."""

    def __init__(self, shop: MonthShop) -> None:
        self.till = Till(shop)
        self.amounts = {one.line_id: one.amount_cents for one in self.till.balances()}
        self.of_line: dict[int, list[tuple[date, int]]] = defaultdict(list)
        self.of_payment: dict[int, list[tuple[date, int]]] = defaultdict(list)
        self.batch = self.till.batch()
        self.paid: list[int] = []
        self.first = self.till.on
        self._seen: set[int] = set()

    def play(self, step: Step) -> None:
        """Do one thing; where the program refuses it, nothing happened."""
        doing, one, two, cents = step
        with suppress(Refused, IndexError):
            getattr(self, f"_{doing}")(one, two, cents)

    def _day(self, _one: int, _two: int, _cents: int) -> None:
        self.till.on += timedelta(days=1)
        self.batch = self.till.batch()

    def _pay(self, one: int, two: int, cents: int) -> None:
        line = [*self.amounts][one % len(self.amounts)]
        share = min(cents, 1 + two * 1_000)
        number = f"N{len(self.paid)}"
        payment = self.till.pay(self.batch, cents, (line, share), number=number)
        self.paid.append(payment)
        self.of_payment[payment].append((self.till.on, cents - share))
        self.of_line[line].append((self.till.on, share))

    def _allocate(self, one: int, two: int, cents: int) -> None:
        payment = self.paid[one % len(self.paid)] if self.paid else 0
        line = [*self.amounts][two % len(self.amounts)]
        if payment:
            self.till.allocate(payment, (line, cents))
            self.of_payment[payment].append((self.till.on, -cents))
            self.of_line[line].append((self.till.on, cents))

    def _back(self, one: int, _two: int, _cents: int) -> None:
        row = self.till.shop.rows(Allocation)[one]
        self.till.do(take_back_allocation, allocation_id=row.id)
        self._give(row.payment_id, row.line_id, row.amount_cents)

    def _reverse(self, one: int, _two: int, _cents: int) -> None:
        payment = self.paid[one]
        self.till.do(reverse_payment, payment_id=payment, reason=ReversalReason.BOUNCED)
        self._release(lambda row: row.payment_id == payment)
        left = sum(cents for _, cents in self.of_payment[payment])
        self.of_payment[payment].append((self.till.on, -left))

    def _return(self, one: int, _two: int, cents: int) -> None:
        payment = self.paid[one]
        self.till.do(return_deposit, payment_id=payment, cents=cents)
        self.of_payment[payment].append((self.till.on, -cents))

    def _off(self, one: int, _two: int, cents: int) -> None:
        line = [*self.amounts][one % len(self.amounts)]
        self.till.do(write_off, line_id=line, cents=cents, reason=WriteOffReason.CONTRACT)
        self.of_line[line].append((self.till.on, cents))

    def _off_back(self, one: int, _two: int, _cents: int) -> None:
        row = self.till.shop.rows(WriteOff)[one]
        self.till.do(take_back_write_off, write_off_id=row.id)
        self.of_line[row.line_id].append((self.till.on, -row.amount_cents))

    def _credit(self, one: int, _two: int, _cents: int) -> None:
        # Seldom: nothing can be paid on a line that is credited.
        row = self.till.shop.rows(InvoiceLine)[one]
        self.till.do(
            credit_lines,
            invoice_id=row.invoice_id,
            line_ids=[row.id],
            reason=CreditReason.IN_ERROR,
        )
        self._release(lambda one: one.line_id == row.id)
        gone = sum(cents for _, cents in self.of_line[row.id])
        # Nothing is open on a credited line; what was written off of it is not any more.
        self.of_line[row.id].append((self.till.on, self.amounts[row.id] - gone))

    def _release(self, concerned: Callable[[Allocation], bool]) -> None:
        """Allocations that the program took back by itself, for their payment or line is gone."""
        rows = self.till.shop.rows(Allocation)
        back = [row for row in rows if row.reverses_id is not None and row.id not in self._seen]
        for row in back:
            assert concerned(row)
            self._give(row.payment_id, row.line_id, -row.amount_cents)

    def _give(self, payment: int, line: int, cents: int) -> None:
        self.of_line[line].append((self.till.on, -cents))
        self.of_payment[payment].append((self.till.on, cents))
        self._seen = {row.id for row in self.till.shop.rows(Allocation)}

    def check(self) -> None:
        """The program's balances are those of these books, on every day."""
        with reading(self.till.shop.engine) as session:
            for n in range((self.till.on - self.first).days + 1):
                on = self.first + timedelta(days=n)
                for line in line_balances(session, on=on):
                    gone = sum(c for day, c in self.of_line[line.line_id] if day <= on)
                    assert line.open_cents == self.amounts[line.line_id] - gone
                for payment in payment_balances(session, on=on):
                    rest = sum(c for day, c in self.of_payment[payment.payment_id] if day <= on)
                    assert payment.unapplied_cents == rest
                    assert payment.unapplied_cents >= 0


def _posted(engine: Engine) -> MonthShop:
    shop = MonthShop(engine).found()
    for number, hcpcs in enumerate(("E0260", "E1390", "E0163"), start=1):
        shop.rent(f"R{number}", hcpcs=hcpcs)
    shop.post("2026-10")
    return shop


@pytest.fixture(scope="module")
def template(shop_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop's file with an invoice of three lines."""
    path = Path(shutil.copy(shop_template, tmp_path_factory.mktemp("paid") / "shop.dmedesk"))
    engine = open_engine(path)
    _posted(engine)
    engine.dispose()
    return path


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_every_balance_is_right_on_every_day(template: Path, steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(shutil.copy(template, Path(folder) / "shop.dmedesk"))
        books = Books(MonthShop(engine))
        for step in steps:
            books.play(step)
        books.check()
        engine.dispose()


@pytest.mark.parametrize("seed", range(2))
def test_it_is_so_on_both_databases(shop_engine: Engine, seed: int) -> None:
    chance = random.Random(seed)
    books = Books(_posted(shop_engine))
    assert books.first == TODAY
    for _ in range(40):
        doing = chance.choice(DOINGS)
        books.play((doing, chance.randrange(9), chance.randrange(9), chance.randrange(1, 9_000)))
    books.check()
    assert len(books.paid) > 1
