"""The limits of repairs are those of the dossier, each with its unit and its clause."""

from datetime import date

import pytest

from dmedesk.repairs.rules.law import limit_on

DAY = date(2026, 10, 5)
LIMITS = {
    "authorization_line_cents": (100_000, "130 CMR 409.420(D)"),
    "respiratory_authorization_line_cents": (3_500, "130 CMR 427.426(A)"),
    "respiratory_months_between": (12, "130 CMR 427.426"),
    "replacement_percentage": (100, "130 CMR 409.414(D)"),
    "medicare_review_percentage": (60, "42 CFR 414.210(e)(4)"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_has_its_clause(name: str) -> None:
    found = limit_on(name, DAY)
    assert (found.value, found.citation) == LIMITS[name]


def test_before_its_first_day_nothing_is_assumed() -> None:
    with pytest.raises(LookupError, match="authorization_line_cents is not known for 1999-12-31"):
        limit_on("authorization_line_cents", date(1999, 12, 31))
