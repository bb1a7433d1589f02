"""Which record mends what the scrub found on a member's papers, and in which field."""

from datetime import date

import pytest

from dmedesk.papers.rules.holds import AuthorizationFact
from dmedesk.papers.rules.mending import NOTHING_ON_FILE, Mended, OnFile, Signed, mended
from dmedesk.papers.rules.scrub_law import Mends
from dmedesk.papers.rules.words import PaperKind

DAY = date(2026, 10, 5)
VALID, INVALID = "1234567893", "1234567890"
OLD = Signed(1, date(2024, 1, 1), date(2025, 1, 1), 11, VALID)
GOOD = Signed(2, date(2026, 1, 1), date(2026, 10, 5), 12, INVALID)
NEXT = Signed(3, date(2026, 10, 6), None, 13, VALID)
PA = AuthorizationFact(7, "PA-7", date(2026, 1, 1), date(2026, 10, 6), months=3)
LATER = PA._replace(authorization_id=8, from_on=date(2026, 10, 6), until_on=None)


def found(mends: Mends, on_file: OnFile, field: str = "f") -> tuple[str, int] | None:
    one = mended(mends, on_file, DAY, field)
    assert one is None or one.field == field
    return None if one is None else (one.kind, one.record_id)


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ([OLD], 1),
        ([OLD, GOOD, NEXT], 2),
        ([OLD, GOOD._replace(expires_on=date(2026, 10, 4)), NEXT], 3),
        ([], None),
    ],
)
def test_the_prescription_that_counts_else_the_last(
    signed: list[Signed], expected: int | None
) -> None:
    one = found(Mends.PRESCRIPTION, OnFile(signed))
    assert one == (None if expected is None else ("prescription", expected))


def test_the_practitioner_whose_npi_is_wrong() -> None:
    assert found(Mends.PRACTITIONER, OnFile([OLD, GOOD, NEXT])) == ("practitioner", 12)
    assert found(Mends.PRACTITIONER, OnFile([OLD, NEXT])) is None


def test_papers_by_their_kind_and_necessity_by_what_is_not_in_force() -> None:
    letter = OLD._replace(record_id=4, kind=PaperKind.LETTER)
    seen = OLD._replace(record_id=5, kind=PaperKind.ENCOUNTER)
    order = OLD._replace(record_id=6, kind=PaperKind.WRITTEN_ORDER)
    own = OnFile([letter, seen, order])
    assert found(Mends.ENCOUNTER, own) == ("paper", 5)
    assert found(Mends.WRITTEN_ORDER, own) == ("paper", 6)
    assert found(Mends.NECESSITY, own) == ("paper", 4)
    assert found(Mends.NECESSITY, OnFile([letter, OLD])) == ("prescription", 1)
    assert found(Mends.NECESSITY, OnFile([letter, GOOD])) == ("paper", 4)
    assert found(Mends.NECESSITY, OnFile([GOOD])) is None


def test_the_authorization_that_covers_the_day_and_what_it_is_limited_by() -> None:
    assert found(Mends.AUTHORIZATION, OnFile(authorizations=[PA, LATER])) == ("authorization", 7)
    assert found(Mends.AUTHORIZATION, OnFile(authorizations=[LATER])) == ("authorization", 8)
    for pa, field in (
        (PA, "months"),
        (PA._replace(amount_cents=5), "amount_cents"),
        (PA._replace(units=2, amount_cents=5), "units"),
    ):
        own = OnFile(authorizations=[pa])
        assert mended(Mends.AUTHORIZATION, own, DAY, "left") == Mended("authorization", 7, field)


def test_the_last_trial_and_nothing() -> None:
    assert found(Mends.TRIAL, OnFile(trials=[3, 9])) == ("trial", 9)
    for mends in Mends:
        assert found(mends, NOTHING_ON_FILE) is None
