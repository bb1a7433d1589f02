"""Export is the whole shop: a new file that imports it answers every question alike.

Shops are made by chance: rentals of every kind, then months posted, undone, posted again and for
one payer alone, while proofs and papers arrive, units are exchanged, members go away, and rentals
are entered late.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from dmedesk.billing.tables import (
    Allocation,
    Appeal,
    BatchFact,
    Charge,
    Credit,
    HeldMonth,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PaymentFact,
    RemittanceLine,
    WriteOff,
)
from dmedesk.kit.errors import Refused
from dmedesk.members.rules import LeavingReason
from dmedesk.members.tables import Member
from dmedesk.papers.tables import AuthorizationUse
from dmedesk.rentals.tables import Interruption, MonthEntry, RentalUnit
from dmedesk.shop.actions.company import found_shop
from dmedesk.shop.tables import Person, Pin
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.chain_files import CHAIN_FILES
from tests.flows.charge_shop import CHARGE_RECORDS, charge_something
from tests.flows.limit_files import LIMIT_FILES
from tests.flows.month_shop import MonthShop, clock, months_from
from tests.flows.recall_files import RECALL_FILES
from tests.flows.round_trip import contents, export_shop, import_shop, new_engine
from tests.flows.till import pay_by_chance
from tests.repairs.records import REPAIR_RECORDS
from tests.shop.staffed import staffed

# One record of every kind and more, every optional column filled somewhere, as export writes them.
RECORDS = {
    "company.csv": "from_on,name,address1,address2,city,state,zip,phone,npi,logo\n"
    "2019-05-01,Example Medical,1 Main St,Suite 2,Quincy,MA,02169,617-555-0100,1234567893,\n"
    "2026-01-01,Example Medical Inc.,,,,,,,,\n",
    "numbering.csv": "series,prefix,next_number,width\ninvoices,2026-,5001,5\n",
    "payers.csv": "payer_code,name,regime,address1,address2,city,state,zip,phone,"
    "electronic_payer_id,filing_days\n"
    'MH,"MassHealth, ""the plan""",masshealth,,,,,,,DMA7384,90\n'
    "PP,Privé,private,1 A St,,Lynn,MA,01901,617-555-0100,,\n",
    "staff.csv": "name,role,from_on,until_on\n"
    "Ana Silva,owner,2019-05-01,\nDan Ö,driver,2020-01-01,2026-12-31\n",
    "rights.csv": "role,right,ticked\nbiller,export,no\ndriver,post_month,yes\n",
    "closed_days.csv": "closed_on,name\n2026-02-02,Snow\n",
    "policies.csv": "policy,regime,payer_code,from_on,said_at,value,why,said_by\n"
    "idle_minutes,,,2026-01-01,2026-01-01T09:00:00Z,15,Ana asked,Ana Silva\n"
    'reading.rent_credit,masshealth,,2026-01-01,2026-01-02T09:00:00Z,not_credited,"Letter, 2",x\n'
    "reading.rent_credit,masshealth,MH,2026-03-01,2026-03-02T09:00:00Z,,Taken back,Ana Silva\n",
    "practitioners.csv": "npi,last_name,first_name,phone,fax,address1,address2,city,state,zip,"
    "license_no,license_expires_on\n"
    "1234567890,Reed,,,617-555-0101,2 B St,Room 3,Lynn,MA,01901,MA-77,2027-01-31\n",
    "practitioner_checks.csv": "npi,checked_on,standing,source,checked_by,recorded_at\n"
    "1234567890,2026-01-05,enrolled,NPPES,ana,2026-01-05T15:00:00Z\n"
    "1234567890,2026-02-05,excluded,,bo,2026-02-05T15:00:00.250000Z\n",
    "members.csv": "member_no,last_name,first_name,birth_date,masshealth_id,medicare_mbi,address1,"
    "address2,city,state,zip,phone,deceased_on,left_on,left_reason,phone2,language,"
    "delivery_address1,delivery_address2,delivery_city,delivery_state,delivery_zip,directions,"
    "emergency_name,emergency_relation,emergency_phone\n"
    "M1,Alda,Rose,1940-02-29,100000000001,1EG4TE5MK73,1 Elm,Apt 2,Lynn,MA,01901-0007,,2026-11-01,"
    '2026-10-30,ended_service,617-555-0109,Português,3 Oak,Rear,Salem,MA,01970,"Ring twice.\n'
    'Second floor, ""blue"" door.",Rui Alda,son,617-555-0110\n'
    f"M10,Ö,Jo{',' * 23}\nM2,Bloom,Jo{',' * 23}\n",
    "coverages.csv": "member_no,payer_code,rank,from_on,until_on,number\n"
    "M1,MH,1,2026-01-01,2026-06-30,100000000001\nM1,PP,1,2026-07-01,,\nM1,MH,2,2026-07-01,,\n",
    "member_notes.csv": "member_no,written_at,written_by,note\n"
    'M1,2026-01-05T15:00:00Z,ana,"Called the son.\nHe will be there."\n',
    "residences.csv": "member_no,setting,from_on,until_on,facility_name\n"
    "M1,home,2026-01-01,2026-01-31,\nM1,nursing_facility,2026-02-01,,Hill\n",
    "products.csv": "product_no,hcpcs,description,manufacturer,model,udi_di,usual_rental,"
    "usual_purchase,family,payment_class\n"
    "BED,E0260,Bed,Acme,B-1,00850000000017,120.00,1200.05,dme,capped\n"
    "OXY,E1390,Concentrator,,,,,,,\n",
    "assets.csv": "serial,product_no,condition,lot,acquired_on,cost,state,inventory_no,udi_di,"
    "udi_pi,lot_expires_on,warranty_ends_on,vendor,purchase_invoice_no\n"
    "sn 1-a,BED,new,L7,2025-01-01,800.00,on_rent,BED-7,00850000000017,(10)L7(21)1a,2027-01-31,"
    '2027-12-31,"Acme, Inc.",A-1\n'
    "SN-2,BED,used,,,,lost,,,,,,,\nSN-3,OXY,,,,,ready,,,,,,,\n",
    "asset_notes.csv": "serial,written_at,written_by,note\n"
    'sn 1-a,2026-11-03T15:00:00Z,kim,"Left rail\nis scratched"\n',
    "tickets.csv": "ticket_no,kind,stage,member_no,payer_code,asked_on,planned_on,visited_on,"
    "driver,stop_no,reason,note,order_no\n"
    'SLIP-000001,exchange,done,M1,MH,2026-03-01,2026-03-05,2026-03-05,Dan,2,,"Ring, twice",'
    "ORD-000001\n"
    "SLIP-000002,pickup,out,M2,,2026-06-01,2026-06-10,,,,discharged,,\n"
    "SLIP-000003,delivery,to_print,M2,MH,2026-06-01,2026-06-10,,,,,,\n",
    "ticket_lines.csv": "ticket_no,place,way,product_no,serial,moved_serial,rental_no,quantity,"
    "accessories,terms,has_moved,is_open,awaits_unit,stayed\n"
    "SLIP-000001,1,back,BED,SN-2,SN-3,R1,1,,rent,yes,no,no,\n"
    "SLIP-000001,2,out,BED,sn 1-a,,R1,1,half rails,rent,yes,no,no,\n"
    "SLIP-000002,1,back,OXY,SN-3,,R2,1,,rent,,yes,no,\n"
    "SLIP-000002,2,back,OXY,,,,3,tubing,sale,,yes,no,\n"
    "SLIP-000003,1,out,OXY,,,,1,,rent,,yes,yes,\n",
    "proofs.csv": "ticket_no,turn,kind,about_turn,why,method,delivered_on,has_signature,signer,"
    "relationship,signed_on,reason,driver_note,carrier,package_id,shipped_on,carrier_evidence,"
    "facility,received_by,discharged_on,delivered_by,tasks_done,strokes,lines,service_on,sha256,"
    "recorded_at,recorded_by\n"
    f"SLIP-000001,1,visit,,,direct,2026-03-05,yes,Rose Alda,self,2026-03-05{',' * 9},Dan,Set up,"
    f'"[[1, 2]]","[{{""place"": 1}}]",2026-03-05,{"a" * 64},2026-03-05T15:00:00Z,dan\n'
    f"SLIP-000001,2,taken_back,1,Signed by a neighbor,direct,,no{',' * 18}{'b' * 64},"
    "2026-03-06T15:00:00Z,ana\n",
    "received_files.csv": "sha256,file_name,page_count,received_at,received_by\n"
    f"{'b' * 64},stack.pdf,2,2026-03-06T15:00:00Z,ana\n",
    "received_pages.csv": "scan_no,sha256,place,fingerprint,verdict,barcodes,turned,received_at,"
    "received_by\n"
    f"SCAN-000001,{'b' * 64},1,{'c' * 64},filed,SLIP-000001,0,2026-03-06T15:00:00Z,ana\n"
    f"SCAN-000002,{'b' * 64},2,{'d' * 64},unread,,90,2026-03-06T15:00:01Z,ana\n",
    "page_decisions.csv": "scan_no,turn,decision,ticket_no,by_barcode,reason,decided_at,"
    "decided_by\n"
    "SCAN-000001,1,filed,SLIP-000001,yes,,2026-03-06T15:00:00Z,ana\n"
    "SCAN-000002,1,set_aside,,no,Not a slip,2026-03-06T15:05:00Z,ana\n",
    "return_settlements.csv": "ticket_no,place,turn,settled_on,settled,note,recorded_at,"
    'recorded_by\nSLIP-000001,1,1,2026-03-08,lost,"Asked twice, gone",2026-03-08T15:00:00Z,ana\n',
    "kits.csv": "kit,from_on,ended_on,note\n"
    '"Bed, complete",2026-01-01,2026-12-31,"Two\nlines"\nOxygen,2026-02-01,,\n',
    "kit_lines.csv": "kit,product_no,quantity,by_serial\n"
    '"Bed, complete",BED,1,yes\n"Bed, complete",OXY,12,no\nOxygen,OXY,1,yes\n',
    **REPAIR_RECORDS,
    "places.csv": "place,kind,closed_on\nShelf A,shelf,\nVan 1,van,2026-09-30\n",
    "movements.csv": "serial,turn,move,moved_on,from_state,to_state,from_member,to_member,"
    "from_place,to_place,cause,cause_no,note,reverses,recorded_at,recorded_by\n"
    "SN-2,1,returned,2026-03-05,on_rent,cleaning,M1,,,Shelf A,ticket,SLIP-000001,,,"
    "2026-03-05T15:00:00Z,dan\n"
    'SN-2,2,lost,2026-04-01,cleaning,lost,,,Shelf A,,,,"Not at count, twice",,'
    "2026-04-01T15:00:00Z,ana\n",
    "unit_checks.csv": "serial,checked_on,technician,seen,passed,note,recorded_at,recorded_by\n"
    "SN-2,2026-03-06,Tom Reyes,clean,no,Motor hums,2026-03-06T15:00:00Z,tom\n",
    "maintenance_plans.csv": "plan_no,product_no,work,every,interval,source,ended_on\n"
    '1,OXY,Filters,months,6,"Manual, page 4",\n2,OXY,Test,hours,5000,,2026-12-01\n'
    "3,BED,Safety test,return,,,\n",
    "maintenance.csv": "serial,turn,step,done_on,plan_no,fault,work,hours,parts,cost,technician,"
    "vendor,note,reverses,recorded_at,recorded_by\n"
    'SN-3,1,work,2026-03-01,1,Hums,Filters,120,"Filter, hose",18.50,Tom,"Acme, Inc.","Two\nlines",'
    ",2026-03-01T15:00:00Z,tom\n"
    "SN-3,2,reading,2026-03-02,,,,121,,,,,,,2026-03-02T15:00:00Z,tom\n"
    "SN-3,3,taken_back,2026-03-03,,,,,,,,,misread,2,2026-03-03T15:00:00Z,tom\n",
    "counts.csv": "count_no,place,begun_on,begun_at,begun_by\n"
    "1,Shelf A,2026-03-31,2026-03-31T15:00:00Z,ana\n2,,2026-06-30,2026-06-30T15:00:00Z,kim\n",
    "count_units.csv": "count_no,serial\n1,SN-2\n2,SN-3\n",
    "count_facts.csv": "count_no,turn,step,scanned,serial,was_state,was_place,settled,note,"
    "done_on,recorded_at,recorded_by\n"
    "1,1,scanned,sn 3,SN-3,ready,Van 1,,,2026-03-31,2026-03-31T15:01:00Z,ana\n"
    "1,2,scanned,ZZ 9,,,,,,2026-03-31,2026-03-31T15:02:00Z,ana\n"
    '1,3,settled,ZZ 9,,,,noted,"A customer\'s, kept\nfor a day",2026-04-01,'
    "2026-04-01T15:00:00Z,ana\n"
    "1,4,settled,SN-3,SN-3,,,moved,,2026-04-01,2026-04-01T15:01:00Z,ana\n"
    "1,5,settled,SN-2,SN-2,,,lost,,2026-04-01,2026-04-01T15:02:00Z,ana\n"
    "1,6,closed,,,,,,,2026-04-01,2026-04-01T15:03:00Z,ana\n",
    **RECALL_FILES,
    "prescriptions.csv": "member_no,hcpcs,signed_on,npi,expires_on,elements\n"
    'M1,E0260,2026-01-02,1234567890,2026-12-31,"signature: yes\nitem: Bed, low"\n',
    "supporting_papers.csv": "member_no,hcpcs,kind,signed_on,npi,expires_on,elements,note\n"
    "M1,E0260,letter,2026-01-02,1234567890,2026-12-31,diagnosis: M16.1,Faxed\n"
    "M2,E1390,cmn,2022-12-31,1234567890,,,\n"
    "M2,E1390,encounter,2026-01-20,1234567890,,,\n",
    "authorizations.csv": "member_no,hcpcs,pa_number,from_on,until_on,months,asked_on,units,"
    "amount,note\n"
    "M1,E0260,PA1,2026-01-01,2026-12-31,12,2025-12-20,40,1200.00,By phone\n"
    "M1,E0260,PA2,2027-01-01,,,,,,\n",
    "authorization_draws.csv": "member_no,hcpcs,pa_number,turn,used_on,units,amount,what,"
    "recorded_at,recorded_by\n"
    'M1,E0260,PA1,1,2026-02-01,10,100.50,"Pads, large",2026-02-01T15:00:00Z,ana\n'
    "M1,E0260,PA1,2,2026-02-02,-2,-20.10,Two came back,2026-02-02T15:00:00Z,ana\n",
    "authorization_requests.csv": "request_no,member_no,payer_code,hcpcs,asked_on,note\n"
    "PAR-000001,M1,MH,E0260,2025-12-20,\n",
    "authorization_steps.csv": "request_no,turn,step,done_on,answer_by,pa_number,reason,"
    "recorded_at,recorded_by\n"
    "PAR-000001,1,denied,2025-12-22,2026-01-21,,No length of need,2025-12-22T15:00:00Z,ana\n"
    "PAR-000001,2,appealed,2025-12-23,,,,2025-12-23T15:00:00Z,ana\n"
    "PAR-000001,3,appeal_granted,2025-12-30,,PA1,,2025-12-30T15:00:00Z,ana\n",
    "requirements.csv": "requirement_no,payer_code,kind,hcpcs,family,service,number,text,from_on,"
    "until_on,proposal,citation,why\n"
    "REQ-0001,PP,encounter,,oxygen,rental,6,,2030-01-01,2030-12-31,,Our contract,They ask\n"
    "REQ-0002,PP,elements,E0260,,any,,masshealth,2030-01-01,,mh_elements,130 CMR 409.416(B),\n",
    "orders.csv": "order_no,member_no,payer_code,npi,asked_on,referred_by,stage,review_on,"
    "held_because,closed_on,note\n"
    "ORD-000001,M1,MH,1234567890,2026-02-20,Hill,filled,,,2026-03-05,\n"
    'ORD-000002,M2,,,2026-06-01,,held,2026-06-20,"On holiday, back soon",,Call first\n',
    "order_lines.csv": "order_no,place,hcpcs,product_no,description,quantity,terms,needs_pa,days\n"
    "ORD-000001,1,E0260,BED,,1,rent,yes,\nORD-000001,2,A4556,,Electrodes,4,buy,no,60\n"
    "ORD-000002,1,E1390,OXY,,1,rent,no,\n",
    **CHAIN_FILES,
    **LIMIT_FILES,
    "rentals.csv": "rental_no,member_no,payer_code,serial,started_on,ended_on,months_already_paid,"
    "paid_already,pa_required,proof,proof_on\n"
    "R1,M1,MH,sn 1-a,2026-01-31,,2,210.00,yes,signed,2026-01-31\n"
    "R2,M2,PP,SN-3,2026-02-10,2026-06-10,0,,no,none,\n",
    "rental_units.csv": "rental_no,serial,from_on,until_on\n"
    "R1,SN-2,2026-01-31,2026-03-04\nR1,sn 1-a,2026-03-05,\n",
    "interruptions.csv": "rental_no,from_on,until_on,reason\n"
    "R1,2026-04-20,2026-05-05,hospital\nR1,2026-10-20,,\n",
    "resumptions.csv": "rental_no,resumed_on,resumes,statement,recorded_at,recorded_by\n"
    "R1,2026-05-06,new_anchor,Discharged from the hospital,2026-05-06T15:00:00Z,ana\n",
    **CHARGE_RECORDS,
}

