"""Which fee is in force on a day, for a ZIP (``billing.md``: the paragraphs on fee rows)."""

from datetime import date, timedelta

import pytest

from dmedesk.catalog.rules.editions import Edition
from dmedesk.catalog.rules.fees import OwnFee, PublishedFee
from dmedesk.catalog.rules.rate_book import RateBook
from dmedesk.catalog.rules.words import (
    AreaChoice,
    EditionKind,
    Family,
    FeeRegime,
    PaymentClass,
    PricingArea,
)
from dmedesk.rates.question import IC, Fee

JANUARY, JULY, NEXT_YEAR = date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)
DAY = timedelta(days=1)
BOSTON, RURAL_ZIP, OTHER = "02139", "01223", "01001"


def _own(
    fee: Fee,
    from_on: date,
    until_on: date | None = None,
    *,
    regime: FeeRegime = FeeRegime.MASSHEALTH,
    modifiers: str = "RR",
    payment_class: PaymentClass | None = None,
    family: Family | None = None,
) -> tuple[int, OwnFee]:
    row = OwnFee(regime, "E0601", modifiers, from_on, until_on, fee, payment_class, family, None)
    return 99, row


def _published(
    edition: int,
    fee: Fee,
    area: PricingArea = PricingArea.NON_RURAL,
    cba_name: str = "",
    modifiers: str = "RR",
) -> tuple[int, PublishedFee]:
    row = PublishedFee("E0601", modifiers, area, cba_name, fee, PaymentClass.CAPPED, None)
    return edition, row


def _book(*own: tuple[int, OwnFee]) -> RateBook:
    book = RateBook()
    book.add_own(own)
    return book


def _fee(
    book: RateBook, on: date, regime: str = "masshealth", zip_code: str | None = None
) -> object:
    """The RR fee, or ``no row``."""
    found = book.lookup(regime, "E0601", on, zip_code)
    return found.rows.get("RR", "no row") if found else "no row"


@pytest.mark.parametrize(
    ("on", "fee"),
    [
        (JANUARY - DAY, "no row"),
        (JANUARY, 100),
        (JULY - DAY, 100),
        (JULY, 200),
        (NEXT_YEAR, 200),
    ],
)
def test_a_row_is_in_force_until_the_day_before_the_next(on: date, fee: object) -> None:
    assert _fee(_book(_own(200, JULY), _own(100, JANUARY)), on) == fee


@pytest.mark.parametrize(
    ("on", "fee"),
    [(JANUARY, 100), (JULY - DAY, 100), (JULY, 200), (NEXT_YEAR - DAY, 200), (NEXT_YEAR, "no row")],
)
def test_an_ended_row_does_not_revive_an_older_one(on: date, fee: object) -> None:
    assert _fee(_book(_own(100, JANUARY), _own(200, JULY, NEXT_YEAR)), on) == fee


def test_the_next_row_ends_one_before_its_last_day() -> None:
    book = _book(_own(100, JANUARY, NEXT_YEAR), _own(200, JULY, JULY + DAY))
    assert [_fee(book, on) for on in (JULY - DAY, JULY, JULY + DAY)] == [100, 200, "no row"]


def test_another_set_of_modifiers_is_another_row() -> None:
    book = _book(_own(100, JANUARY), _own(200, JULY, modifiers="KH RR"))
    found = book.lookup("masshealth", "E0601", JULY)
    assert found is not None
    assert found.rows == {"RR": 100, "KH RR": 200}


@pytest.mark.parametrize("fee", [0, IC, None])
def test_zero_individual_consideration_and_blank_stay_apart(fee: Fee) -> None:
    found = _book(_own(fee, JANUARY)).lookup("masshealth", "E0601", JANUARY)
    assert found is not None
    assert found.rows == {"RR": fee}
    assert type(found.rows["RR"]) is type(fee)


def test_regimes_and_codes_do_not_mix() -> None:
    book = _book(_own(100, JANUARY))
    assert book.lookup("medicare", "E0601", JANUARY) is None
    assert book.lookup("private", "E0601", JANUARY) is None
    assert book.lookup("masshealth", "E0602", JANUARY) is None


