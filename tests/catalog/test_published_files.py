"""The seven fee and ZIP files of CMS as published, where their folder is at hand.

DMEDESK_TEST_DATA names a folder with ``cms_dmepos/``: the files of January 2025 and January 2026
byte for byte, and cuts of them made by other means (``dmepos_MA_seed_codes.csv``,
``former_CBA_MA_2025Q1.csv``, ``MA_zip_pricing_area_2025Q1_2026Q1.csv``) to compare with.
"""

import csv
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.catalog.queries.book import rate_book
from dmedesk.catalog.queries.editions import list_editions
from dmedesk.catalog.rules.editions import RURAL, place_of
from dmedesk.catalog.rules.layouts import cms
from dmedesk.catalog.rules.layouts.reading import Published
from dmedesk.catalog.rules.rate_book import RateBook
from dmedesk.catalog.rules.words import EditionKind, PricingArea
from dmedesk.kit.grid import read_grid
from dmedesk.rates.money import format_dollars
from dmedesk.rates.question import Fee, rows_key
from dmedesk.store.unit_of_work import reading
from tests.catalog.rate_files import take

FOLDER = Path(os.environ.get("DMEDESK_TEST_DATA", "")) / "cms_dmepos"
pytestmark = pytest.mark.skipif(
    "DMEDESK_TEST_DATA" not in os.environ, reason="DMEDESK_TEST_DATA names no folder"
)

JANUARY, NEXT_YEAR = date(2025, 1, 1), date(2026, 1, 1)
DMEPOS_2025 = "DMEPOS_2025Q1_full_as_published.csv"
DMEPOS_2026 = "DMEPOS_2026Q1_full_resaved.csv"
PEN = "DMEPEN_2025Q1_as_published.csv"
FORMER_CBA = "FormerCBA_fees_2025Q1_as_published.csv"
CBA_ZIPS = "FormerCBA_zips_2025Q1_as_published.csv"
MAIL_ORDER = "FormerCBA_national_mail_order_2025Q1_as_published.csv"
RURAL_ZIPS = "DMERuralZIP_2025Q1_as_published.csv"


def _read(name: str) -> Published:
    content = (FOLDER / name).read_bytes()
    lines = read_grid(content, file_name=name, encodings=cms.ENCODINGS)
    return cms.read(lines, file_name=name, state="MA")


