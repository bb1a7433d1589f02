"""322.03(15): five business days from receipt on the Massachusetts calendar (O01 to O09)."""

from datetime import date, timedelta
from functools import partial

import pytest

from dmedesk.kit.calendar import is_business_day
from dmedesk.rates import recall_deadline
from dmedesk.rates.answer import Unpriced
from dmedesk.rates.question import Calendar
from tests.rates.asking import cases_of

WORKED = {
    case["id"]: case
    for case in cases_of("not_expressible.toml")
    if case["clause"] == "101 CMR 322.03(15)"
}
# The federal calendar is the contrast, wrong for Massachusetts: it has a test of its own below.
FEDERAL = "O03"
CALENDARS: dict[str, Calendar] = {
    "MA": is_business_day,
    "MA_SUFFOLK": partial(is_business_day, suffolk_county=True),
}


@pytest.mark.parametrize("identity", sorted(WORKED.keys() - {FEDERAL}))
def test_worked_case(identity: str) -> None:
    case = WORKED[identity]
    given = dict(part.split("=") for part in case["given"].split(";"))
    calendar = CALENDARS[given.get("calendar", "MA")]
    deadline = recall_deadline(date.fromisoformat(given["received"]), calendar)
    assert deadline == date.fromisoformat(case["expected"])


def test_there_are_nine() -> None:
    assert list(WORKED) == [f"O0{number}" for number in range(1, 10)]
    assert "calendar=FEDERAL" in WORKED[FEDERAL]["given"]


def test_the_federal_calendar_would_be_a_day_late() -> None:
    """O03: July 4, 2026 is a Saturday. Federal offices close on the Friday, the state's do not."""
    received, friday = date(2026, 7, 1), date(2026, 7, 3)

    def federal(day: date) -> bool:
        return day != friday and is_business_day(day)

    assert recall_deadline(received, federal) == date(2026, 7, 9)
    assert recall_deadline(received, is_business_day) == date(2026, 7, 8)


def test_the_day_of_receipt_is_not_counted_whatever_day_it_is() -> None:
    """Received on Friday, Saturday or Sunday: the five days are Monday to Friday."""
    for received in (date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 8)):
        assert recall_deadline(received, is_business_day) == date(2026, 3, 13)
    assert recall_deadline(date(2026, 3, 9), is_business_day) == date(2026, 3, 16)


def test_before_the_edition_in_hand_there_is_no_deadline() -> None:
    first = date(2023, 7, 7)
    assert recall_deadline(first, is_business_day) == date(2023, 7, 14)
    with pytest.raises(Unpriced) as refused:
        recall_deadline(first - timedelta(days=1), is_business_day)
    assert refused.value.refusal.reason == "outside_effective_dates"
    assert refused.value.refusal.citation == "101 CMR 322.03(15)"
