"""Whatever happened to a shop, its reports and its board come to what its invoices come to."""

import random
from contextlib import suppress

import pytest
from sqlalchemy import Engine, select

from dmedesk.billing.offers import tiles
from dmedesk.billing.queries.board import months_billed
from dmedesk.billing.queries.lines import lines_of_invoices
from dmedesk.billing.queries.months import months_by_payer
from dmedesk.billing.queries.standing import not_credited
from dmedesk.billing.screens.reports import held_lines
from dmedesk.billing.tables import Credit, Invoice
from dmedesk.kit.errors import Refused
from dmedesk.rentals.queries.earned import members_by_payer, unit_returns
from dmedesk.rentals.queries.listed import RENTALS
from dmedesk.store.unit_of_work import reading
from tests.flows.charge_shop import enter, invoice_now
from tests.flows.month_shop import MonthShop, day

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11")
TODAY = day("2026-11-10")


def _history(shop: MonthShop, chosen: random.Random) -> None:
    """Rentals of every kind; months posted, taken back, posted again, some entered late."""
    for number in range(chosen.randrange(3, 8)):
        paid = chosen.choice((0, 0, 2, 9))
        shop.rent(
            f"R{number}",
            member_no=chosen.choice(("M1", "M2", "M10")),
            payer=chosen.choice(("MH", "MH", "PP", "MC")),
            hcpcs=chosen.choice(("E0260", "E0163", "E1390")),
            started_on=f"2026-0{chosen.randrange(5, 10)}-{chosen.randrange(1, 29):02}",
            months_already_paid=paid,
            paid_already_cents=paid * 1_000,
            proven_on=chosen.choice(("2020-01-01", "2020-01-01", None)),
            pa_required=chosen.random() < 0.2,
        )
        if chosen.random() < 0.4:
            shop.exchange(f"R{number}", serial=f"X{number}", hcpcs="E0260", on="2026-09-29")
    for place, month in enumerate(MONTHS):
        if chosen.random() < 0.8:
            who = chosen.choice((("M1", "MH"), ("M2", "PP"), ("M10", "MC")))
            charge = enter(shop, *who, f"{month}-02", proven_on=chosen.choice(("", None)))
            if chosen.random() < 0.3:
                with suppress(Refused):  # it waits for its proof, or has no price
                    invoice_now(shop, charge)
        shop.post(month)
        if chosen.random() < 0.5:
            with suppress(Refused):  # a month in which nothing was billed
                shop.undo(month)
        if chosen.random() < 0.6:
            shop.post(month)
        if chosen.random() < 0.3:
            shop.rent(f"L{place}", started_on="2026-08-15")


@pytest.mark.parametrize("seed", range(8))
def test_every_sum_is_that_of_the_standing_invoices(shop_engine: Engine, seed: int) -> None:
    shop = MonthShop(shop_engine).found()
    _history(shop, random.Random(seed))
    with reading(shop.engine) as session:
        invoiced = sum(session.scalars(select(Invoice.total_cents)))
        standing = sum(session.scalars(select(Invoice.total_cents).where(not_credited())))
        credited = select(Invoice.total_cents).join(Credit, Credit.invoice_id == Invoice.id)
        months = months_by_payer(session)
        units, payers = unit_returns(session), members_by_payer(session, TODAY)
        roster = RENTALS.rows(session, RENTALS.ids(session, on=TODAY), on=TODAY)
        year = months_billed(session, first_on=day("2025-12-01"), last_on=day("2026-11-01"))
        held = held_lines(session, TODAY)
        board = {tile.key: tile.cents for tile in tiles(session, TODAY)}
        lines = [line for line in lines_of_invoices(session) if line.is_standing]
        assert sum(row.credited_cents for row in months) == sum(session.scalars(credited))
    assert sum(row.invoiced_cents for row in months) == invoiced
    assert sum(row.standing_cents for row in months) == standing
    assert sum(line.amount_cents for line in lines) == standing
    rent = sum(line.amount_cents for line in lines if line.rental_id is not None)
    live = [line.charge_id for line in lines if line.charge_id is not None]
    assert len(live) == len(set(live))
    assert sum(row.earned_cents for row in units) == rent
    assert sum(row.billed_cents for row in payers) == rent
    assert sum(month.cents for month in year) == standing
    before = sum(row.before_cents for row in units)
    assert sum(row.billed_cents for row in roster) == rent + before
    waiting = sum(cents or 0 for key, cents in board.items() if key.startswith("held_"))
    assert sum(row.held_cents for row in held) == waiting
