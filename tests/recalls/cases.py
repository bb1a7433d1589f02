"""A made-up shop with lifts of one maker, and a recall of some of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState, Condition, serial_key
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member
from dmedesk.recalls.actions.opening import open_recall
from dmedesk.recalls.queries.cases import CaseRead, read_case
from dmedesk.recalls.rules.words import Channel
from dmedesk.recalls.tables import Recall
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock

TODAY = clock().astimezone().date()
FIRM = "Liftwell Inc."
VALUES: dict[str, Any] = {
    "title": "Patient lift: the hook may open",
    "firm": FIRM,
    "received_on": date(2026, 9, 30),
    "received_time": "14:30",
    "received_how": Channel.EMAIL,
    "received_by": "Ana Silva",
    "product_text": "Patient lift, model PL-400",
    "codes_text": "Serial numbers LW1000 through LW1999",
    "codes_are_whole": True,
    "instructions": "Stop using the lift. Return it.",
    "asked": "return",
    "member_words": "Do not use the lift. Call us. We will bring you another one.",
    "criteria": [
        {"group_no": 1, "kind": "model", "value": "PL-400", "until_value": ""},
        {"group_no": 1, "kind": "serial_range", "value": "LW1000", "until_value": "LW1999"},
    ],
}


@dataclass(frozen=True, slots=True)
class RecallShop:
    """Opens recalls in a made-up shop, and asks what became of them."""

    shop: MonthShop

    def do(self, act: Callable[..., Any], **how: Any) -> Any:
        """Do one action in a transaction of its own."""
        with unit_of_work(self.shop.engine, actor="ana", action="recall", clock=clock) as work:
            return act(work, **how)

    def found(self) -> "RecallShop":
        """The shop with two lifts: LW1500 on the shelf, LW2500 which no recall means."""
        self.shop.found()
        return self.stocked()

    def stocked(self) -> "RecallShop":
        """The two lifts in a shop that is founded already."""
        self.shop.add(
            Product(
                product_no="LIFT",
                hcpcs="E0630",
                description="Patient lift",
                manufacturer="Liftwell",
                model="PL-400",
            )
        )
        self.unit("LW1500")
        self.unit("LW2500")
        return self

    def unit(self, serial: str, *, product_no: str = "LIFT", **more: Any) -> int:
        """A new unit on the shelf; answers its id."""
        with unit_of_work(self.shop.engine, actor="ana", action="enter", clock=clock) as work:
            chosen = select(Product.id).where(Product.product_no == product_no)
            asset = Asset(
                serial=serial,
                serial_key=serial_key(serial),
                product_id=work.session.scalars(chosen).one(),
                condition=Condition.NEW,
                state=AssetState.READY,
                **more,
            )
            work.session.add(asset)
            work.session.flush()
            return asset.id

    def give(self, serial: str, member_no: str, move: Move = Move.RENTED_OUT) -> None:
        """Bring a unit to a member."""
        self.do(
            move_unit,
            asset_id=self.id_of(serial),
            move=move,
            moved_on=date(2026, 9, 1),
            member_id=self.member(member_no),
        )

    def member(self, member_no: str) -> int:
        """A member's id."""
        with reading(self.shop.engine) as session:
            return session.scalars(select(Member.id).where(Member.member_no == member_no)).one()

    def id_of(self, serial: str) -> int:
        """A unit's id."""
        with reading(self.shop.engine) as session:
            key = serial_key(serial)
            return session.scalars(select(Asset.id).where(Asset.serial_key == key)).one()

    def state_of(self, serial: str) -> AssetState:
        """Where a unit stands."""
        with reading(self.shop.engine) as session:
            key = serial_key(serial)
            return session.scalars(select(Asset.state).where(Asset.serial_key == key)).one()

    def open(self, **other: Any) -> int:
        """A recall of the lifts LW1000 to LW1999; answers its id."""
        recall_id: int = self.do(open_recall, values={**VALUES, **other})
        return recall_id

    def read(self, recall_id: int, on: date = TODAY) -> CaseRead:
        """The recall with everything."""
        with reading(self.shop.engine) as session:
            found = read_case(session, recall_id, on=on)
            assert found is not None
            return found

    def stands(self, recall_id: int) -> dict[str, str]:
        """How the units that it met stand, by their serials."""
        return {unit.serial: unit.stand.value for unit in self.read(recall_id).units}

    def version(self, recall_id: int) -> int:
        """The recall's row version."""
        with reading(self.shop.engine) as session:
            return session.get_one(Recall, recall_id).row_version
