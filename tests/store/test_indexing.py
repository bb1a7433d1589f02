"""The index follows the audit trail: after any edits it equals one that is made anew."""

import random
from collections.abc import Callable
from datetime import date
from time import monotonic

import pytest
from sqlalchemy import Engine, delete, func, insert, select, text, update

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.desk.feeds import feeds
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Rental
from dmedesk.store.engine import writing
from dmedesk.store.indexing import catch_up
from dmedesk.store.tables import AuditEntry, SearchFeed
from dmedesk.store.trail import trail
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.flows.month_shop import MonthShop
from tests.store.searching import found, index, index_anew, whole_index

PATIENCE = 60.0
NAMES = ("Rivera", "Núñez", "O'Brien", "Garcia-Lopez", "Silva", "Ałtyn")


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    made = MonthShop(shop_engine).found()
    made.rent("R1")
    made.rent("R2", member_no="M2", hcpcs="E1390")
    return made


def _any_id(work: UnitOfWork, chance: random.Random, table: type[Member | Product | Rental]) -> int:
    ids = work.session.scalars(select(table.id)).all()
    return chance.choice(ids)


def _add_members(work: UnitOfWork, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 5)):
        number = f"N{chance.randrange(10**9)}"
        work.session.add(Member(member_no=number, last_name=chance.choice(NAMES), first_name="Ana"))


def _add_many_unnamed(work: UnitOfWork, chance: random.Random) -> None:
    """Rows whose ids nobody asked for, beside one whose id is known."""
    _add_members(work, chance)
    rows = [
        {"member_no": f"U{chance.randrange(10**9)}", "last_name": "Bulk", "first_name": name}
        for name in NAMES
    ]
    work.session.execute(insert(Member), rows)


def _rename_member(work: UnitOfWork, chance: random.Random) -> None:
    member = work.session.get_one(Member, _any_id(work, chance, Member))
    member.last_name = chance.choice(NAMES) + "a" * chance.randrange(3)


def _rename_all(work: UnitOfWork, chance: random.Random) -> None:
    work.session.execute(update(Member).values(city=chance.choice(("Salem", "Lynn"))))


def _remove_members(work: UnitOfWork, chance: random.Random) -> None:
    kept = select(Rental.member_id)
    free = Member.member_no.like(f"%{chance.randrange(10)}"), Member.member_no.not_like("M%")
    work.session.execute(delete(Member).where(*free, Member.id.not_in(kept)))


def _change_product(work: UnitOfWork, chance: random.Random) -> None:
    product = work.session.get_one(Product, _any_id(work, chance, Product))
    product.description = f"Product {chance.randrange(100)}"
    product.hcpcs = chance.choice(("E0260", "E0163", "E1390", "K0001", "K0823"))


def _move_rental(work: UnitOfWork, chance: random.Random) -> None:
    rental = work.session.get_one(Rental, _any_id(work, chance, Rental))
    rental.member_id = _any_id(work, chance, Member)


def _rent(work: UnitOfWork, chance: random.Random) -> None:
    number = chance.randrange(10**9)
    unit = Asset(
        serial=f"SN-{number}",
        serial_key=f"SN{number}",
        product_id=_any_id(work, chance, Product),
        state=AssetState.READY,
    )
    work.session.add(unit)
    work.session.flush()
    rental = Rental(
        rental_no=f"R{number}",
        member_id=_any_id(work, chance, Member),
        payer_id=work.session.scalars(select(Payer.id)).first(),
        asset_id=unit.id,
        started_on=date(2026, 9, 1),
    )
    work.session.add(rental)


EDITS: tuple[Callable[[UnitOfWork, random.Random], None], ...] = (
    _add_members,
    _add_many_unnamed,
    _rename_member,
    _rename_all,
    _remove_members,
    _change_product,
    _move_rental,
    _rent,
)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_index_equals_one_made_anew(shop: MonthShop, seed: int) -> None:
    chance = random.Random(seed)
    index(shop.engine, at_most=3)
    for _ in range(5):
        for _ in range(chance.randrange(1, 5)):
            with unit_of_work(shop.engine, actor="ana", action="edit") as work:
                for _ in range(chance.randrange(1, 3)):
                    chance.choice(EDITS)(work, chance)
        index(shop.engine, at_most=chance.choice((2, 7, 1000)))
        followed = whole_index(shop.engine)
        index_anew(shop.engine)
        assert followed == whole_index(shop.engine)


