"""A shop with units and repairs, for the tests of repairs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.rules.words import Terms
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.actions.entering import enter_authorization
from dmedesk.repairs.actions.ending import charge_substitute, close_repair, return_repair
from dmedesk.repairs.actions.lending import fetch_substitute, lend_substitute
from dmedesk.repairs.actions.reporting import change_repair, report_repair
from dmedesk.repairs.actions.working import finish_repair, step_repair, write_line
from dmedesk.repairs.queries.charging import Asked, ask_charge
from dmedesk.repairs.queries.records import RepairRead, read_repair
from dmedesk.repairs.rules.words import LineKind, Relation, Step
from dmedesk.repairs.tables import Repair
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.deliveries.tickets import TicketShop, signed_on
from tests.flows.month_shop import MonthShop, clock

TODAY = date(2026, 11, 3)
CALLED, TAKEN, DONE, BACK = (date(2026, 10, day) for day in (5, 6, 12, 14))


@dataclass(frozen=True, slots=True)
class RepairShop:
    """Reports, lends and repairs in a made-up shop, each in a transaction of its own."""

    tickets: TicketShop

    @property
    def shop(self) -> MonthShop:
        """The shop itself."""
        return self.tickets.shop

    def do(self, act: Callable[..., Any], **how: Any) -> Any:
        """Do one action."""
        with unit_of_work(self.shop.engine, actor="ana", action="repair", clock=clock) as work:
            return act(work, **how)

    def codes(self, act: Callable[..., Any], **how: Any) -> list[str]:
        """Why an action is refused, by the codes of its findings."""
        with pytest.raises(Refused) as refused:
            self.do(act, **how)
        return [one.code for one in refused.value.findings]

    def member(self, member_no: str = "M1") -> int:
        """A member's id."""
        found: int = self.tickets.find(Member, Member.member_no == member_no).id
        return found

    def payer(self, code: str = "MH") -> int:
        """A payer's id."""
        found: int = self.tickets.find(Payer, Payer.code == code).id
        return found

    def unit(self, serial: str, hcpcs: str = "E0260") -> int:
        """A unit in stock, ready."""
        return self.shop.unit(serial, hcpcs)

    def sell(self, serial: str, hcpcs: str = "E0260", member_no: str = "M1") -> int:
        """A unit that a member bought here."""
        asset_id = self.unit(serial, hcpcs)
        line = replace(self.tickets.line(serial), terms=Terms.SALE)
        on = date(2026, 1, 5)
        ticket_id = self.tickets.open(line, member_id=self.member(member_no), asked_on=on)
        self.tickets.visit(ticket_id, signed_on(on))
        return asset_id

    def report(self, asset_id: int | None = None, **more: Any) -> int:
        """A fault of a unit, or of what M1 bought elsewhere; paid by MassHealth."""
        values = {
            "unit_id": asset_id,
            "asked_by": "Nora Rivera",
            "asked_on": CALLED,
            "fault": "It does not hold its height.",
            "site": "shop",
            "payer_id": self.payer(),
            "technician": "Tom Reed",
        }
        if asset_id is None:
            values |= {"member_id": self.member(), "item": "Hospital bed of another shop"}
        found: int = self.do(report_repair, values={**values, **more}, today=TODAY)
        return found

    def step(self, repair_id: int, step: Step, on: date = TAKEN, **more: Any) -> None:
        """One step of the work."""
        self.do(step_repair, repair_id=repair_id, step=step, on=on, **more)

    def line(self, repair_id: int, cents: int, **more: Any) -> int:
        """A part of this price."""
        values = {
            "kind": LineKind.PART,
            "done_on": TAKEN,
            "description": "Motor",
            "amount_cents": cents,
            "hcpcs": "E2368",
        }
        found: int = self.do(write_line, repair_id=repair_id, **{**values, **more})
        return found

    def change(self, repair_id: int, **values: Any) -> None:
        """Correct what was told."""
        version = self.read(repair_id).repair.row_version
        self.do(change_repair, repair_id=repair_id, version=version, values=values)

    def grant(
        self, pa_number: str, hcpcs: str = "E0260", member_no: str = "M1", **more: Any
    ) -> int:
        """A prior authorization on file, in force from the year's first day on."""
        values = {
            "member_id": self.member(member_no),
            "hcpcs": hcpcs,
            "pa_number": pa_number,
            "from_on": date(2026, 1, 1),
        }
        found: int = self.do(enter_authorization, values={**values, **more})
        return found

    def finish(self, repair_id: int, on: date = DONE) -> None:
        """The work is done."""
        self.do(finish_repair, repair_id=repair_id, on=on, note="Motor replaced and tested.")

    def give_back(self, repair_id: int, on: date = BACK) -> None:
        """The member signed for the return."""
        self.do(
            return_repair, repair_id=repair_id, on=on, signer="Nora Rivera", relation=Relation.SELF
        )

    def close(self, repair_id: int, on: date = BACK) -> None:
        """The repair is closed."""
        self.do(close_repair, repair_id=repair_id, on=on)

    def lend(self, repair_id: int, asset_id: int, on: date | None = TAKEN, **more: Any) -> int:
        """A substitute goes out, and is brought on a day (None: the slip only is opened)."""
        day = on or TAKEN
        found: int = self.do(
            lend_substitute,
            repair_id=repair_id,
            asset_id=asset_id,
            **{"asked_on": day, "planned_on": day, "reason": "as good for this member", **more},
        )
        if on is not None:
            self.tickets.visit(found, signed_on(on))
        return found

    def fetch(self, repair_id: int, on: date = BACK) -> int:
        """The substitute comes back on a day."""
        found: int = self.do(fetch_substitute, repair_id=repair_id, asked_on=on, planned_on=on)
        self.tickets.visit(found, signed_on(on))
        return found

    def ask(self, repair_id: int) -> Asked:
        """What the substitute may be charged with."""
        with reading(self.shop.engine) as session:
            return ask_charge(session, repair=session.get_one(Repair, repair_id))

    def charge(self, repair_id: int, cents: int, **more: Any) -> int:
        """Charge the substitute."""
        found: int = self.do(charge_substitute, repair_id=repair_id, amount_cents=cents, **more)
        return found

    def read(self, repair_id: int) -> RepairRead:
        """The repair with everything."""
        with reading(self.shop.engine) as session:
            found = read_repair(session, repair_id=repair_id, on=TODAY)
        assert found is not None
        return found

    def state(self, asset_id: int) -> AssetState:
        """Where a unit stands."""
        found: AssetState = self.tickets.find(Asset, Asset.id == asset_id).state
        return found

    def ticket(self, ticket_id: int) -> Ticket:
        """A slip."""
        found: Ticket = self.tickets.find(Ticket, Ticket.id == ticket_id)
        return found


def repair_shop(engine: Engine) -> RepairShop:
    """A founded shop without units."""
    return RepairShop(TicketShop(MonthShop(engine).found()))
