"""One search over every kind: by parts of names and numbers, best first, on both databases."""

import pytest
from sqlalchemy import Engine

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.desk.feeds import feeds
from dmedesk.members.tables import Member
from dmedesk.store.search import MOST, entries_of, find, find_whole, said
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop
from tests.store.searching import found, index


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    made = MonthShop(shop_engine).found()
    made.add(
        Member(
            member_no="M77",
            last_name="Núñez-O'Brien",
            first_name="José",
            phone="(508) 555-0134",
            masshealth_id="100012345678",
        ),
        Member(member_no="M78", last_name="Silva", first_name="Rita"),
    )
    made.rent("R1", serial="SN-0012345")
    made.rent("R2", member_no="M2", hcpcs="E1390", serial="SN-0023450")
    made.post("2026-10")
    index(shop_engine)
    return made


@pytest.mark.parametrize(
    "asked",
    [
        *("nunez", "NÚÑ", "obrien jose", "nunez-o'b", "brien", "rien jos", "M77"),
        *("5085550134", "508-555", "0134", "100012345678", "5678"),
    ],
)
def test_a_member_by_part_of_name_phone_or_number(shop: MonthShop, asked: str) -> None:
    assert "Núñez-O'Brien, José" in found(shop.engine, asked)["Members"]


def test_a_unit_by_the_last_four_of_its_serial_before_those_that_have_them_inside(
    shop: MonthShop,
) -> None:
    assert found(shop.engine, "2345")["Units"] == ["SN-0012345", "SN-0023450"]
    assert found(shop.engine, "sn00123")["Units"] == ["SN-0012345"]


def test_many_that_begin_so_do_not_hide_the_one_that_ends_so(shop: MonthShop) -> None:
    for number in (3, *range(30, 30 + MOST + 1)):
        shop.unit(f"SN-{number:05}", "E0260")
    index(shop.engine)
    assert found(shop.engine, "0003")["Units"][0] == "SN-00003"


def test_sections_and_their_order(shop: MonthShop) -> None:
    assert list(found(shop.engine, "rivera")) == ["Members", "Rentals", "Invoices"]
    assert list(found(shop.engine, "hospital")) == ["Products", "Units", "Rentals", "HCPCS codes"]


def test_a_whole_number_brings_its_section_first(shop: MonthShop) -> None:
    sections = found(shop.engine, "e0260")
    assert list(sections)[:2] == ["HCPCS codes", "Products"]
    assert next(iter(found(shop.engine, "r1"))) == "Rentals"


def test_a_name_that_begins_so_comes_before_one_that_only_holds_it(shop: MonthShop) -> None:
    shop.add(
        Member(member_no="M80", last_name="Atkins", first_name="Sil"),
        Member(member_no="M81", last_name="Basil", first_name="Tom"),
    )
    index(shop.engine)
    assert found(shop.engine, "sil")["Members"] == ["Atkins, Sil", "Silva, Rita", "Basil, Tom"]


def test_a_credit_finds_the_invoice_that_it_took_back(shop: MonthShop) -> None:
    ((credit_no, invoice_no), *_) = shop.undo("2026-10")
    index(shop.engine)
    assert found(shop.engine, credit_no)["Invoices"] == [invoice_no]


def test_so_many_of_a_kind_at_most(shop: MonthShop) -> None:
    many = [Member(member_no=f"X{n}", last_name="Moreau", first_name=f"N{n}") for n in range(30)]
    shop.add(*many)
    index(shop.engine)
    assert len(found(shop.engine, "more")["Members"]) == MOST


@pytest.mark.parametrize("asked", ["", "  ", "-", "zzzz", "'\"*:&|!()", "\u0000"])
def test_nothing_asked_or_nothing_there_finds_nothing(shop: MonthShop, asked: str) -> None:
    assert found(shop.engine, asked) == {}


def test_whole_numbers_together_find_one_record(shop: MonthShop) -> None:
    shop.change(Product, Product.hcpcs == "E0260", udi_di="00844588003288")
    index(shop.engine)
    with reading(shop.engine) as session:
        (hit,) = find_whole(session, feeds(), ["00844588003288", "sn 0012345"])
        assert (hit.kind, hit.title) == ("asset", "SN-0012345")
        assert find_whole(session, feeds(), ["00844588003289", "sn 0012345"]) == []
        assert find_whole(session, feeds(), ["001234"]) == []
        assert find_whole(session, feeds(), ["", "sn0012345"]) == []
        assert find_whole(session, feeds(), []) == []


def test_what_is_shown_of_records_that_are_known(shop: MonthShop) -> None:
    unit = shop.rows(Asset)[0]
    with reading(shop.engine) as session:
        hits = entries_of(session, feeds(), [("rental", 1), ("asset", unit.id), ("asset", 999)])
        assert [hit.kind for hit in hits] == ["rental", "asset"]
        assert "Hospital bed" in hits[1].line
        assert entries_of(session, feeds(), [("ghost", 1)]) == []
        assert find(session, (), "rivera") == []


def test_a_line_leaves_out_what_is_empty() -> None:
    assert said("M1", None, "", "Salem") == "M1 · Salem"