BILLED = (
    Invoice,
    Credit,
    HeldMonth,
    Allocation,
    BatchFact,
    PaymentFact,
    RemittanceLine,
    WriteOff,
    Appeal,
)

FIRST, MONTHS = "2026-05", 6
NEXT = ("2026-11", "2026-12", "2027-01")


@contextmanager
def another_shop(path: Path) -> Iterator[MonthShop]:
    """A new shop in a file of its own."""
    engine = new_engine(path)
    yield MonthShop(engine)
    engine.dispose()


def make_rentals(shop: MonthShop, chance: Random) -> None:
    """Some rentals of every kind; PA months are few."""
    shop.authorize("M1", "E0260", "PA1", 2)
    shop.authorize("M1", "E0260", "PA2", 3)
    shop.authorize("M2", "E0260", "PA3", None)
    for number in range(1, 13):
        already_paid = chance.choice([0, 0, 2])
        shop.rent(
            f"R{number}",
            member_no=chance.choice(["M1", "M2", "M10"]),
            payer=chance.choice(["MH", "MH", "MC", "PP"]),
            hcpcs=chance.choice(["E0260", "E0260", "E0163", "E1390"]),
            started_on=chance.choice(["2026-01-31", "2026-03-15", "2026-05-01", "2026-05-31"]),
            months_already_paid=already_paid,
            paid_already_cents=chance.choice([0, 4_000]) if already_paid else None,
            pa_required=number % 2 == 0,
            proven_on=chance.choice(["2020-01-01", "2020-01-01", None]),
        )


