"""Words of a stranger's sheet, and which of ours they are likely to mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit.grid import Line
from dmedesk.moving.headers import Source
from dmedesk.moving.kinds import FILES
from dmedesk.moving.plan import SheetPlan
from dmedesk.moving.values import open_values, suggest, words_of
from dmedesk.moving.workbooks import Sheet

PRODUCTS = {
    "WCS": "Wheelchair standard",
    "WCH": "Wheelchair heavy duty",
    "BED": "Hospital bed semi electric",
    "OXY": "Oxygen concentrator",
}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("W/C std", "WCS"),
        ("wheelchair, hd", "WCH"),
        ("O2 conc", "OXY"),
        ("Hosp. bed", "BED"),
        ("bed", "BED"),
        ("WCS", "WCS"),
        ("wheelchair", ""),
        ("Hospitl bed semi electric", "BED"),
        ("walker", ""),
        ("", ""),
        ("???", ""),
    ],
)
def test_what_a_word_is_likely_to_mean(cell: str, code: str) -> None:
    assert suggest(cell, PRODUCTS) == code


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    assert suggest("W/C", {}) == ""


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=4), st.text(max_size=12), max_size=4))
def test_a_suggestion_is_one_of_ours(cell: str, options: dict[str, str]) -> None:
    assert suggest(cell, options) in {"", *options}


def test_shortened_words_are_read_in_full() -> None:
    assert words_of("W/C std") == {"wheelchair", "standard"}


def _sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet("f", "f", "", tuple(Line(n, cells) for n, cells in enumerate(rows, 1)))


def test_only_what_is_not_understood_is_asked_about() -> None:
    sheet = _sheet(
        ("sn", "item", "state"),
        ("1", "BED", "in stock"),
        ("2", "W/C std", "limbo"),
        ("3", "w/c  STD", "READY"),
        ("4", "known", "ready"),
    )
    plan = SheetPlan(
        "assets",
        0,
        {"serial": Source(0), "product_no": Source(1), "state": Source(2)},
        {"product_no": {"known": "BED"}},
    )
    found = open_values(sheet, plan, FILES["assets"], known={"products": PRODUCTS})
    assert [(one.column, one.theirs, one.count, one.suggested) for one in found] == [
        ("product_no", "W/C std", 2, "WCS"),
        ("state", "limbo", 1, ""),
    ]
    assert found[0].refers_to == "products"
    assert "ready" in found[1].options
    plan.left_out = {3, 4}
    assert open_values(sheet, plan, FILES["assets"], known={"products": PRODUCTS}) == []


def test_what_means_a_product_that_is_gone_is_asked_again() -> None:
    sheet = _sheet(("sn", "item"), ("1", "lifter"), ("2", "none"))
    plan = SheetPlan("assets", 0, {"serial": Source(0), "product_no": Source(1)})
    plan.meanings = {"product_no": {"lifter": "LIFT", "none": ""}}
    known = {"products": {**PRODUCTS, "LIFT": "Patient lift"}}
    assert open_values(sheet, plan, FILES["assets"], known=known) == []
    (found,) = open_values(sheet, plan, FILES["assets"], known={"products": PRODUCTS})
    assert (found.theirs, found.suggested) == ("lifter", "")


def test_a_shop_without_products_still_asks_what_they_are() -> None:
    sheet = _sheet(("sn", "item"), ("1", "W/C std"))
    plan = SheetPlan("assets", 0, {"serial": Source(0), "product_no": Source(1)})
    (found,) = open_values(sheet, plan, FILES["assets"], known={})
    assert (found.suggested, dict(found.options)) == ("", {})
