"""Open lines stand with the clock that ends first; what is paid or credited has none."""

from datetime import timedelta

from dmedesk.billing.queries.clocks import ClockRow, line_clocks
from dmedesk.billing.rules.clocks import ClockKind
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import day
from tests.flows.till import Till


def _clocks(till: Till) -> list[ClockRow]:
    with reading(till.shop.engine) as session:
        return line_clocks(session, till.on)


def test_a_paid_line_has_no_clock_and_a_denied_one_is_to_be_appealed(till: Till) -> None:
    first, second, third = till.lines()
    rows = _clocks(till)
    assert [row.id for row in rows] == [first, second, third]
    assert {row.kind for row in rows} == {ClockKind.FINAL}
    assert rows[0].served_until == day("2026-11-04")
    assert (rows[0].due_on, rows[0].open_cents) == (day("2027-11-04"), 7_500)
    remittance = till.remittance(till.batch(), 7_500)
    till.answer(remittance, first, 7_500)
    till.answer(remittance, second, 0, "CO-16 75.00")
    till.shop.credit("INV-000002")
    (denied,) = _clocks(till)
    assert (denied.id, denied.kind) == (second, ClockKind.APPEAL)
    assert denied.due_on == till.on + timedelta(days=30)
