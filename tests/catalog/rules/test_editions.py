"""Which editions are in force, and where a ZIP lies (``billing.md``: files)."""

from datetime import date

import pytest

from dmedesk.catalog.rules.editions import (
    ELSEWHERE,
    RURAL,
    Edition,
    Place,
    in_force,
    in_force_between,
    place_of,
    standing,
    zip_key,
)
from dmedesk.catalog.rules.words import EditionKind, PricingArea

JANUARY, APRIL, NEXT_YEAR = date(2025, 1, 1), date(2025, 4, 1), date(2026, 1, 1)

DMEPOS = EditionKind.CMS_DMEPOS
EDITIONS = [
    Edition(1, DMEPOS, NEXT_YEAR, None),
    Edition(2, DMEPOS, JANUARY, None),
    Edition(3, EditionKind.CMS_PEN, JANUARY, None),
    Edition(4, DMEPOS, JANUARY, None),
]


@pytest.mark.parametrize(
    ("on", "ids"),
    [
        (date(2024, 12, 31), {}),
        (JANUARY, {DMEPOS: 4, EditionKind.CMS_PEN: 3}),
        (date(2025, 12, 31), {DMEPOS: 4, EditionKind.CMS_PEN: 3}),
        (NEXT_YEAR, {DMEPOS: 1, EditionKind.CMS_PEN: 3}),
    ],
)
def test_an_edition_is_in_force_until_the_next_of_its_kind(
    on: date, ids: dict[EditionKind, int]
) -> None:
    assert {kind: one.id for kind, one in in_force(EDITIONS, on).items()} == ids


def test_of_one_kind_and_day_the_last_import_stands() -> None:
    assert [one.id for one in standing(EDITIONS)] == [3, 4, 1]


@pytest.mark.parametrize(
    ("from_on", "until_on", "ids"),
    [
        (None, None, {1, 3, 4}),
        (None, NEXT_YEAR, {3, 4}),
        (date(2025, 10, 1), date(2025, 11, 1), {3, 4}),
        (date(2025, 12, 1), date(2026, 1, 2), {1, 3, 4}),
        (NEXT_YEAR, None, {1, 3}),
        (None, JANUARY, set()),
    ],
)
def test_editions_in_force_on_any_day_of_a_range(
    from_on: date | None, until_on: date | None, ids: set[int]
) -> None:
    assert in_force_between(EDITIONS, from_on, until_on) == ids


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("02139", "02139"),
        (" 02139-4307 ", "02139"),
        ("021394307", "02139"),
        ("2139", "02139"),
        ("501", "00501"),
        ("", None),
        (None, None),
        ("Boston", None),
        ("02139-43", None),
    ],
)
def test_a_zip_is_looked_up_by_five_digits(text: str | None, key: str | None) -> None:
    assert zip_key(text) == key


BOSTON = (PricingArea.FORMER_CBA, "Boston, MA")


@pytest.mark.parametrize(
    ("zip_code", "on", "place"),
    [
        ("01223", JANUARY, RURAL),
        ("01223-0001", JANUARY, RURAL),
        ("02139", JANUARY, BOSTON),
        ("02000", JANUARY, RURAL),
        ("99999", JANUARY, ELSEWHERE),
        (None, JANUARY, ELSEWHERE),
        ("01223", date(2024, 12, 31), ELSEWHERE),
        ("02139", date(2024, 12, 31), ELSEWHERE),
        ("01223", APRIL, ELSEWHERE),
    ],
)
def test_a_zip_lies_where_the_files_of_the_day_say(
    zip_code: str | None, on: date, place: Place
) -> None:
    editions = [
        Edition(1, EditionKind.CMS_RURAL_ZIP, JANUARY, None),
        Edition(2, EditionKind.CMS_FORMER_CBA_ZIP, JANUARY, None),
        Edition(3, EditionKind.CMS_RURAL_ZIP, APRIL, None),
    ]
    zips = {
        1: {"01223": "", "02000": ""},
        2: {"02139": "Boston, MA", "02000": "Boston, MA"},
        3: {"09999": ""},
    }
    assert place_of(zip_code, in_force(editions, on), zips) == place