def _cut(name: str) -> list[dict[str, str]]:
    """The rows of one of the cuts."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _money(fee: Fee) -> str:
    return "" if fee is None or isinstance(fee, str) else format_dollars(fee)


@pytest.mark.parametrize(
    ("name", "kind", "dated_on", "rows"),
    [
        (DMEPOS_2025, EditionKind.CMS_DMEPOS, JANUARY, 3487),
        (DMEPOS_2026, EditionKind.CMS_DMEPOS, None, 3515),
        (PEN, EditionKind.CMS_PEN, JANUARY, 50),
        (FORMER_CBA, EditionKind.CMS_FORMER_CBA, JANUARY, 614),
        (MAIL_ORDER, EditionKind.CMS_MAIL_ORDER, JANUARY, 8),
        (CBA_ZIPS, EditionKind.CMS_FORMER_CBA_ZIP, JANUARY, 16119),
        (RURAL_ZIPS, EditionKind.CMS_RURAL_ZIP, JANUARY, 15913),
    ],
)
def test_every_file_is_read_whole(
    name: str, kind: EditionKind, dated_on: date | None, rows: int
) -> None:
    published = _read(name)
    assert (published.kind, published.dated_on, published.row_count) == (kind, dated_on, rows)


def test_all_codes_are_there() -> None:
    assert len({row.hcpcs for row in _read(DMEPOS_2025).fees}) == 2084
    assert len({row.hcpcs for row in _read(DMEPOS_2026).fees}) == 2106
    areas = {row.cba_name for row in _read(FORMER_CBA).fees}
    assert len(areas) == 130
    assert {row.cba_name for row in _read(CBA_ZIPS).zips} == areas


# Read off the raw files by eye: the Massachusetts (NR) and (R) columns.
BY_EYE = [
    (DMEPOS_2025, "E0601", "RR", "49.55", "86.04"),
    (DMEPOS_2025, "E1390", "RR", "96.91", "173.32"),
    (DMEPOS_2025, "K0823", "RR", "319.60", "547.16"),
    (DMEPOS_2025, "E0260", "RR", "70.89", "125.35"),
    (DMEPOS_2025, "A7000", "KE NU", "0.00", "11.32"),
    (DMEPOS_2026, "E0601", "RR", "50.89", "87.95"),
    (DMEPOS_2026, "E0260", "RR", "72.80", "128.14"),
    (DMEPOS_2026, "E0143", "NU", "55.55", "106.25"),
    (DMEPOS_2026, "K0739", "", "33.57", None),
    (DMEPOS_2026, "A7000", "KE NU", "0.00", "11.58"),
    (PEN, "B4034", "", "3.83", "6.03"),
    (PEN, "B4035", "", "6.12", "11.13"),
    (PEN, "B4150", "", "0.46", "0.70"),
    (PEN, "B9002", "RR", "74.69", "118.83"),
    (PEN, "E0776", "KE NU", "0.00", "109.84"),
]


@pytest.mark.parametrize(("name", "hcpcs", "modifiers", "non_rural", "rural"), BY_EYE)
def test_prices_read_off_the_file_by_eye(
    name: str, hcpcs: str, modifiers: str, non_rural: str, rural: str | None
) -> None:
    found = {
        row.area: _money(row.fee)
        for row in _read(name).fees
        if (row.hcpcs, row.modifiers) == (hcpcs, modifiers)
    }
    assert found.get(PricingArea.NON_RURAL) == non_rural
    assert found.get(PricingArea.RURAL) == rural


@pytest.mark.parametrize(("release", "name"), [("2025Q1", DMEPOS_2025), ("2026Q1", DMEPOS_2026)])
@pytest.mark.parametrize("cut", ["dmepos_MA_seed_codes.csv", "dmepos_MA_three_releases.csv"])
def test_massachusetts_agrees_with_the_cuts_made_by_other_means(
    release: str, name: str, cut: str
) -> None:
    found = {(row.hcpcs, row.modifiers, row.area): _money(row.fee) for row in _read(name).fees}
    rows = [row for row in _cut(cut) if row["release"] == release]
    assert rows
    for row in rows:
        key = row["HCPCS"], rows_key([mod for mod in (row["Mod"], row["Mod2"]) if mod])
        assert found[*key, PricingArea.NON_RURAL] == row["MA_NR"]
        rural = row["MA_R"] if row["MA_R"] != "0.00" else None
        assert found.get((*key, PricingArea.RURAL)) == rural


def test_former_bidding_areas_agree_with_the_cut_made_by_other_means() -> None:
    found = {
        (row.hcpcs, row.modifiers, row.cba_name): _money(row.fee) for row in _read(FORMER_CBA).fees
    }
    rows = _cut("former_CBA_MA_2025Q1.csv")
    assert len(rows) == 614
    for row in rows:
        mods = [row[name] for name in ("Mod", "Mod2", "Mod3") if row[name]]
        for area in ("Boston, MA", "Bristol County, MA", "Springfield, MA", "Worcester, MA"):
            amount = row[area].strip().replace(",", "")
            key = row["HCPCS"], rows_key(mods), area
            assert found[key] == ("" if amount == "." else amount)


# Read off the raw files by eye; L1851 has a dot in Worcester, so the non-rural fee counts there.
BY_ZIP: dict[str | None, dict[str, int]] = {
    "02139": {"E0601 RR": 5213, "E1390 RR": 9743, "L1851": 72535, "E0776 BA KG NU": 6779},
    "01103": {"E0601 RR": 4934, "E1390 RR": 9911, "L1851": 93149, "E0776 BA KG NU": 6245},
    "01608": {"E0601 RR": 4997, "E1390 RR": 9685, "E0776 BA KG NU": 6461, "B4034": 389},
    "01223": {"E0601 RR": 8604, "E1390 RR": 17332, "B4034": 603},
    None: {"E0601 RR": 4955, "E1390 RR": 9691, "B4034": 383, "A4253 KL NU": 1039},
}


def test_the_price_follows_real_zips_in_a_shops_database(shop_engine: Engine) -> None:
    for name in (DMEPOS_2025, PEN, FORMER_CBA, MAIL_ORDER, CBA_ZIPS, RURAL_ZIPS):
        assert take(shop_engine, FOLDER / name, area="by-zip").is_taken
    take(shop_engine, FOLDER / DMEPOS_2026, area="by-zip", from_on=NEXT_YEAR)
    areas = _cut("MA_zip_pricing_area_2025Q1_2026Q1.csv")
    codes = {name.partition(" ")[0] for prices in BY_ZIP.values() for name in prices}
    with reading(shop_engine) as session:
        assert len(list_editions(session).editions) == 7
        zips = [row["zip"] for row in areas]
        book = rate_book(session, hcpcs=codes, from_on=JANUARY, zips=zips)
    _lies_where_the_cut_says(book, [row for row in areas if row["year_qtr"] == "202501"])
    _has_the_prices_read_by_eye(book)


def _lies_where_the_cut_says(book: RateBook, rows: Sequence[Mapping[str, str]]) -> None:
    current = {one.kind: one for one in book.editions if one.from_on == JANUARY}
    assert len(rows) == 589
    for row in rows:
        place = (PricingArea.FORMER_CBA, row["former_cba"])
        expected = RURAL if row["area_type"] == "RURAL" else place
        assert place_of(row["zip"], current, book.zips) == expected


def _has_the_prices_read_by_eye(book: RateBook) -> None:
    on = date(2025, 10, 1)
    for zip_code, prices in BY_ZIP.items():
        for name, fee in prices.items():
            hcpcs, _, modifiers = name.partition(" ")
            found = book.lookup("medicare", hcpcs, on, zip_code)
            assert found is not None
            assert found.rows[modifiers] == fee
    worcester, other = (book.lookup("medicare", "L1851", on, code) for code in ("01608", None))
    assert worcester is not None
    assert other is not None
    assert worcester.rows == other.rows
