"""The quarter of a ZIP file, and the first day that it stands for."""

from datetime import date

import pytest

from dmedesk.catalog.rules.layouts import cms
from tests.catalog import excerpts
from tests.catalog.excerpts import lines_of


@pytest.mark.parametrize(
    ("quarter", "first"),
    [
        ("202501", date(2025, 1, 1)),
        ("202502", date(2025, 4, 1)),
        ("202503", date(2025, 7, 1)),
        ("202604", date(2026, 10, 1)),
    ],
)
def test_a_quarter_is_its_first_day(quarter: str, first: date) -> None:
    text = excerpts.rural_zips([("MA", "01223", quarter)])
    assert cms.read(lines_of(text), file_name="a.csv", state="MA").dated_on == first
