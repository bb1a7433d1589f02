"""A real record of FDA over the demo shop: from openFDA's file to the report of its closure.

The record is an excerpt typed by hand: openFDA, device/enforcement, Z-2103-2016, crutches.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dmedesk.assets.actions.units import receive_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.bootstrap.commands import found, take_folder
from dmedesk.bootstrap.demo import make_demo
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.words import TicketKind, Way
from dmedesk.deliveries.tables import Ticket
from dmedesk.demo.folder import write_demo_files
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member
from dmedesk.recalls.actions.deciding import (
    close_recall,
    confirm_units,
    escalate_recall,
    judge_hazard,
    record_remedy,
)
from dmedesk.recalls.actions.letters import record_letter, write_letters
from dmedesk.recalls.actions.opening import NoticeFile, open_recall
from dmedesk.recalls.queries.cases import CaseRead, read_case
from dmedesk.recalls.queries.letters import report_paper
from dmedesk.recalls.rules.codes import read_codes, read_models, with_models
from dmedesk.recalls.rules.fda import FdaRecord, notice_text, read_fda
from dmedesk.recalls.rules.words import Hazard, LetterStep, LetterWay, Remedy, Source, Stage
from dmedesk.recalls.sheets.letter import letter_pdf
from dmedesk.recalls.sheets.report import report_pdf
from dmedesk.rentals.tables import Rental
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import VISIT, TicketShop, signed_on
from tests.flows.month_shop import MonthShop, clock
from tests.printing.reading import read

TODAY = clock().astimezone().date()
RECORD = {
    "recall_number": "Z-2103-2016",
    "event_id": "73918",
    "classification": "Class II",
    "recalling_firm": "Medical Depot Inc.",
    "product_description": "Universal aluminum crutch, 1 pair per case",
    "code_info": "Item #: RTL 10433",
    "reason_for_recall": "Tip crutch failure involving the bottom of the metal portion",
    "recall_initiation_date": "20160217",
    "status": "Terminated",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def demo(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TicketShop]:
    """The demo shop, with crutches of that item: one with a member, one on the shelf; one other.

    On the server it is taken in from the same files as on this computer.
    """
    folder = tmp_path / "in" / "files"
    address = str(tmp_path / "demo.dmedesk")
    if request.param == "postgresql":
        address = request.getfixturevalue("server_database")()
        write_demo_files(folder, today=TODAY)
        found(address, name="Demo")
        take_folder(address, folder=folder, dry_run=False)
    else:
        assert make_demo(Path(address), folder=folder, today=TODAY)
    engine = open_engine(address)
    tickets = TicketShop(MonthShop(engine))
    for product_no, model in (("CR-U", "RTL10433"), ("CR-N", "RTL 20500")):
        tickets.shop.add(
            Product(
                product_no=product_no,
                hcpcs="E0114",
                description="Crutches, aluminum",
                manufacturer="Medical Depot",
                model=model,
            )
        )
    for serial, product_no in (("C-1", "CR-U"), ("C-2", "CR-U"), ("N-1", "CR-N")):
        product = tickets.find(Product, Product.product_no == product_no)
        tickets.do(receive_unit, values={"serial": serial, "product_id": product.id})
    yield tickets
    engine.dispose()


def _member(tickets: TicketShop) -> Member:
    member: Member = tickets.find(Member, Member.member_no == "M0001")
    return member


def _case(tickets: TicketShop, recall_id: int) -> CaseRead:
    with reading(tickets.shop.engine) as session:
        case = read_case(session, recall_id, on=TODAY)
    assert case is not None
    return case


def _taken_in(tickets: TicketShop, record: FdaRecord) -> int:
    understood = with_models(read_codes(record.codes), read_models(record.product))
    values: dict[str, Any] = {
        "title": record.product,
        "firm": record.firm,
        "fda_no": record.number,
        "recall_class": record.recall_class,
        "source": Source.OPENFDA,
        "received_on": date(2026, 10, 30),
        "received_how": "web",
        "received_by": "Ana",
        "codes_text": record.codes,
        "codes_are_whole": not understood.unread,
        "asked": "replace",
        "member_words": "Do not use the crutches. Call us. We will bring you new ones.",
        "criteria": [
            {
                "group_no": one.group,
                "kind": one.kind,
                "value": one.value,
                "until_value": one.until,
            }
            for one in understood.criteria
        ],
    }
    notice = NoticeFile("notice.txt", notice_text(record).encode())
    recall_id: int = tickets.do(open_recall, values=values, notice=notice)
    return recall_id


def _exchanged(tickets: TicketShop) -> str:
    """The crutches of the member are exchanged by a slip; answers its number."""
    unit = tickets.unit("C-1")
    rental = tickets.find(Rental, Rental.asset_id == unit.id)
    lines = [
        tickets.line("N-1", Way.OUT, rental.rental_no),
        tickets.line("C-1", Way.BACK, rental.rental_no),
    ]
    ticket_id = tickets.open(
        *lines, kind=TicketKind.EXCHANGE, member_id=_member(tickets).id, payer="MH"
    )
    tickets.visit(ticket_id, signed_on(date(2026, 11, 2)))
    number: str = tickets.find(Ticket, Ticket.id == ticket_id).ticket_no
    return number


def _told(tickets: TicketShop, recall_id: int) -> None:
    owed = [one.member_id for one in _case(tickets, recall_id).letters if one.is_owed]
    made = tickets.do(write_letters, recall_id=recall_id, member_ids=owed, draw=letter_pdf)
    for step, way, note in (
        (LetterStep.SENT, LetterWay.CERTIFIED, "9400 1000"),
        (LetterStep.GIVEN, LetterWay.ROUTE, "Signed at the door"),
    ):
        tickets.do(
            record_letter,
            letter_ids=made,
            step=step,
            way=way,
            done_on=TODAY,
            who="Lee",
            note=note,
        )


def _remedied_and_closed(tickets: TicketShop, recall_id: int, slip: str) -> None:
    for serial, remedy, number in (
        ("C-1", Remedy.REPLACED, slip),
        ("C-2", Remedy.RETURNED, ""),
    ):
        tickets.do(
            record_remedy,
            recall_id=recall_id,
            asset_id=tickets.unit(serial).id,
            remedy=remedy,
            done_on=TODAY,
            done_by="Dan",
            ticket_no=number,
        )
    tickets.do(
        judge_hazard,
        recall_id=recall_id,
        hazard=Hazard.NOT_SERIOUS,
        who="Dr. Silva",
        judged_on=TODAY,
        note="By the notice",
    )
    tickets.do(close_recall, recall_id=recall_id, who="Ana", done_on=TODAY)


def test_from_the_file_to_the_report(demo: TicketShop) -> None:
    ticket = demo.open(demo.line("C-1"), member_id=_member(demo).id, payer="MH")
    demo.visit(ticket)
    assert demo.unit("C-1").holder_id == _member(demo).id
    content = json.dumps({"results": [RECORD]}).encode()
    (record,) = read_fda(content, file_name="recall.json")
    recall_id = _taken_in(demo, record)
    case = _case(demo, recall_id)
    assert {unit.serial: unit.stand.value for unit in case.units} == {
        "C-1": "certain",
        "C-2": "certain",
    }
    assert demo.unit("C-2").state is AssetState.RECALLED
    assert case.clock.due_on is None
    demo.do(
        escalate_recall, recall_id=recall_id, who="Ana", done_on=TODAY, note="Frail people use them"
    )
    assert _case(demo, recall_id).clock.due_on == date(2026, 11, 6)
    units = [unit.id for unit in case.units]
    demo.do(confirm_units, recall_id=recall_id, asset_ids=units, note="Item number read")
    _told(demo, recall_id)
    with pytest.raises(Refused):
        demo.do(close_recall, recall_id=recall_id, who="Ana", done_on=TODAY)
    _remedied_and_closed(demo, recall_id, _exchanged(demo))
    closed = _case(demo, recall_id)
    assert closed.stage is Stage.CLOSED
    assert demo.unit("N-1").holder_id == _member(demo).id
    with reading(demo.shop.engine) as session:
        paper = report_paper(session, closed, on=TODAY)
        states = dict(session.execute(select(Asset.serial, Asset.state)).all())
    said = " ".join(page.text for page in read(report_pdf(paper)))
    assert "2 of 2 (100%)" in said
    assert "1 of 1 (100%)" in said
    assert states["C-2"] is AssetState.RETIRED
    assert VISIT < TODAY