def live_through(shop: MonthShop, month: str, number: int, chance: Random) -> None:
    """One month, the n-th: something happens, then it is posted in some way."""
    _this, following = months_from(month, 2)
    shop.prove(f"R{chance.randint(1, 12)}", "2026-01-01")
    if chance.random() < 0.5:
        shop.rent(f"L{number}", member_no="M2", started_on=f"{month}-20")
    if chance.random() < 0.6:
        shop.exchange(f"R{number}", serial=f"X{number}", hcpcs="E0260", on=f"{following}-01")
    if chance.random() < 0.6:
        last = f"{month}-{chance.choice([9, 27]):02}"
        shop.interrupt(f"R{number + MONTHS}", f"{month}-01", last)
    charge_something(shop, month, Random(number))
    if chance.random() < 0.4:
        shop.post(month, payer=chance.choice(["MH", "PP"]))
    if chance.random() < 0.7:
        shop.post(month)
    if chance.random() < 0.5:
        with suppress(Refused):
            shop.undo(month)
        if chance.random() < 0.7:
            shop.post(month)
    while chance.random() < 0.8 and shop.make_some_papers(month):
        pass
    if chance.random() < 0.6:
        pay_by_chance(shop, Random(number), month)


def a_story(shop: MonthShop, seed: int) -> None:
    """The rentals, and the months that were lived through."""
    chance = Random(seed)
    make_rentals(shop, chance)
    for number, month in enumerate(months_from(FIRST, MONTHS), start=1):
        live_through(shop, month, number, chance)


