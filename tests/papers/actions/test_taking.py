"""Months of authorizations are used by invoices and given back by credits."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.members.actions.taking import take_members, take_practitioners
from dmedesk.members.files import MEMBERS, PRACTITIONERS
from dmedesk.papers.actions import Use, record_uses, take_authorizations, take_prescriptions
from dmedesk.papers.queries import stored_authorizations, stored_prescriptions, used_months
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work

DAY = date(2026, 1, 2)
ORDER = {"member_no": "M1", "hcpcs": "E0260", "signed_on": DAY, "npi": "1234567893"}
PA = {"member_no": "M1", "hcpcs": "E0260", "pa_number": "PA7", "from_on": DAY, "months": None}


def _enter(work: UnitOfWork) -> None:
    member = {column.name: None for column in MEMBERS.columns}
    doctor = {column.name: None for column in PRACTITIONERS.columns}
    named = {"last_name": "Alda", "first_name": "Rose"}
    take_members(work, added=[{**member, **named, "member_no": "M1"}], changed={})
    take_practitioners(work, added=[{**doctor, **named, "npi": "1234567893"}], changed={})
    take_prescriptions(work, added=[{**ORDER, "expires_on": None}], changed={})
    take_authorizations(work, added=[{**PA, "until_on": date(2027, 1, 1)}], changed={})


def test_papers_are_stored_by_the_names_of_their_people(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        _enter(work)
    with reading(shop_engine) as session:
        (order,), (paper,) = stored_prescriptions(session), stored_authorizations(session)
    beside = {"asked_on": None, "units": None, "amount": None, "note": None}
    assert order.values == {**ORDER, "expires_on": None, "elements": None}
    assert paper.values == {**PA, "until_on": date(2027, 1, 1), **beside}


def test_a_known_paper_changes(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        _enter(work)
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_authorizations(work, added=[], changed={1: {"months": 12}})
    with reading(shop_engine) as session:
        assert stored_authorizations(session)[0].values["months"] == 12


def test_what_is_given_back_is_not_used(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="post") as work:
        _enter(work)
        record_uses(work, uses=[])
        used = [Use(1, 5, date(2026, month, 2), round=1, months=1) for month in (1, 2, 3)]
        record_uses(work, uses=used)
    with reading(shop_engine) as session:
        assert used_months(session) == {1: 3}
    with unit_of_work(shop_engine, actor="kim", action="undo") as work:
        record_uses(work, uses=[Use(1, 5, date(2026, 3, 2), round=1, months=-1)])
    with reading(shop_engine) as session:
        assert used_months(session) == {1: 2}
