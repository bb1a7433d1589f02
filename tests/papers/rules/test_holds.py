"""What holds a month (``billing.md``, holds): each reason before, on and after its limit."""

from datetime import date

import pytest

from dmedesk.papers.rules import (
    AuthorizationFact,
    Hold,
    HoldCode,
    PrescriptionFact,
    authorization_for,
    prescription_hold,
    proof_hold,
)

DAY = date(2026, 10, 5)
BEFORE, AFTER = date(2026, 10, 4), date(2026, 10, 6)
GOOD, BAD = "1234567893", "1234567890"


def code_of(hold: Hold | None) -> str | None:
    return None if hold is None else hold.code.value


def order(
    signed_on: date = BEFORE, expires_on: date | None = None, npi: str = GOOD
) -> PrescriptionFact:
    return PrescriptionFact(signed_on, expires_on, npi)


@pytest.mark.parametrize(
    ("proven_on", "held"), [(None, True), (BEFORE, False), (DAY, False), (AFTER, True)]
)
def test_a_proof_of_delivery_is_dated_by_the_day_that_the_month_begins(
    proven_on: date | None, held: bool
) -> None:
    assert code_of(proof_hold(proven_on, DAY)) == ("no_proof_of_delivery" if held else None)


@pytest.mark.parametrize(
    ("prescriptions", "held"),
    [
        ([], "no_prescription"),
        ([order(signed_on=BEFORE)], None),
        ([order(signed_on=DAY)], None),
        ([order(signed_on=AFTER)], "no_prescription"),
        ([order(expires_on=BEFORE)], "no_prescription"),
        ([order(expires_on=DAY)], None),
        ([order(expires_on=AFTER)], None),
        ([order(expires_on=BEFORE), order(signed_on=DAY)], None),
        ([order(npi=BAD)], "practitioner_npi_invalid"),
        ([order(npi=BAD), order(npi=GOOD)], None),
        ([order(npi=BAD), order(npi=GOOD, expires_on=BEFORE)], "practitioner_npi_invalid"),
        ([order(npi=BAD, expires_on=BEFORE)], "no_prescription"),
    ],
)
def test_a_prescription_is_signed_in_force_and_by_a_valid_npi(
    prescriptions: list[PrescriptionFact], held: str | None
) -> None:
    assert code_of(prescription_hold(prescriptions, DAY)) == held


def pa(
    number: str, from_on: date = BEFORE, until_on: date = AFTER, months: int | None = None
) -> AuthorizationFact:
    return AuthorizationFact(int(number[1:]), number, from_on, until_on, months)


@pytest.mark.parametrize(
    ("authorizations", "used", "answer"),
    [
        ([], {}, "no_prior_authorization"),
        ([pa("P1", from_on=DAY)], {}, "P1"),
        ([pa("P1", from_on=AFTER, until_on=date(2027, 1, 1))], {}, "no_prior_authorization"),
        ([pa("P1", until_on=DAY)], {}, "no_prior_authorization"),
        ([pa("P1", until_on=AFTER)], {}, "P1"),
        ([pa("P1", months=2)], {1: 1}, "P1"),
        ([pa("P1", months=2)], {1: 2}, "authorization_months_used"),
        ([pa("P1", months=0)], {}, "authorization_months_used"),
        ([pa("P1")], {1: 99}, "P1"),
        ([pa("P2"), pa("P1")], {}, "P1"),
        ([pa("P1"), pa("P2", from_on=date(2026, 1, 1))], {}, "P2"),
        ([pa("P1", months=1), pa("P2")], {1: 1}, "P2"),
        ([pa("P1", months=1), pa("P2", months=1)], {1: 1, 2: 1}, "authorization_months_used"),
        ([pa("P1", months=1), pa("P2", until_on=DAY)], {1: 1}, "authorization_months_used"),
        ([pa("P10"), pa("P2")], {}, "P10"),
    ],
)
def test_a_line_uses_the_earliest_authorization_that_covers_it_and_has_months_left(
    authorizations: list[AuthorizationFact], used: dict[int, int], answer: str
) -> None:
    found = authorization_for(authorizations, used, DAY)
    assert (found.code if isinstance(found, Hold) else found.pa_number) == answer


def test_the_reasons_have_the_order_in_which_they_are_listed() -> None:
    assert [code.value for code in HoldCode] == [
        "no_proof_of_delivery",
        "no_prescription",
        "practitioner_npi_invalid",
        "no_prior_authorization",
        "authorization_months_used",
        "price_refused",
        # What an owner turned on comes after, in the order of the user guide.
        "necessity_papers_missing",
        "paper_incomplete",
        "prescription_too_old",
        "prescription_not_in_time",
        "no_written_order",
        "written_order_after_delivery",
        "no_encounter",
        "authorization_required",
        "request_not_in_time",
        "no_second_authorization",
        "scrub_stop",
        "frequency_limit",
    ]


def test_an_authorization_without_a_last_day_has_no_end() -> None:
    """``billing.md``, files: an empty ``until_on`` has no end."""
    endless = AuthorizationFact(1, "PA1", DAY, None, None)
    assert isinstance(authorization_for([endless], {}, BEFORE), Hold)
    assert authorization_for([endless], {}, DAY) == endless
    assert authorization_for([endless], {}, date(2199, 1, 1)) == endless
