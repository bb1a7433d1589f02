"""The demo shop has charges of several kinds and payers; some wait."""

from datetime import date

from dmedesk.demo.charges import charge_proofs, charges
from dmedesk.demo.rentals import stories

TODAY = date(2026, 10, 1)


def test_the_charges_are_of_this_month_and_some_are_proven() -> None:
    told = list(stories(TODAY, members=60))
    rows = list(charges(told, TODAY))
    assert {row["kind"] for row in rows} == {"purchase", "repair", "supply"}
    assert {row["service_on"] for row in rows} == {"2026-10-01"}
    assert 0 < len(list(charge_proofs(told, TODAY))) < len(rows)