def test_posted_and_undone_months_are_followed(shop: MonthShop) -> None:
    index(shop.engine)
    shop.post("2026-10")
    index(shop.engine, at_most=1)
    shop.undo("2026-10")
    index(shop.engine)
    followed = whole_index(shop.engine)
    assert any("credited by" in line for _, _, line in followed[0])
    index_anew(shop.engine)
    assert followed == whole_index(shop.engine)


def test_edits_between_two_pieces_of_the_first_reading_are_not_missed(shop: MonthShop) -> None:
    for name in ("Before", "Between"):
        with unit_of_work(shop.engine, actor="ana", action="index") as work:
            assert catch_up(work, feeds(), at_most=2).is_more
        shop.change(Member, Member.member_no == "M1", last_name=name)
    index(shop.engine, at_most=2)
    assert "Between, M1" in found(shop.engine, "between")["Members"]
    assert found(shop.engine, "before") == {}


def test_indexing_leaves_nothing_in_the_audit(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        before = trail(session, limit=1)
    index(shop.engine)
    with reading(shop.engine) as session:
        assert trail(session, limit=1) == before


def test_nothing_new_is_nothing_to_do(shop: MonthShop) -> None:
    assert index(shop.engine) > 0
    assert index(shop.engine) == 0


def test_one_edit_reads_what_depends_on_it_and_nothing_else(shop: MonthShop) -> None:
    index(shop.engine)
    shop.change(Member, Member.member_no == "M1", phone="508-555-0199")
    assert index(shop.engine) == 2
    assert found(shop.engine, "0199")["Members"] == ["Rivera, M1"]


def test_a_feed_of_another_edition_is_read_anew(shop: MonthShop) -> None:
    index(shop.engine)
    with writing(shop.engine).begin() as connection:
        connection.execute(update(SearchFeed).where(SearchFeed.kind == "member").values(edition=0))
    assert index(shop.engine) == 3


def test_a_kind_that_is_fed_no_more_is_dropped(shop: MonthShop) -> None:
    index(shop.engine)
    assert "Rentals" in found(shop.engine, "rivera")
    fewer = tuple(feed for feed in feeds() if feed.kind != "rental")
    with unit_of_work(shop.engine, actor="ana", action="index") as work:
        catch_up(work, fewer)
    assert "Rentals" not in found(shop.engine, "rivera")
    index(shop.engine)
    assert "Rentals" in found(shop.engine, "rivera")


def test_an_entry_that_ends_after_a_later_one_is_not_missed(shop: MonthShop) -> None:
    """PostgreSQL alone: two desks write at once, and the first to begin is the last to end."""
    if shop.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    index(shop.engine)
    with unit_of_work(shop.engine, actor="ben", action="slow") as slow:
        slow.session.add(Member(member_no="S1", last_name="Slow", first_name="Ben"))
        slow.record()
        shop.add(Member(member_no="Q1", last_name="Quick", first_name="Ana"))
        index(shop.engine)
        index(shop.engine)
        assert found(shop.engine, "quick")["Members"] == ["Quick, Ana"]
        assert found(shop.engine, "slow") == {}
        slow.session.commit()
    index(shop.engine)
    assert found(shop.engine, "slow")["Members"] == ["Slow, Ben"]


def test_an_entry_that_never_comes_is_not_awaited_for_ever(shop: MonthShop) -> None:
    """PostgreSQL alone: a unit that failed took its number with it."""
    if shop.engine.dialect.name != "postgresql":
        pytest.skip("SQLite gives the number again")
    index(shop.engine)
    with pytest.raises(RuntimeError), unit_of_work(shop.engine, actor="b", action="fail") as work:
        work.session.add(Member(member_no="F1", last_name="Failed", first_name="Ben"))
        work.record()
        raise RuntimeError("fails")
    shop.add(Member(member_no="Q1", last_name="Quick", first_name="Ana"))
    with reading(shop.engine) as session:
        newest = session.scalar(select(func.max(AuditEntry.id)))
    # Whoever else works on the server, in any database, may still be awaited.
    until = monotonic() + PATIENCE
    while _mark(shop.engine) != (newest, []) and monotonic() < until:
        index(shop.engine)
    assert _mark(shop.engine) == (newest, [])


def _mark(engine: Engine) -> tuple[int, list[list[int]]]:
    with engine.connect() as connection:
        number, late = connection.execute(text("SELECT entry_id, late FROM search_marks")).one()
        connection.rollback()
    return number, late
