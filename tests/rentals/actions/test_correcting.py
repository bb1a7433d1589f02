"""A stay entered wrongly is corrected or taken back; a month that is posted on it never moves."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dmedesk.kit.errors import Refused
from dmedesk.members.rules import Regime
from dmedesk.rentals.actions.correcting import correct_stay, remove_stay
from dmedesk.rentals.actions.pausing import pause_rental, resume_rental
from dmedesk.rentals.queries.ledger import rental_with_ledger
from dmedesk.rentals.rules import (
    Away,
    LedgerMonth,
    MemberFact,
    PayerFact,
    RentalFact,
    Resume,
    Terms,
    month_begun_on,
)
from dmedesk.rentals.tables import Interruption, Rental
from dmedesk.store.trail import trail
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day


def _rental_id(shop: MonthShop) -> int:
    return int(shop.rows(Rental)[0].id)


def _away(shop: MonthShop, from_on: str, until_on: str | None = None, **how: object) -> int:
    """A stay as it is entered at the desk; answers its id."""
    rental_id = _rental_id(shop)
    with unit_of_work(shop.engine, actor="ana", action="pause_rental", clock=clock) as work:
        pause_rental(work, rental_id=rental_id, from_on=day(from_on), reason="hospital")
    if until_on:
        with unit_of_work(shop.engine, actor="ana", action="resume_rental", clock=clock) as work:
            resume_rental(work, rental_id=rental_id, returned_on=day(until_on), **how)  # type: ignore[arg-type]
    return int(max(one.id for one in shop.rows(Interruption)))


def _correct(
    shop: MonthShop, stay_id: int, from_on: str, until_on: str | None, **more: int
) -> None:
    (stay,) = [one for one in shop.rows(Interruption) if one.id == stay_id]
    with unit_of_work(shop.engine, actor="ben", action="correct_stay", clock=clock) as work:
        correct_stay(
            work,
            stay_id=stay_id,
            version=more.get("version", stay.row_version),
            from_on=day(from_on),
            until_on=day(until_on) if until_on else None,
            reason="  nursing   home ",
        )


def _remove(shop: MonthShop, stay_id: int) -> None:
    with unit_of_work(shop.engine, actor="ben", action="remove_stay", clock=clock) as work:
        remove_stay(work, stay_id=stay_id, version=1)


def _refused(shop: MonthShop, stay_id: int, from_on: str, until_on: str | None) -> list[str]:
    with pytest.raises(Refused) as refused:
        _correct(shop, stay_id, from_on, until_on)
    assert all(one.remedy for one in refused.value.findings)
    return [one.code for one in refused.value.findings]


def test_wrong_days_are_corrected_and_the_trail_keeps_what_they_were(shop: MonthShop) -> None:
    shop.rent("R1")
    stay_id = _away(shop, "2026-09-20", "2026-10-08")
    _correct(shop, stay_id, "2026-09-02", "2026-10-01")
    (stay,) = shop.rows(Interruption)
    assert (stay.from_on, stay.until_on, stay.reason) == (
        day("2026-09-02"),
        day("2026-10-01"),
        "nursing home",
    )
    with reading(shop.engine) as session:
        entry = trail(session, limit=1)[0]
    assert (entry.actor, entry.action) == ("ben", "correct_stay")
    assert entry.edits[0].old_values["from_on"] == "2026-09-20"


def test_a_return_that_was_none_is_taken_off(shop: MonthShop) -> None:
    shop.rent("R1")
    _correct(shop, _away(shop, "2026-09-20", "2026-10-08"), "2026-09-20", None)
    assert shop.rows(Interruption)[0].until_on is None


def test_a_stay_that_never_was_is_taken_back(shop: MonthShop) -> None:
    shop.rent("R1")
    _remove(shop, _away(shop, "2026-09-20"))
    assert shop.rows(Interruption) == []
    with reading(shop.engine) as session:
        entry = trail(session, limit=1)[0]
    assert entry.action == "remove_stay"
    assert entry.edits[0].old_values["reason"] == "hospital"


def test_days_that_cannot_be(shop: MonthShop) -> None:
    shop.rent("R1", ended_on="2026-11-20")
    _away(shop, "2026-08-01", "2026-08-20")
    stay_id = _away(shop, "2026-09-20", "2026-10-08")
    assert _refused(shop, stay_id, "2026-07-05", "2026-07-20") == ["not_begun"]
    assert _refused(shop, stay_id, "2026-11-20", None) == ["ended"]
    assert _refused(shop, stay_id, "2026-09-20", "2026-09-20") == ["returned_before"]
    assert _refused(shop, stay_id, "2026-08-19", "2026-09-01") == ["stays_overlap"]
    assert _refused(shop, stay_id, "2026-07-20", None) == ["stays_overlap"]
    _correct(shop, stay_id, "2026-08-20", "2026-09-01")


def test_a_posted_month_that_rests_on_it_is_named_with_the_remedy(shop: MonthShop) -> None:
    shop.rent("R1")
    stay_id = _away(shop, "2026-09-20", "2026-09-25")
    shop.post("2026-10")
    with pytest.raises(Refused) as refused:
        _correct(shop, stay_id, "2026-09-20", "2026-10-08")
    (finding,) = refused.value.findings
    assert finding.code == "month_is_posted"
    assert "R1 that begins on 2026-10-05" in finding.message
    assert "posting of October 2026 back" in finding.remedy
    # What moves no posted month may be corrected.
    _correct(shop, stay_id, "2026-09-18", "2026-10-05")
    shop.undo("2026-10")
    _correct(shop, stay_id, "2026-09-20", "2026-10-08")


def test_a_month_that_would_get_another_number_is_not_moved_either(shop: MonthShop) -> None:
    shop.rent("R1")
    stay_id = _away(shop, "2026-09-01", "2026-09-10")
    shop.post("2026-10")
    with pytest.raises(Refused) as refused:
        _remove(shop, stay_id)
    assert [one.code for one in refused.value.findings] == ["month_is_posted"]
    assert len(shop.rows(Interruption)) == 1


def test_how_the_rental_went_on_keeps_its_day(shop: MonthShop) -> None:
    shop.rent("R1", payer="MC")
    how = {"resumes": Resume.NEW_ANCHOR, "statement": "Discharged"}
    stay_id = _away(shop, "2026-09-20", "2026-10-08", **how)
    assert _refused(shop, stay_id, "2026-09-20", "2026-10-09") == ["resumption_rests_on_it"]
    assert _refused(shop, stay_id, "2026-10-06", "2026-10-08") == ["no_anchor_covered"]
    with pytest.raises(Refused):
        _remove(shop, stay_id)
    _correct(shop, stay_id, "2026-09-12", "2026-10-08")


def test_what_another_desk_corrected_meanwhile_is_told(shop: MonthShop) -> None:
    shop.rent("R1")
    stay_id = _away(shop, "2026-09-20")
    _correct(shop, stay_id, "2026-09-21", None)
    with pytest.raises(Refused) as refused:
        _correct(shop, stay_id, "2026-09-22", None, version=1)
    assert {one.code for one in refused.value.findings} == {"changed_meanwhile"}
    with pytest.raises(Refused) as refused:
        _remove(shop, 99)
    assert [one.code for one in refused.value.findings] == ["removed"]
    with reading(shop.engine) as session:
        away = rental_with_ledger(session, _rental_id(shop)).terms.interruptions
    assert away == (Away(day("2026-09-21")),)


_STARTED = date(2026, 1, 31)
_STAYS = st.tuples(st.dates(date(2026, 2, 1), date(2026, 12, 31)), st.integers(1, 90)).map(
    lambda one: Away(one[0], date.fromordinal(one[0].toordinal() + one[1]))
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(before=_STAYS, after=_STAYS, billed=st.sets(st.integers(1, 12)))
def test_no_month_is_missed_that_a_correction_would_move(
    before: Away, after: Away, billed: set[int]
) -> None:
    """What moves is exactly what is billed and is not the same month by the new terms."""
    old, new = (Terms(_STARTED, interruptions=(stay,)) for stay in (before, after))
    months = [month_begun_on(old, day_on) for day_on in _firsts()]
    ledger = {
        month.from_on: LedgerMonth(1, month.number)
        for at, month in enumerate(months)
        if month is not None and at in billed
    }
    member, payer = MemberFact(1, "M1"), PayerFact(1, "MH", Regime.MASSHEALTH)
    fact = RentalFact(member, payer, 1, "R1", 1, old, ledger=ledger)
    kept = {month for day_on in _firsts() if (month := month_begun_on(new, day_on))}
    expected = [
        month.from_on for month in months if month and month.from_on in ledger and month not in kept
    ]
    assert fact.months_moved_by(new) == expected
    assert fact.months_moved_by(old) == []


def _firsts() -> list[date]:
    return [
        *(date(2026, month, last) for month, last in zip(range(1, 13), _LASTS, strict=True)),
        date(2027, 1, 31),
    ]


_LASTS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
