"""Ids by what people know records by."""

from sqlalchemy import Engine

from dmedesk.members.queries.stored import member_ids, payer_ids, practitioner_ids
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.store.unit_of_work import reading, unit_of_work


def test_ids(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="enter") as work:
        member = Member(member_no="M1", last_name="Alda", first_name="Rose")
        payer = Payer(code="MH", name="MassHealth", regime=Regime.MASSHEALTH)
        doctor = Practitioner(npi="1234567893", last_name="Reed")
        work.session.add_all([member, payer, doctor])
    with reading(shop_engine) as session:
        assert member_ids(session) == {"M1": member.id}
        assert payer_ids(session) == {"MH": payer.id}
        assert practitioner_ids(session) == {"1234567893": doctor.id}
