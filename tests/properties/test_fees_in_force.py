"""Which fee is in force, held against the sentences of ``billing.md`` read day by day.

The reference below walks every day and looks at every row; it shares nothing with the rate book.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dmedesk.catalog.rules.editions import Edition
from dmedesk.catalog.rules.fees import OwnFee, PublishedFee
from dmedesk.catalog.rules.rate_book import RateBook
from dmedesk.catalog.rules.words import AreaChoice, EditionKind, FeeRegime, PricingArea

FIRST = date(2025, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(12)]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: of the shop's own (``edition`` 0), or of a file of CMS."""

    edition: int
    from_day: int
    until_day: int | None
    fee: int


def _own_rows() -> st.SearchStrategy[list[Row]]:
    row = st.tuples(st.integers(0, 9), st.none() | st.integers(1, 6), st.integers(0, 999))
    return st.lists(row, max_size=5, unique_by=lambda one: one[0]).map(
        lambda rows: [
            Row(0, first, None if length is None else first + length, fee)
            for first, length, fee in rows
        ]
    )


def _files() -> st.SearchStrategy[list[tuple[int, int | None]]]:
    """Files of CMS in the order of import: a first day, and the code's fee if it is in there."""
    return st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 999)), max_size=4)


def _reference(own: list[Row], files: list[tuple[int, int | None]], day: int) -> int | None:
    """The fee on a day: the row that began last, if it has not ended."""
    whole: dict[int, tuple[int, int | None]] = {}
    for number, (first, fee) in enumerate(files, 1):
        whole[first] = (number, fee)
    firsts = sorted(whole)
    rows = list(own)
    for place, first in enumerate(firsts):
        number, fee = whole[first]
        end = firsts[place + 1] if place + 1 < len(firsts) else None
        if fee is not None:
            rows.append(Row(number, first, end, fee))
    begun = [row for row in rows if row.from_day <= day]
    if not begun:
        return None
    latest = max(begun, key=lambda row: (row.from_day, row.edition == 0))
    return latest.fee if latest.until_day is None or day < latest.until_day else None


def _book(own: list[Row], files: list[tuple[int, int | None]]) -> RateBook:
    editions = [
        Edition(number, EditionKind.CMS_DMEPOS, DAYS[first], AreaChoice.NON_RURAL)
        for number, (first, _) in enumerate(files, 1)
    ]
    book = RateBook(editions=tuple(editions))
    book.add_cms(
        (number, PublishedFee("E0601", "RR", PricingArea.NON_RURAL, "", fee, None, None))
        for number, (_, fee) in enumerate(files, 1)
        if fee is not None
    )
    book.add_own(
        (
            99,
            OwnFee(
                regime=FeeRegime.MEDICARE,
                hcpcs="E0601",
                modifiers="RR",
                from_on=DAYS[row.from_day],
                until_on=None if row.until_day is None else FIRST + timedelta(days=row.until_day),
                fee=row.fee,
                payment_class=None,
                family=None,
                source=None,
            ),
        )
        for row in own
    )
    return book


@given(own=_own_rows(), files=_files())
def test_the_fee_in_force_is_the_row_that_began_last_if_it_has_not_ended(
    own: list[Row], files: list[tuple[int, int | None]]
) -> None:
    book = _book(own, files)
    for day, on in enumerate(DAYS):
        found = book.lookup("medicare", "E0601", on)
        assert (found.rows.get("RR") if found else None) == _reference(own, files, day)