@pytest.mark.parametrize("seed", range(4))
def test_a_shop_lives_on_elsewhere_as_it_would_have_here(
    shop: MonthShop, tmp_path: Path, seed: int
) -> None:
    a_story(shop, seed)
    export_shop(shop.engine, tmp_path / "first")
    with another_shop(tmp_path / "other.dmedesk") as other:
        assert import_shop(other.engine, tmp_path / "first").taken
        export_shop(other.engine, tmp_path / "second")
        assert contents(tmp_path / "first") == contents(tmp_path / "second")
        assert import_shop(other.engine, tmp_path / "first").changes_nothing
        for month in (*months_from(FIRST, MONTHS), *NEXT):
            assert other.preview(month) == shop.preview(month)
        for month in NEXT:
            assert other.post(month) == shop.post(month)
        assert other.undo(NEXT[-1]) == shop.undo(NEXT[-1])
        export_shop(shop.engine, tmp_path / "first")
        export_shop(other.engine, tmp_path / "second")
        assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_the_stories_tell_of_everything(shop: MonthShop) -> None:
    a_story(shop, 1)
    told = {
        table.__tablename__: len(shop.rows(table))
        for table in (*BILLED, AuthorizationUse, RentalUnit, Interruption)
    }
    told["second rounds"] = sum(entry.turn == 3 for entry in shop.rows(MonthEntry))
    told["charges billed again"] = sum(line.charge_turn == 3 for line in shop.rows(InvoiceLine))
    told["charges anew"] = sum(charge.source_turn == 3 for charge in shop.rows(Charge))
    told["papers"] = len(shop.rows(InvoiceDocument))
    assert all(told.values()), told


