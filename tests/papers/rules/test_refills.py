"""Refills: the end of supply, the two windows, and where each refill stands, on every line."""

from datetime import date, timedelta

import pytest

from dmedesk.kit.findings import Severity
from dmedesk.papers.rules.limit_words import Answer
from dmedesk.papers.rules.limits import ReceiptFact
from dmedesk.papers.rules.refills import (
    STATE_WORDS,
    ContactFact,
    RefillState,
    Supply,
    contact_faults,
    contact_that_counts,
    refill_findings,
    refill_state,
    supply_of,
)

MARCH = date(2026, 3, 1)
QUARTER = ReceiptFact(MARCH, 6, 90)
THROUGH = date(2026, 5, 29)
SUPPLY = Supply(QUARTER, THROUGH)
ONE_DAY = timedelta(days=1)


def asked(on: date, answer: Answer = Answer.WANTED) -> ContactFact:
    return ContactFact(on, answer, "Son", "RFL-000001")


@pytest.mark.parametrize(
    ("receipts", "through_on"),
    [
        # CMS refill page: 90 days of 3/1/2026 run through 5/29 (N14), 30 days through 3/30 (N16).
        ([QUARTER], THROUGH),
        ([ReceiptFact(MARCH, 2, 30)], date(2026, 3, 30)),
        ([ReceiptFact(MARCH, 2, 1)], MARCH),
        # What comes early is put after what is left; what comes late begins on its day.
        ([ReceiptFact(date(2026, 3, 20), 2, 30), ReceiptFact(MARCH, 2, 30)], date(2026, 4, 29)),
        ([ReceiptFact(MARCH, 2, 30), ReceiptFact(date(2026, 5, 1), 2, 30)], date(2026, 5, 30)),
        ([QUARTER, ReceiptFact(date(2026, 5, 1), 2)], None),
        ([QUARTER, ReceiptFact(date(2026, 5, 1), 2, 9, date(2026, 5, 2))], THROUGH),
    ],
)
def test_the_last_day_of_supply(receipts: list[ReceiptFact], through_on: date | None) -> None:
    supply = supply_of(receipts)
    assert supply is not None
    assert supply.through_on == through_on


def test_who_received_nothing_has_no_supply() -> None:
    assert supply_of([]) is None
    assert list(refill_findings(None, [], on=MARCH, regime="medicare", subject="")) == []


def test_the_windows_open_so_many_days_before_the_last_day() -> None:
    """CMS refill page, 11/25/2025: 30 days to ask, 10 days to deliver (N14, N15)."""
    assert SUPPLY.may_ask_on(MARCH) == date(2026, 4, 29)
    assert SUPPLY.may_deliver_on(MARCH) == date(2026, 5, 19)
    # Before 2024 contractors had 14 days for the contact.
    assert SUPPLY.may_ask_on(date(2023, 12, 31)) == date(2026, 5, 15)
    assert Supply(QUARTER, None).may_ask_on(MARCH) is None


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (date(2026, 4, 28), ["contact_too_early"]),
        (date(2026, 4, 29), []),
        (date(2026, 6, 1), []),
        (date(2026, 6, 2), ["contact_to_come"]),
    ],
)
def test_a_contact_is_refused_outside_its_days(on: date, codes: list[str]) -> None:
    found = list(contact_faults(SUPPLY, on, date(2026, 6, 1)))
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (date(2026, 5, 18), ["refill_too_early"]),
        (date(2026, 5, 19), []),
        (date(2026, 7, 1), []),
    ],
)
def test_a_refill_comes_not_before_its_day(on: date, codes: list[str]) -> None:
    contacts = [asked(date(2026, 5, 1))]
    found = list(refill_findings(SUPPLY, contacts, on=on, regime="medicare", subject="A4253"))
    assert [finding.code for finding in found] == codes
    assert all(finding.remedy == "Deliver from 2026-05-19 on." for finding in found)


@pytest.mark.parametrize(
    ("contact", "counts"),
    [
        (asked(date(2026, 4, 28)), False),
        (asked(date(2026, 4, 29)), True),
        (asked(date(2026, 5, 20)), True),
        (asked(date(2026, 5, 21)), False),
        (asked(date(2026, 5, 1), Answer.NO_ANSWER), False),
        (asked(date(2026, 2, 28)), False),
    ],
)
def test_a_contact_counts_within_its_window(contact: ContactFact, counts: bool) -> None:
    assert (contact_that_counts(SUPPLY, [contact], date(2026, 5, 20)) is contact) is counts


@pytest.mark.parametrize(
    ("contacts", "codes"),
    [
        ([], ["refill_not_asked"]),
        ([asked(date(2026, 5, 1), Answer.NOT_NOW)], ["refill_not_asked"]),
        ([asked(date(2026, 5, 1), Answer.NOT_NOW), asked(date(2026, 5, 2))], []),
        ([asked(date(2026, 5, 1)), asked(date(2026, 5, 2), Answer.STOPPED)], ["refill_not_asked"]),
    ],
)
def test_nothing_is_shipped_unasked(contacts: list[ContactFact], codes: list[str]) -> None:
    """No automatic shipping, even with consent (S31)."""
    on = date(2026, 5, 19)
    found = list(refill_findings(SUPPLY, contacts, on=on, regime="medicare", subject="A4253"))
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    ("regime", "grade"),
    [
        ("medicare", Severity.STOP),
        ("masshealth", Severity.WARNING),
        ("private", Severity.WARNING),
    ],
)
def test_it_stops_where_the_payers_text_binds(regime: str, grade: Severity) -> None:
    found = refill_findings(SUPPLY, [], on=MARCH, regime=regime, subject="A4253")
    assert {finding.severity for finding in found} == {grade}


@pytest.mark.parametrize(
    ("contacts", "on", "state"),
    [
        ([], date(2026, 4, 28), RefillState.ENOUGH),
        ([], date(2026, 4, 29), RefillState.TO_ASK),
        ([], THROUGH, RefillState.TO_ASK),
        ([], THROUGH + ONE_DAY, RefillState.RUN_OUT),
        ([asked(date(2026, 5, 1))], date(2026, 5, 18), RefillState.WANTED),
        ([asked(date(2026, 5, 1))], date(2026, 5, 19), RefillState.TO_DELIVER),
        ([asked(date(2026, 5, 1), Answer.NOT_NOW)], THROUGH, RefillState.NOT_NOW),
        ([asked(date(2026, 5, 1), Answer.NOT_NOW)], THROUGH + ONE_DAY, RefillState.RUN_OUT),
        ([asked(date(2026, 5, 1), Answer.STOPPED)], THROUGH + ONE_DAY, RefillState.STOPPED),
        ([asked(date(2026, 5, 1), Answer.NO_ANSWER)], THROUGH, RefillState.TO_ASK),
    ],
)
def test_where_a_refill_stands(contacts: list[ContactFact], on: date, state: RefillState) -> None:
    assert refill_state(SUPPLY, contacts, on) is state


def test_without_its_days_nobody_can_say() -> None:
    assert refill_state(Supply(QUARTER, None), [], MARCH) is RefillState.NO_DAYS
    assert set(STATE_WORDS) == set(RefillState)
