"""Charges in the small shop of a month: entered through the action, as the answers have them."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import select

from dmedesk.billing.actions.charges import enter_charge, prove_charge, withdraw_charge
from dmedesk.billing.actions.charging import invoice_charges_now
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.tables import Charge
from dmedesk.members.tables import Coverage, Member, Payer
from dmedesk.rentals.rules import Proof
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day
from tests.flows.noted import NOTE_RECORDS

BED: dict[str, Any] = {
    "kind": ChargeKind.PURCHASE,
    "hcpcs": "E0260",
    "description": "Hospital bed",
    "usual_charge_cents": 120_000,
}
COMMODE = BED | {"hcpcs": "E0163", "description": "Commode chair", "usual_charge_cents": 12_000}


def enter(
    shop: MonthShop,
    member_no: str = "M1",
    payer: str = "MH",
    service_on: str = "2026-10-05",
    source: tuple[SourceKind, str] = (SourceKind.BY_HAND, ""),
    proven_on: str | None = "",
    **said: Any,
) -> str:
    """Enter a charge of a commode chair, or as said; answers its number."""
    with reading(shop.engine) as session:
        member_id = session.scalars(select(Member.id).where(Member.member_no == member_no)).one()
        payer_id = session.scalars(select(Payer.id).where(Payer.code == payer)).one()
    proof: dict[str, Any] = {}
    if proven_on is not None:
        proof = {"proof": Proof.SIGNED, "proof_on": day(proven_on or service_on)}
    details = ChargeDetails(
        member_id=member_id,
        payer_id=payer_id,
        service_on=day(service_on),
        **COMMODE | proof | said,
    )
    with unit_of_work(shop.engine, actor="ana", action="enter_charge", clock=clock) as work:
        charge_id = enter_charge(work, said=details, source=source[0], source_no=source[1])
    return number_of(shop, charge_id)


def number_of(shop: MonthShop, charge_id: int) -> str:
    with reading(shop.engine) as session:
        return session.scalars(select(Charge.charge_no).where(Charge.id == charge_id)).one()


def ids_of(shop: MonthShop, numbers: Sequence[str]) -> list[int]:
    with reading(shop.engine) as session:
        return list(session.scalars(select(Charge.id).where(Charge.charge_no.in_(numbers))))


def withdraw(shop: MonthShop, number: str, why: str = "typed twice") -> None:
    (charge_id,) = ids_of(shop, [number])
    with unit_of_work(shop.engine, actor="ana", action="withdraw_charge", clock=clock) as work:
        withdraw_charge(work, charge_id=charge_id, why=why)


def prove(shop: MonthShop, number: str, on: str | None) -> None:
    (charge_id,) = ids_of(shop, [number])
    with unit_of_work(shop.engine, actor="ana", action="prove_charge", clock=clock) as work:
        prove_charge(
            work,
            charge_id=charge_id,
            proof=Proof.DRIVER_NOTE,
            proof_on=day(on) if on else None,
        )


def invoice_now(shop: MonthShop, *numbers: str) -> list[str]:
    with unit_of_work(shop.engine, actor="ana", action="invoice_charges_now", clock=clock) as work:
        return list(invoice_charges_now(work, charge_ids=ids_of(shop, numbers)))


def cover(
    shop: MonthShop, member_no: str, payer: str, rank: int = 1, from_on: str = "2020-01-01"
) -> None:
    """A payer of a member, from a day on."""
    with reading(shop.engine) as session:
        member_id = session.scalars(select(Member.id).where(Member.member_no == member_no)).one()
        payer_id = session.scalars(select(Payer.id).where(Payer.code == payer)).one()
    shop.add(
        Coverage(
            member_id=member_id,
            payer_id=payer_id,
            rank=rank,
            from_on=date.fromisoformat(from_on),
            number=f"{payer}-1",
        )
    )


def charged(month: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """Number, amount and modifiers of every charge of an answer."""
    return [(one["charge_no"], one["amount"], one["modifiers"]) for one in month.get("charges", ())]


def held_charges(month: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Number and reasons of every held charge of an answer."""
    return [
        (one["charge_no"], [reason["code"] for reason in one["reasons"]])
        for one in month.get("held_charges", ())
    ]


def charge_something(shop: MonthShop, month: str, chance: Random) -> None:
    """Charges of a month: one that waits, one invoiced at once or withdrawn, one entered anew."""
    source = (SourceKind.SLIP_LINE, f"{month}/1")
    member_no, payer = chance.choice([("M1", "MH"), ("M2", "PP"), ("M10", "MC")])
    enter(shop, member_no, payer, f"{month}-11", proven_on=chance.choice(["", None]))
    number = enter(shop, service_on=f"{month}-12", source=source, units=chance.choice([1, 3]))
    if chance.random() < 0.5:
        invoice_now(shop, number)
    else:
        prove(shop, number, f"{month}-12")
        withdraw(shop, number)
        enter(shop, service_on=f"{month}-12", source=source, modifiers=("KX",))


CHARGE_RECORDS = NOTE_RECORDS | {
    "option_facts.csv": "rental_no,turn,answer,answered_on,price,why,ends_on,goes_on_why,"
    "recorded_at,recorded_by\n"
    'R2,1,declined,2026-05-20,475.00,"Too dear, for now",,Rents on,2026-05-20T15:00:00Z,ana\n'
    "R2,2,taken,2026-06-10,400.00,Keeps it,,,2026-06-10T15:00:00Z,ana\n",
    "charges.csv": "charge_no,source,source_no,round,member_no,payer_code,kind,service_on,hcpcs,"
    "modifiers,description,product_no,serial,condition,units,usual_charge,asked,pa_required,"
    "why_payer,recorded_at,recorded_by,withdrawn_at,withdrawn_by,withdrawn_why\n"
    "C-000001,slip_line,SLIP-000001/2,1,M1,MH,purchase,2026-03-05,E0260,KX NU,Bed,BED,sn 1-a,used,"
    "1,1200.05,{},yes,,2026-03-06T15:00:00Z,ana,2026-03-07T15:00:00Z,kim,Rented\n"
    "C-000002,slip_line,SLIP-000001/2,2,M1,PP,supply,2026-03-05,A4927,,Gloves,,,new,30,,"
    '"{""markup_percentage"":""25""}",no,"Denied, CO-96",2026-03-08T15:00:00Z,ana,,,\n'
    "C-000003,by_hand,,1,M2,PP,repair,2026-03-05,K0739,,Labor,,,new,2,35.00,{},no,,"
    "2026-03-08T15:00:00Z,ana,,,\n",
    "charge_proofs.csv": "charge_no,turn,proof,proof_on,recorded_at,recorded_by\n"
    "C-000001,1,none,,2026-03-06T15:00:00Z,ana\n"
    "C-000001,2,signed,2026-03-05,2026-03-06T16:00:00Z,ana\n",
}
