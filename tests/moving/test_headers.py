"""Headers as people write them are matched with our columns; the user has the last word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.moving import synonyms
from dmedesk.moving.headers import (
    Part,
    Source,
    guess_kind,
    header_line,
    likeness,
    match,
    part_of,
    plain,
)
from dmedesk.moving.kinds import FILES

KINDS = {name: FILES[name] for name in synonyms.KINDS}


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Serial #", "serial no"),
        ("SERIAL_NO.", "serial no"),
        ("serial number", "serial no"),
        ("firstName", "first name"),
        ("Pt. Ph", "member phone"),
        ("  D.O.B. ", "d o b"),
    ],
)
def test_a_header_is_compared_without_its_dress(header: str, said: str) -> None:
    assert plain(header) == said


@pytest.mark.parametrize(
    ("kind", "header", "column"),
    [
        ("members", "DOB", "birth_date"),
        ("members", "Medicaid #", "masshealth_id"),
        ("members", "LastName", "last_name"),
        ("assets", "Serial Nbr", "serial"),
        ("assets", "new/used", "condition"),
        ("rentals", "Delivered", "started_on"),
        ("products", "HCPC", "hcpcs"),
        ("practitioners", "NPI number", "npi"),
        ("payers", "Payor", "payer_code"),
    ],
)
def test_synonyms(kind: str, header: str, column: str) -> None:
    assert match(["what", header], FILES[kind].columns) == {column: Source(1)}


def test_one_header_serves_one_column_the_best_first() -> None:
    found = match(["Phone", "Cell phone", "Address", "Address2"], FILES["members"].columns)
    assert found["phone"] == Source(0)
    assert found["phone2"] == Source(1)
    assert (found["address1"], found["address2"]) == (Source(2), Source(3))


def test_a_whole_name_is_parted_where_there_is_no_other() -> None:
    found = match(["Patient Name", "MRN"], FILES["members"].columns)
    assert (found["last_name"], found["first_name"]) == (
        Source(0, Part.LAST),
        Source(0, Part.FIRST),
    )
    assert "last_name" in match(["Last", "Name"], FILES["members"].columns)


@pytest.mark.parametrize(
    ("cell", "last", "first"),
    [
        ("Alda, Rose", "Alda", "Rose"),
        ("Rose Alda", "Alda", "Rose"),
        ("Rose Ann Alda", "Alda", "Rose Ann"),
        ("Alda", "Alda", ""),
    ],
)
def test_the_parts_of_a_name(cell: str, last: str, first: str) -> None:
    assert (part_of(cell, Part.LAST), part_of(cell, Part.FIRST)) == (last, first)
    assert part_of(cell, Part.WHOLE) == cell


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_files_are_known(kind: str) -> None:
    headers = [column.name for column in FILES[kind].columns]
    assert guess_kind(headers, title="Sheet1", kinds=KINDS) is not None
    assert guess_kind(headers, title=kind, kinds=KINDS) == kind
    assert match(headers, FILES[kind].columns) == {
        name: Source(place) for place, name in enumerate(headers)
    }


def test_a_sheet_of_something_else_is_nothing() -> None:
    assert guess_kind(["Mileage", "Van"], title="Trips", kinds=KINDS) is None
    assert guess_kind([], title="", kinds=KINDS) is None


def test_the_header_may_stand_below_a_title() -> None:
    rows = [("Our patients",), (), ("MRN", "Last name", "First name"), ("1", "Alda", "Rose")]
    assert header_line(rows, kinds=KINDS) == 2
    assert header_line([("",), ("x",)], kinds=KINDS) == 1
    assert header_line([], kinds=KINDS) == 0


HEADERS = st.lists(st.text(max_size=12), max_size=8)


@given(HEADERS, st.sampled_from(sorted(KINDS)))
def test_any_headers_are_matched_one_to_one_or_not_at_all(headers: list[str], kind: str) -> None:
    found = match(headers, FILES[kind].columns)
    whole = [source.place for source in found.values() if source.part is Part.WHOLE]
    assert len(whole) == len(set(whole))
    assert all(0 <= source.place < len(headers) for source in found.values())
    assert found.keys() <= {column.name for column in FILES[kind].columns}


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_a_share(header: str, column: str) -> None:
    assert 0 <= likeness(plain(header), column) <= 1


def test_a_sheet_with_serials_holds_units_though_it_tells_of_products_too() -> None:
    headers = ["Serial No", "Item", "HCPCS", "Description", "Purchased", "Cost"]
    assert guess_kind(headers, title="gear", kinds=KINDS) == "assets"
    assert guess_kind(headers[1:4], title="gear", kinds=KINDS) == "products"
