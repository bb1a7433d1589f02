"""The files of papers: what is looked at within a row."""

from datetime import date

import pytest

from dmedesk.papers.files import AUTHORIZATIONS, PRESCRIPTIONS

DAY = date(2026, 1, 2)


@pytest.mark.parametrize(
    ("expires_on", "faults"),
    [(None, 0), (date(2026, 1, 1), 1), (date(2026, 1, 2), 0), (date(2026, 1, 3), 0)],
)
def test_the_last_good_day_is_the_signature_s_or_later(
    expires_on: date | None, faults: int
) -> None:
    values = {"signed_on": DAY, "expires_on": expires_on}
    assert len(list(PRESCRIPTIONS.check(values))) == faults


@pytest.mark.parametrize(("until_on", "faults"), [(DAY, 1), (date(2026, 1, 3), 0)])
def test_an_authorization_ends_on_its_first_day_or_later(until_on: date, faults: int) -> None:
    values = {"from_on": DAY, "until_on": until_on}
    assert len(list(AUTHORIZATIONS.check(values))) == faults
