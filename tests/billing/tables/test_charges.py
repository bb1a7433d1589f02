"""What the database itself forbids of charges: two of one thing, one billed twice, both kinds."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from dmedesk.assets.rules import Condition
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.tables import Charge, ChargeClaim, ChargeEntry, ChargeProof, InvoiceLine
from dmedesk.rentals.rules import Proof
from dmedesk.store.base import Base
from tests.flows.month_shop import MonthShop

AT = datetime(2026, 11, 3, tzinfo=UTC)


def claim(turn: int, source_no: str = "SLIP-1/2", why: str | None = None) -> ChargeClaim:
    return ChargeClaim(
        source=SourceKind.SLIP_LINE,
        source_no=source_no,
        turn=turn,
        turn_before=turn - 1 or None,
        why=("" if turn % 2 else "wrong") if why is None else why,
        recorded_at=AT,
        recorded_by="ana",
    )


def charge(turn: int = 1, charge_no: str = "C1", **said: Any) -> Charge:
    values: dict[str, Any] = {
        "charge_no": charge_no,
        "source": SourceKind.SLIP_LINE,
        "source_no": "SLIP-1/2",
        "source_turn": turn,
        "member_id": 1,
        "payer_id": 1,
        "kind": ChargeKind.SUPPLY,
        "service_on": date(2026, 10, 5),
        "hcpcs": "A4253",
        "modifiers": "",
        "description": "Strips",
        "condition": Condition.NEW,
        "units": 2,
        "usual_charge_cents": 3_000,
        "asked": "{}",
        "pa_required": False,
        "recorded_at": AT,
        "recorded_by": "ana",
    }
    return Charge(**values | said)


def entry(turn: int, cents: int) -> ChargeEntry:
    return ChargeEntry(charge_id=1, turn=turn, turn_before=turn - 1 or None, amount_cents=cents)


def proof(turn: int) -> ChargeProof:
    return ChargeProof(
        charge_id=1,
        turn=turn,
        proof=Proof.SIGNED,
        proof_on=date(2026, 10, 5),
        recorded_at=AT,
        recorded_by="ana",
    )


def add_in_turn(shop: MonthShop, records: Sequence[Base]) -> None:
    for record in records:
        shop.add(record)


def test_a_thing_is_charged_again_after_its_charge_was_withdrawn(shop: MonthShop) -> None:
    add_in_turn(shop, [claim(1), charge(), claim(2), claim(3), charge(3, "C2"), proof(1)])
    add_in_turn(shop, [entry(1, 500), entry(2, -500), entry(3, 500)])
    assert [one.source_turn for one in shop.rows(Charge)] == [1, 3]


FORBIDDEN: dict[str, Sequence[Base]] = {
    "a second claim": [claim(1)],
    "a claim before the withdrawal": [claim(3)],
    "a withdrawal without a reason": [claim(2, why="")],
    "a second charge of the claim": [charge(charge_no="C2")],
    "a charge without a claim": [charge(3, "C2")],
    "a charge that rests on a withdrawal": [claim(2), charge(2, "C2")],
    "a number twice": [claim(1, "SLIP-1/3"), charge(source_no="SLIP-1/3")],
    "no units": [claim(1, "SLIP-1/3"), charge(1, "C2", source_no="SLIP-1/3", units=0)],
    "a charge below zero": [
        claim(1, "SLIP-1/3"),
        charge(1, "C2", source_no="SLIP-1/3", usual_charge_cents=-1),
    ],
    "billed twice": [entry(1, 500), entry(1, 500)],
    "billed again without a credit": [entry(1, 500), entry(3, 500)],
    "a credit above zero": [entry(1, 500), entry(2, 500)],
    "two proofs of one turn": [proof(1), proof(1)],
}


@pytest.mark.parametrize("forbidden", FORBIDDEN.values(), ids=FORBIDDEN)
def test_nothing_is_charged_or_billed_twice(shop: MonthShop, forbidden: Sequence[Base]) -> None:
    add_in_turn(shop, [claim(1), charge()])
    *sound, last = [copy_of(one) for one in forbidden]
    add_in_turn(shop, sound)
    with pytest.raises(IntegrityError):
        shop.add(last)


def copy_of(record: Base) -> Base:
    """A row of its own for each database."""
    columns = [column.key for column in record.__table__.columns if column.key != "id"]
    return type(record)(**{name: getattr(record, name) for name in columns})


@pytest.mark.parametrize(
    ("entry_id", "charge_id", "turn", "usual"),
    [(None, None, None, 0), (1, 1, 1, 0), (None, 1, None, 0), (1, None, None, None)],
)
def test_a_line_is_a_month_or_a_charge(
    shop: MonthShop, entry_id: int | None, charge_id: int | None, turn: int | None, usual: int
) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    add_in_turn(shop, [claim(1), charge(), entry(1, 500)])
    one = shop.rows(InvoiceLine)[0]
    line = InvoiceLine(
        invoice_id=one.invoice_id,
        entry_id=entry_id,
        charge_id=charge_id,
        charge_turn=turn,
        days=1,
        product_words_id=one.product_words_id,
        serial="",
        ruling_id=one.ruling_id,
        usual_charge_cents=usual,
        trace="[]",
    )
    with pytest.raises(IntegrityError):
        shop.add(line)
