"""The rate book as it is loaded: few statements, only what is asked for, the right price."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from dmedesk.catalog.queries.book import rate_book
from dmedesk.store.unit_of_work import reading
from tests.catalog import excerpts
from tests.catalog.excerpts import write
from tests.catalog.rate_files import take

JANUARY, JULY, NEXT_YEAR = date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)
OWN = "hcpcs,modifiers,fee,from_on,until_on,regime\n"


@contextmanager
def _statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def book_engine(shop_engine: Engine, tmp_path: Path) -> Engine:
    """A shop with every file of CMS of January 2025, priced by ZIP, and DMEPOS of 2026."""
    files = {
        "dmepos.csv": excerpts.dmepos(),
        "pen.csv": excerpts.pen(),
        "former_cba.csv": excerpts.former_cba(),
        "mail_order.csv": excerpts.mail_order(),
        "cba_zips.csv": excerpts.cba_zips(),
        "rural_zips.csv": excerpts.rural_zips(),
    }
    for name, text in files.items():
        take(shop_engine, write(tmp_path, name, text), area="by-zip")
    resaved = excerpts.dmepos(excerpts.DMEPOS_2026_RESAVED, title="")
    take(shop_engine, write(tmp_path, "2026.csv", resaved), area="by-zip", from_on=NEXT_YEAR)
    return shop_engine


@pytest.mark.parametrize(
    ("zip_code", "hcpcs", "modifiers", "on", "fee"),
    [
        ("02139", "E0601", "RR", JULY, 5213),
        ("01103-1234", "E0601", "RR", JULY, 4934),
        ("01223", "E0601", "RR", JULY, 8604),
        ("02110", "E0601", "RR", JULY, 4955),
        (None, "E0601", "RR", JULY, 4955),
        # No fee there in that area: the other one counts; 0.00 elsewhere is an amount.
        ("02139", "E1390", "RR", JULY, 9691),
        ("02139", "A7000", "KG NU", JULY, 919),
        ("02139", "A7000", "KE NU", JULY, 0),
        ("01223", "A7000", "KE NU", JULY, 1132),
        ("01223", "B4034", "", JULY, 603),
        ("02139", "A4253", "KL NU", JULY, 1039),
        # The former CBA fees of 2025 stay in force until CMS's next file of that kind.
        ("02139", "E0601", "RR", NEXT_YEAR, 5213),
        ("01223", "E0601", "RR", NEXT_YEAR, 8795),
        ("02110", "E0601", "RR", NEXT_YEAR, 5089),
    ],
)
def test_the_price_follows_the_members_zip_on_the_day(
    book_engine: Engine, zip_code: str | None, hcpcs: str, modifiers: str, on: date, fee: int
) -> None:
    with reading(book_engine) as session:
        book = rate_book(session, hcpcs={hcpcs}, from_on=JULY, zips=[zip_code])
    found = book.lookup("medicare", hcpcs, on, zip_code)
    assert found is not None
    assert found.rows[modifiers] == fee


def test_it_takes_four_statements_however_much_is_asked_for(book_engine: Engine) -> None:
    for codes, zips in (({"E0601"}, ["02139"]), (None, ["02139", "01223", "01103", None])):
        with reading(book_engine) as session, _statements() as seen:
            rate_book(session, hcpcs=codes, from_on=JULY, until_on=date(2025, 8, 1), zips=zips)
        assert len(seen) == 4


def test_only_the_codes_and_days_asked_for_are_there(book_engine: Engine) -> None:
    with reading(book_engine) as session:
        book = rate_book(session, hcpcs={"E0601"}, from_on=JULY, until_on=NEXT_YEAR)
    assert book.lookup("medicare", "E1390", JULY) is None
    assert book.lookup("medicare", "E0601", JULY) is not None


def test_an_empty_rate_book_has_no_fees(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert rate_book(session).lookup("medicare", "E0601", JULY) is None
        assert rate_book(session, hcpcs=()).fees("masshealth", "E0601", JULY) is None


@pytest.mark.parametrize(
    ("on", "fee"),
    [(date(2024, 12, 31), 100), (JANUARY, 9691), (JULY, 9691), (NEXT_YEAR, "no row")],
)
def test_a_row_of_cms_that_is_no_longer_in_force_still_ended_ours(
    book_engine: Engine, tmp_path: Path, on: date, fee: object
) -> None:
    text = OWN + "E1390,RR,1.00,2024-01-01,,medicare\n"
    take(book_engine, write(tmp_path, "fees.csv", text))
    with reading(book_engine) as session:
        book = rate_book(session, hcpcs={"E1390"}, from_on=on, until_on=date(2026, 2, 1))
    found = book.lookup("medicare", "E1390", on)
    assert (found.rows.get("RR", "no row") if found else "no row") == fee


def test_our_own_rows_keep_all_that_they_say(book_engine: Engine, tmp_path: Path) -> None:
    text = OWN + "E0601,RR,I.C.,2025-06-01,2025-06-30,masshealth\nE0601,NU,,2025-06-01,,\n"
    take(book_engine, write(tmp_path, "fees.csv", text))
    with reading(book_engine) as session:
        book = rate_book(session, hcpcs={"E0601"}, from_on=JANUARY, until_on=NEXT_YEAR)
    last, after = (
        book.lookup("masshealth", "E0601", on) for on in (date(2025, 6, 30), date(2025, 7, 1))
    )
    assert last is not None
    assert after is not None
    assert dict(last.rows) == {"RR": "I.C.", "NU": None}
    assert dict(after.rows) == {"NU": None}