def test_class_and_family_come_from_the_latest_row_that_has_them() -> None:
    book = _book(
        _own(1, JANUARY, payment_class=PaymentClass.CAPPED, family=Family.OXYGEN),
        _own(2, JULY, modifiers="NU", payment_class=PaymentClass.INEXPENSIVE),
        _own(3, JULY, modifiers="UE"),
    )
    found = book.lookup("masshealth", "E0601", JULY)
    assert found is not None
    assert (found.payment_class, found.family) == ("inexpensive", "oxygen")
    assert found.origins["NU"].from_on == JULY
    assert found.origins["NU"].edition_id == 99


def _cms(choice: AreaChoice, *own: tuple[int, OwnFee]) -> RateBook:
    """DMEPOS of 2025 (1) and 2026 (2), former CBA fees (3), and both ZIP files (4, 5)."""
    book = RateBook(
        editions=(
            Edition(1, EditionKind.CMS_DMEPOS, JANUARY, choice),
            Edition(2, EditionKind.CMS_DMEPOS, NEXT_YEAR, choice),
            Edition(3, EditionKind.CMS_FORMER_CBA, JANUARY, None),
            Edition(4, EditionKind.CMS_RURAL_ZIP, JANUARY, None),
            Edition(5, EditionKind.CMS_FORMER_CBA_ZIP, JANUARY, None),
        ),
        zips={4: {RURAL_ZIP: ""}, 5: {BOSTON: "Boston, MA", "01103": "Springfield, MA"}},
    )
    book.add_cms(
        [
            _published(1, 4955),
            _published(1, 8604, PricingArea.RURAL),
            _published(1, 982, modifiers="NU"),
            _published(2, 0, modifiers="NU"),
            _published(3, 5213, PricingArea.FORMER_CBA, "Boston, MA"),
            _published(3, None, PricingArea.FORMER_CBA, "Springfield, MA"),
            _published(3, 919, PricingArea.FORMER_CBA, "Boston, MA", modifiers="KG NU"),
        ]
    )
    book.add_own(own)
    return book


@pytest.mark.parametrize(
    ("choice", "zip_code", "fee"),
    [
        (AreaChoice.NON_RURAL, RURAL_ZIP, 4955),
        (AreaChoice.NON_RURAL, BOSTON, 4955),
        (AreaChoice.RURAL, None, 8604),
        (AreaChoice.RURAL, BOSTON, 8604),
        (AreaChoice.BY_ZIP, RURAL_ZIP, 8604),
        (AreaChoice.BY_ZIP, BOSTON, 5213),
        (AreaChoice.BY_ZIP, "01103", 4955),
        (AreaChoice.BY_ZIP, OTHER, 4955),
        (AreaChoice.BY_ZIP, None, 4955),
        (AreaChoice.BY_ZIP, "no ZIP", 4955),
    ],
)
def test_the_area_chooses_the_price(choice: AreaChoice, zip_code: str | None, fee: int) -> None:
    assert _fee(_cms(choice), JULY, "medicare", zip_code) == fee


@pytest.mark.parametrize("choice", [AreaChoice.RURAL, AreaChoice.BY_ZIP])
def test_without_a_rural_fee_the_other_counts(choice: AreaChoice) -> None:
    found = _cms(choice).lookup("medicare", "E0601", JULY, RURAL_ZIP)
    assert found is not None
    assert found.rows["NU"] == 982


def test_a_set_of_modifiers_that_only_a_bidding_area_has_is_there_alone() -> None:
    book = _cms(AreaChoice.BY_ZIP)
    boston, other = (book.lookup("medicare", "E0601", JULY, code) for code in (BOSTON, OTHER))
    assert boston is not None
    assert other is not None
    assert boston.rows == {"RR": 5213, "NU": 982, "KG NU": 919}
    assert boston.origins["RR"].place == (PricingArea.FORMER_CBA, "Boston, MA")
    assert other.rows == {"RR": 4955, "NU": 982}


def test_no_row_of_an_earlier_file_is_in_force() -> None:
    book = _cms(AreaChoice.NON_RURAL)
    last, first = (book.lookup("medicare", "E0601", on) for on in (NEXT_YEAR - DAY, NEXT_YEAR))
    assert last is not None
    assert first is not None
    assert last.rows == {"RR": 4955, "NU": 982}
    assert first.rows == {"NU": 0}
    assert book.lookup("medicare", "E0601", JANUARY - DAY) is None


