"""The audit binder tells what people decided of a member's lines; both databases."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Engine, select

from dmedesk.billing.actions.overriding import override_finding, take_back_override
from dmedesk.billing.offers.decided import decided_section
from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.references import RecordRef
from dmedesk.papers.rules.scrub import RENTAL
from dmedesk.rentals.actions.option import refuse_option
from dmedesk.rentals.rules import AfterNo
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day


def test_who_went_on_over_a_finding_and_what_was_answered_to_an_offer(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1")
    shop.rent("R2")
    shop.rent("R3", member_no="M2")
    with unit_of_work(shop_engine, actor="ana", action="decide", clock=clock) as work:
        chosen = select(Rental.id).order_by(Rental.rental_no)
        first, _second, other = work.session.scalars(chosen).all()
        line: dict[str, Any] = {"rule": "duplicate", "kind": RENTAL, "from_on": day("2026-10-05")}
        override_finding(work, **line, line_id=first, why="Two beds, one in each home")
        take_back_override(work, **line, line_id=first, why="It was one bed")
        told: dict[str, Any] = {
            "refused_on": day("2026-10-20"),
            "cents": 47_500,
            "why": "Too dear",
            "then": AfterNo(day("2026-10-21")),
        }
        refuse_option(work, rental_id=first, **told)
        refuse_option(work, rental_id=other, **told)
    with reading(shop_engine) as session:
        ask = BinderAsk(RecordRef("member", 1), on=day("2026-11-03"))
        section = decided_section(session, ask)
        before = decided_section(session, replace(ask, until_on=day("2026-10-20")))
    options, steps = section.tables
    answer = "declined at $475.00; the rental ends 2026-10-21"
    assert options.rows == [("2026-10-20", "Rental R1", answer, "Too dear", "ana")]
    title = "Billed twice"
    assert [row[1:] for row in steps.rows] == [
        ("Rental R1", f"{title}, of 2026-10-05", "Two beds, one in each home", "ana"),
        ("Rental R1", f"{title}, of 2026-10-05, taken back", "It was one bed", "ana"),
    ]
    assert before.is_empty
