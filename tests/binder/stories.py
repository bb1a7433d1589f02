"""A member with everything that a binder holds, in a made-up shop; the binder made of it."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import Engine, select

from dmedesk.billing.actions import make_papers
from dmedesk.billing.sheets import draw_in_turn
from dmedesk.binder.screens.making import Made, make_binder, read_sections
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.actions.ordering import enter_order
from dmedesk.papers.tables import Prescription
from dmedesk.recalls.actions.deciding import confirm_units
from dmedesk.recalls.actions.letters import write_letters
from dmedesk.recalls.sheets.letter import letter_pdf
from dmedesk.recalls.sheets.notice import notice_pdf
from dmedesk.rentals.actions.option import refuse_option
from dmedesk.rentals.rules import AfterNo
from dmedesk.rentals.tables import Rental
from dmedesk.repairs.rules.words import Step
from dmedesk.shop.actions.company import write_letterhead
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.papers.trials import a_chain, a_trial, show
from tests.papers.worksheets import keep_worksheet
from tests.recalls.cases import RecallShop
from tests.repairs.repair_shop import BACK, RepairShop

TODAY = clock().astimezone().date()
SCAN = notice_pdf("Prescription", "Signed by Silva", received="")


def png() -> bytes:
    """A small picture."""
    written = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(written, "PNG")
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class BinderShop:
    """A shop whose member M1 has something of every kind."""

    shop: MonthShop

    @property
    def doors(self) -> EngineDoors:
        """The shop's doors."""
        return EngineDoors(self.shop.engine)

    @property
    def member_id(self) -> int:
        """M1's id."""
        with reading(self.shop.engine) as session:
            return session.scalars(select(Member.id).where(Member.member_no == "M1")).one()

    def ask(self, **more: Any) -> BinderAsk:
        """All days of M1's."""
        return BinderAsk(RecordRef("member", self.member_id), TODAY, **more)

    def sections(self, **more: Any) -> dict[str, Any]:
        """What the binder can hold, by the sections' keys."""
        with reading(self.shop.engine) as session:
            found = read_sections(session, house_offers(), self.ask(**more))
        return {one.key: one for one in found}

    def make(self, *chosen: str, go_on: Any = lambda _done: True, **more: Any) -> Made | None:
        """Make the binder of these sections, or of all."""
        keys = chosen or tuple(self.sections())
        ask = self.ask(**more)
        return make_binder(self.doors, go_on, offers=house_offers(), ask=ask, chosen=keys)

    def attach(self, ref: RecordRef, content: bytes, name: str, title: str = "") -> int:
        """Attach a file to a record."""
        with unit_of_work(self.shop.engine, actor="ana", action="attach", clock=clock) as work:
            return Attachments().attach(work, ref=ref, file_name=name, content=content, title=title)

    def file_papers(self) -> None:
        """A scan and a picture at the first prescription."""
        ref = RecordRef("prescription", self._prescription())
        self.attach(ref, SCAN, "scan.pdf", "Signed copy")
        self.attach(ref, png(), "photo.png", "Photo")

    def _prescription(self) -> int:
        chosen = select(Prescription.id).where(Prescription.member_id == self.member_id)
        with reading(self.shop.engine) as session:
            return session.scalars(chosen.order_by(Prescription.id)).first() or 0

    def order(self) -> None:
        """An order of a commode chair that lacks who pays."""
        line = {"hcpcs": "E0163", "quantity": 1, "terms": "rent", "needs_pa": False}
        values = {"member_id": self.member_id, "asked_on": date(2026, 10, 1), "lines": [line]}
        with unit_of_work(self.shop.engine, actor="ana", action="order", clock=clock) as work:
            enter_order(work, values=values)

    def deliver(self, serial: str) -> None:
        """A slip with its proof, of a unit of its own."""
        self.shop.unit(serial, "E0163")
        TicketShop(self.shop).deliver(serial)

    def decide(self) -> None:
        """A trial that is begun, a worksheet, a purchase option declined."""
        a_chain(self.shop.engine)
        a_trial(self.shop.engine, member_id=self.member_id)
        show(self.shop.engine, {"2": "yes"})
        keep_worksheet(self.shop.engine, member_id=self.member_id)
        with unit_of_work(self.shop.engine, actor="ana", action="decide", clock=clock) as work:
            rental_id = work.session.scalars(select(Rental.id)).one()
            refuse_option(
                work,
                rental_id=rental_id,
                refused_on=TODAY,
                cents=47_500,
                why="Too dear",
                then=AfterNo(goes_on_why="Needs it yet"),
            )

    def repair(self) -> int:
        """A bed that M1 bought elsewhere, repaired and signed for."""
        bench = RepairShop(TicketShop(self.shop))
        repair_id = bench.report()
        bench.step(repair_id, Step.TAKEN_IN)
        bench.line(repair_id, 12_500)
        bench.finish(repair_id)
        bench.give_back(repair_id)
        bench.close(repair_id, BACK)
        return repair_id

    def recall(self) -> int:
        """A recall of lifts that M1 and M2 have, with a letter to each."""
        recalls = RecallShop(self.shop).stocked()
        for serial, member_no in (("LW1001", "M1"), ("LW1002", "M2")):
            recalls.unit(serial)
            recalls.give(serial, member_no)
        recall_id = recalls.open()
        units = [recalls.id_of(serial) for serial in ("LW1001", "LW1002")]
        recalls.do(confirm_units, recall_id=recall_id, asset_ids=units, note="Serial read")
        members = [recalls.member(number) for number in ("M1", "M2")]
        recalls.do(write_letters, recall_id=recall_id, member_ids=members, draw=letter_pdf)
        return recall_id


def letterhead(engine: Engine) -> None:
    """The shop's own."""
    said = {"address1": "25 Example Street", "city": "Boston", "state": "MA", "zip": "02118"}
    with unit_of_work(engine, actor="ana", action="letterhead", clock=clock) as work:
        write_letterhead(work, said={**said, "phone": "617-555-0199"}, from_on=date(2020, 1, 1))


def full(engine: Engine) -> BinderShop:
    """M1 with a rental of four billed months, a slip, a repair, a recall, an order, papers."""
    shop = MonthShop(engine).found()
    letterhead(engine)
    where = {"address1": "1 Elm Street", "city": "Boston", "state": "MA", "zip": "02118"}
    shop.change(Member, Member.member_no == "M1", **where)
    shop.change(Payer, Payer.code == "MH", name="MassHealth")
    story = BinderShop(shop)
    shop.rent("R1", started_on="2026-07-05")
    shop.authorize("M1", "E0260", "PA777", 10)
    for month in ("2026-07", "2026-08", "2026-09", "2026-10"):
        shop.post(month)
    with unit_of_work(engine, actor="ana", action="make_papers", clock=clock) as work:
        make_papers(work, month_on=date(2026, 7, 1), draw=draw_in_turn)
    story.file_papers()
    story.order()
    story.decide()
    story.deliver("CH1")
    story.repair()
    story.recall()
    member = RecordRef("member", story.member_id)
    story.attach(member, b"PK\x03\x04", "fax.docx", "A fax")
    story.attach(member, b"%PDF-1.7 broken", "broken.pdf", "A broken scan")
    return story
