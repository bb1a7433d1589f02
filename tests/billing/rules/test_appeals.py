"""Until when a denial may be appealed. 130 CMR 450.323."""

from datetime import date

from dmedesk.billing.rules.appeals import Deadline, deadline_of


def test_masshealth_gives_thirty_days_from_the_remittance() -> None:
    assert deadline_of("masshealth", date(2026, 11, 3)) == Deadline(
        date(2026, 12, 3), "130 CMR 450.323"
    )


def test_what_is_not_known_of_a_payer_is_not_assumed() -> None:
    assert deadline_of("private", date(2026, 11, 3)) is None
    assert deadline_of("medicare", date(2026, 11, 3)) is None
    assert deadline_of("masshealth", date(1999, 12, 31)) is None