@pytest.mark.parametrize(
    ("own", "on", "fee"),
    [
        # Our own row that begins later, or on the same day, counts.
        (_own(1, JULY, regime=FeeRegime.MEDICARE), JULY - DAY, 4955),
        (_own(1, JULY, regime=FeeRegime.MEDICARE), JULY, 1),
        (_own(1, JANUARY, regime=FeeRegime.MEDICARE), JANUARY, 1),
        # It goes on where the next file does not have its row.
        (_own(1, JULY, regime=FeeRegime.MEDICARE), NEXT_YEAR, 1),
        # Once it has ended, the older row of CMS stays ended.
        (_own(1, JANUARY, JULY, regime=FeeRegime.MEDICARE), JULY, "no row"),
        # A row of CMS ends an older one of ours, also after CMS's own end.
        (_own(1, JANUARY - DAY, regime=FeeRegime.MEDICARE), JANUARY - DAY, 1),
        (_own(1, JANUARY - DAY, regime=FeeRegime.MEDICARE), JANUARY, 4955),
        (_own(1, JANUARY - DAY, regime=FeeRegime.MEDICARE), NEXT_YEAR, "no row"),
        # MassHealth's rows are not Medicare's.
        (_own(1, JULY), JULY, 4955),
    ],
)
def test_our_rows_and_those_of_cms_share_one_line_of_time(
    own: tuple[int, OwnFee], on: date, fee: object
) -> None:
    assert _fee(_cms(AreaChoice.NON_RURAL, own), on, "medicare") == fee


def test_our_own_row_wins_in_every_area() -> None:
    book = _cms(AreaChoice.BY_ZIP, _own(1, JANUARY, regime=FeeRegime.MEDICARE))
    assert [_fee(book, JULY, "medicare", code) for code in (BOSTON, RURAL_ZIP, OTHER)] == [1, 1, 1]


def test_the_next_fee_schedule_ends_our_row_in_a_bidding_area_too() -> None:
    own = _own(1, JULY, regime=FeeRegime.MEDICARE)
    book = _cms(AreaChoice.BY_ZIP, own)
    book.add_cms([_published(2, 5089)])
    assert [_fee(book, NEXT_YEAR - DAY, "medicare", code) for code in (BOSTON, OTHER)] == [1, 1]
    assert [_fee(book, NEXT_YEAR, "medicare", code) for code in (BOSTON, OTHER)] == [5213, 5089]


def test_a_long_stream_of_questions_gets_the_same_answers() -> None:
    book = _cms(AreaChoice.BY_ZIP)
    first = book.lookup("medicare", "E0601", JULY, BOSTON)
    for number in range(50_001):
        book.lookup("masshealth", f"X{number}", JULY)
    again = book.lookup("medicare", "E0601", JULY, BOSTON)
    assert again == first
    assert again is not first


def test_a_correction_of_the_same_day_replaces_the_whole_file() -> None:
    book = RateBook(
        editions=(
            Edition(1, EditionKind.CMS_DMEPOS, JANUARY, AreaChoice.NON_RURAL),
            Edition(2, EditionKind.CMS_DMEPOS, JANUARY, AreaChoice.NON_RURAL),
        )
    )
    book.add_cms([_published(1, 100), _published(1, 200, modifiers="NU"), _published(2, 300)])
    found = book.lookup("medicare", "E0601", JULY)
    assert found is not None
    assert found.rows == {"RR": 300}


def test_a_mail_order_fee_holds_everywhere() -> None:
    book = RateBook(editions=(Edition(1, EditionKind.CMS_MAIL_ORDER, JANUARY, None),))
    book.add_cms([_published(1, 1039, PricingArea.ANY, modifiers="KL NU")])
    found = book.lookup("medicare", "E0601", JULY, BOSTON)
    assert found is not None
    assert found.rows == {"KL NU": 1039}


def test_the_engine_asks_without_a_member() -> None:
    found = _cms(AreaChoice.BY_ZIP).fees("medicare", "E0601", JULY)
    assert found is not None
    assert (found.rows["RR"], found.payment_class, found.family) == (4955, "capped", None)


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    book = _cms(AreaChoice.BY_ZIP)
    first = book.lookup("medicare", "E0601", JULY, BOSTON)
    book.lookup("medicare", "E0601", NEXT_YEAR, BOSTON)
    assert book.lookup("medicare", "E0601", JULY, BOSTON) is first
