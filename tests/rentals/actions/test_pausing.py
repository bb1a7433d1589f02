"""Pausing a rental and letting it go on: by choice, with its papers; posted months never move."""

import pytest
from sqlalchemy import select

from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member, Practitioner
from dmedesk.papers.tables import Prescription
from dmedesk.rentals.actions.pausing import pause_rental, resume_rental
from dmedesk.rentals.queries.ledger import rental_with_ledger
from dmedesk.rentals.rules import Resume
from dmedesk.rentals.tables import Interruption, MonthEntry, Rental, Resumption
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import VALID_NPI, MonthShop, clock, day


def _id(shop: MonthShop, number: str = "R1") -> int:
    return int(next(one.id for one in shop.rows(Rental) if one.rental_no == number))


def _pause(shop: MonthShop, from_on: str, reason: str = "hospital") -> None:
    with unit_of_work(shop.engine, actor="ana", action="pause_rental", clock=clock) as work:
        pause_rental(work, rental_id=_id(shop), from_on=day(from_on), reason=reason)


def _resume(
    shop: MonthShop,
    returned_on: str,
    resumes: Resume = Resume.CONTINUE,
    statement: str = "",
) -> None:
    with unit_of_work(shop.engine, actor="ana", action="resume_rental", clock=clock) as work:
        resume_rental(
            work,
            rental_id=_id(shop),
            returned_on=day(returned_on),
            resumes=resumes,
            statement=statement,
        )


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def _prescribe(shop: MonthShop, signed_on: str) -> None:
    with unit_of_work(shop.engine, actor="ana", action="enter", clock=clock) as work:
        member = work.session.scalars(select(Member).where(Member.member_no == "M1")).one()
        npi = select(Practitioner).where(Practitioner.npi == VALID_NPI)
        practitioner = work.session.scalars(npi).one()
        work.session.add(
            Prescription(
                member_id=member.id,
                hcpcs="E0260",
                signed_on=day(signed_on),
                practitioner_id=practitioner.id,
            )
        )


def test_a_rental_is_paused_and_goes_on(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05")
    _pause(shop, "2026-09-20")
    _resume(shop, "2026-10-08")
    (stay,) = shop.rows(Interruption)
    assert (stay.from_on, stay.until_on, stay.reason) == (
        day("2026-09-20"),
        day("2026-10-08"),
        "hospital",
    )
    assert shop.rows(Resumption) == []


def test_only_what_runs_is_paused_and_only_once(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05", ended_on="2026-10-01")
    for on, codes in (("2026-07-05", ["not_begun"]), ("2026-10-01", ["ended"])):
        with pytest.raises(Refused) as refused:
            _pause(shop, on)
        assert _codes(refused) == codes
    _pause(shop, "2026-09-20")
    with pytest.raises(Refused) as refused:
        _pause(shop, "2026-09-25")
    assert _codes(refused) == ["paused_already"]


def test_posted_months_never_move(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05")
    shop.post("2026-10")
    with pytest.raises(Refused) as refused:
        _pause(shop, "2026-10-05")
    assert _codes(refused) == ["month_is_posted"]
    _pause(shop, "2026-10-06")
    shop.undo("2026-10")


def test_what_is_not_paused_does_not_go_on(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05")
    with pytest.raises(Refused) as refused:
        _resume(shop, "2026-10-08")
    assert _codes(refused) == ["not_paused"]
    _pause(shop, "2026-09-20")
    with pytest.raises(Refused) as refused:
        _resume(shop, "2026-09-20")
    assert _codes(refused) == ["returned_before"]


def test_a_new_anchor_is_medicare_s_and_needs_a_covered_anchor(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05", payer="MC")
    _pause(shop, "2026-09-20")
    with pytest.raises(Refused) as refused:
        _resume(shop, "2026-10-05", Resume.NEW_ANCHOR, "Discharged")
    assert _codes(refused) == ["no_anchor_covered"]
    with pytest.raises(Refused) as refused:
        _resume(shop, "2026-10-08", Resume.NEW_ANCHOR, " ")
    assert _codes(refused) == ["statement_missing"]
    _resume(shop, "2026-10-08", Resume.NEW_ANCHOR, " Discharged  home ")
    (went_on,) = shop.rows(Resumption)
    assert (went_on.resumed_on, went_on.resumes) == (day("2026-10-08"), Resume.NEW_ANCHOR)
    assert (went_on.statement, went_on.recorded_by) == ("Discharged home", "ana")


def test_another_payer_has_no_new_anchor(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05")
    _pause(shop, "2026-09-20")
    with pytest.raises(Refused) as refused:
        _resume(shop, "2026-10-08", Resume.NEW_ANCHOR, "Discharged")
    assert _codes(refused) == ["not_medicare"]


def test_a_new_period_needs_its_papers_and_of_medicare_s_a_break(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-01-05", payer="MC")
    _pause(shop, "2026-03-20")
    with pytest.raises(Refused) as refused:
        _resume(shop, "2026-06-04", Resume.NEW_PERIOD, "Need ended, and began anew")
    assert _codes(refused) == ["break_too_short", "new_prescription_missing"]
    _prescribe(shop, "2026-06-01")
    _resume(shop, "2026-06-05", Resume.NEW_PERIOD, "Need ended, and began anew")
    assert len(shop.rows(Resumption)) == 1


def test_a_new_period_is_billed_from_month_1_and_its_ceilings_begin_anew(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05")
    shop.post("2026-07")
    _pause(shop, "2026-07-20")
    _prescribe(shop, "2026-09-01")
    _resume(shop, "2026-09-10", Resume.NEW_PERIOD, "Need ended, and began anew")
    shop.post("2026-09")
    entries = shop.rows(MonthEntry)
    assert [(one.number, str(one.from_on), one.amount_cents) for one in entries] == [
        (1, "2026-07-05", 10_000),
        (1, "2026-09-10", 10_000),
    ]
    with reading(shop.engine) as session:
        fact = rental_with_ledger(session, _id(shop))
    assert (fact.billed_cents, fact.paid_already_cents) == (10_000, 0)