def test_a_shop_moves_from_a_file_to_any_database(
    shop_engine: Engine, shop_template: Path, tmp_path: Path
) -> None:
    source = open_engine(shutil.copy(shop_template, tmp_path / "source.dmedesk"))
    a_story(MonthShop(source).found(), 1)
    export_shop(source, tmp_path / "first")
    source.dispose()
    with unit_of_work(shop_engine, actor="kim", action="new", clock=clock) as work:
        found_shop(work, name="Somewhere Else", from_on=work.now.date())
    import_shop(shop_engine, tmp_path / "first")
    export_shop(shop_engine, tmp_path / "second")
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_records_come_out_as_they_went_in(shop_engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(shop_engine, actor="kim", action="new", clock=clock) as work:
        found_shop(work, name="Somewhere Else", from_on=work.now.date())
    (tmp_path / "in").mkdir()
    for name, text in RECORDS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    import_shop(shop_engine, tmp_path / "in")
    export_shop(shop_engine, tmp_path / "out")
    written = contents(tmp_path / "out")
    assert {name: written[name].decode() for name in RECORDS} == RECORDS


@pytest.mark.parametrize("column", ["deceased_on", "left_on"])
def test_months_that_were_posted_before_anybody_knew_of_the_death_move_with_the_shop(
    shop: MonthShop, tmp_path: Path, column: str
) -> None:
    shop.rent("R1")
    shop.post("2026-09")
    shop.post("2026-10")
    stopped: dict[str, object] = {column: date(2026, 9, 20)}
    if column == "left_on":
        stopped["left_reason"] = LeavingReason.MOVED_AWAY
    shop.change(Member, Member.member_no == "M1", **stopped)
    export_shop(shop.engine, tmp_path / "first")
    with another_shop(tmp_path / "other.dmedesk") as other:
        assert import_shop(other.engine, tmp_path / "first").taken
        export_shop(other.engine, tmp_path / "second")
        assert contents(tmp_path / "first") == contents(tmp_path / "second")
        assert import_shop(other.engine, tmp_path / "first").changes_nothing
        assert other.undo("2026-10") == shop.undo("2026-10")
        assert other.preview("2026-10") == shop.preview("2026-10")
        assert other.preview("2026-10")["lines"] == []


def test_a_fee_row_that_is_changed_belongs_to_the_file_that_changed_it(
    shop: MonthShop, tmp_path: Path
) -> None:
    export_shop(shop.engine, tmp_path / "first")
    fees = tmp_path / "first" / "fees.csv"
    fees.write_text(fees.read_text().replace("E0260,NU,1000.00", "E0260,NU,1100.00"))
    import_shop(shop.engine, tmp_path / "first")
    export_shop(shop.engine, tmp_path / "first")
    editions = {line.split(",")[0]: line[-1] for line in fees.read_text().splitlines()[1:]}
    assert editions == {"E0163": "1", "E0260": "2", "E1390": "1"}


def test_staff_move_without_their_pins(shop: MonthShop, tmp_path: Path) -> None:
    staffed(shop.engine)
    export_shop(shop.engine, tmp_path / "first")
    kept = [bytes(part) for pin in shop.rows(Pin) for part in (pin.salt, pin.digest)]
    for content in contents(tmp_path / "first").values():
        assert b"scrypt" not in content
        assert not any(part in content or part.hex().encode() in content for part in kept)
    with another_shop(tmp_path / "other.dmedesk") as other:
        import_shop(other.engine, tmp_path / "first")
        assert [person.name for person in other.rows(Person)] == ["Ana", "Ben", "Dan"]
        assert other.rows(Pin) == []
