"""What was sold or supplied on a slip is charged once: one of it, or all; never twice."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from dmedesk.billing.actions.charging_sources import SourcesCharged, charge_sources
from dmedesk.billing.queries.chargeable import chargeable
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.tables import Charge, ChargeProof
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.words import Method, Terms, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Proof as SlipProof
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Payer
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.charge_shop import enter, ids_of, withdraw
from tests.flows.month_shop import MonthShop, clock

AT = datetime(2026, 10, 5, 15, tzinfo=UTC)
VISIT = date(2026, 10, 5)


def product(shop: MonthShop, hcpcs: str, family: Family | None = None) -> int:
    shop.add(
        Product(
            product_no=f"P-{hcpcs}",
            hcpcs=hcpcs,
            description=f"Item {hcpcs}",
            usual_purchase_cents=2_500,
            family=family,
        )
    )
    with reading(shop.engine) as session:
        return session.scalars(select(Product.id).where(Product.product_no == f"P-{hcpcs}")).one()


def deliver(shop: MonthShop, *, payer: bool = True) -> None:
    """A slip with a sold unit, a supply, something that stayed in the van, and a rented unit."""
    with reading(shop.engine) as session:
        payer_id = session.scalars(select(Payer.id).where(Payer.code == "PP")).one()
    sold, rented = shop.unit("S-1", "E0163"), shop.unit("S-2", "E0260")
    gloves, frame = product(shop, "A4927", Family.SUPPLY), product(shop, "E0143")
    shop.add(
        Ticket(
            ticket_no="SLIP-000001",
            kind=TicketKind.DELIVERY,
            stage=TicketStage.DONE,
            member_id=1,
            payer_id=payer_id if payer else None,
            asked_on=VISIT,
            planned_on=VISIT,
            visited_on=VISIT,
        )
    )
    for place, (item, unit, count, terms, moved) in enumerate(
        (
            (2, sold, 1, Terms.SALE, True),
            (gloves, None, 3, Terms.RENT, True),
            (frame, None, 1, Terms.SALE, False),
            (1, rented, 1, Terms.RENT, True),
        ),
        start=1,
    ):
        shop.add(
            TicketLine(
                ticket_id=1,
                place=place,
                way=Way.OUT,
                product_id=item,
                asset_id=unit,
                quantity=count,
                terms=terms,
                has_moved=moved,
                is_open=False,
            )
        )


def prove(shop: MonthShop) -> None:
    words = dict.fromkeys(
        (
            *("signer", "driver_note", "carrier", "package_id", "carrier_evidence", "facility"),
            *("received_by", "delivered_by", "tasks_done"),
        ),
        "",
    )
    shop.add(
        SlipProof(
            ticket_id=1,
            turn=1,
            method=Method.UNSIGNED,
            has_signature=False,
            service_on=date(2026, 10, 6),
            sha256="0" * 64,
            recorded_at=AT,
            recorded_by="dan",
            **words,
        )
    )


def charge(shop: MonthShop, *numbers: str) -> SourcesCharged:
    sources = [(SourceKind.SLIP_LINE, number) for number in numbers] or None
    with unit_of_work(shop.engine, actor="ana", action="charge_sources", clock=clock) as work:
        return charge_sources(work, sources=sources)


def proposed(shop: MonthShop) -> list[str]:
    with reading(shop.engine) as session:
        return [one.source_no for one in chargeable(session)]


def test_what_was_delivered_and_is_no_rent_is_charged_once(shop: MonthShop) -> None:
    deliver(shop)
    prove(shop)
    assert proposed(shop) == ["SLIP-000001/1", "SLIP-000001/2"]
    assert len(charge(shop, "SLIP-000001/2").charge_ids) == 1
    assert proposed(shop) == ["SLIP-000001/1"]
    assert len(charge(shop).charge_ids) == 1
    told = [
        (one.source_no, one.kind, one.hcpcs, one.units, one.service_on) for one in shop.rows(Charge)
    ]
    assert told == [
        ("SLIP-000001/2", "supply", "A4927", 3, date(2026, 10, 6)),
        ("SLIP-000001/1", "purchase", "E0163", 1, date(2026, 10, 6)),
    ]
    assert {(one.proof, one.proof_on) for one in shop.rows(ChargeProof)} == {
        ("driver_note", date(2026, 10, 6))
    }
    with pytest.raises(Refused) as refused:
        charge(shop)
    assert [one.code for one in refused.value.findings] == ["nothing_to_charge"]


def test_what_is_withdrawn_is_proposed_again(shop: MonthShop) -> None:
    deliver(shop)
    charge(shop, "SLIP-000001/2")
    withdraw(shop, "C-000001")
    assert proposed(shop) == ["SLIP-000001/1", "SLIP-000001/2"]
    assert ids_of(shop, ["C-000001"]) == [1]


def test_what_cannot_be_charged_keeps_nothing_else(shop: MonthShop) -> None:
    deliver(shop, payer=False)
    with pytest.raises(Refused) as refused:
        charge(shop)
    assert [(one.subject, one.code) for one in refused.value.findings] == [
        ("SLIP-000001/1", "payer_missing"),
        ("SLIP-000001/2", "payer_missing"),
    ]
    enter(shop)
    assert proposed(shop) == ["SLIP-000001/1", "SLIP-000001/2"]
