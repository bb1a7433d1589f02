"""An import can be taken back as a whole, as long as nothing later rests on it."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.tables import Asset
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.moving.actions.batches import undo_import
from dmedesk.moving.export import write_export
from dmedesk.moving.queries import exported_files
from dmedesk.moving.queries.batches import BatchListed, past_imports, plan_undo
from dmedesk.rentals.tables import Rental
from dmedesk.store.attachments import Attachments
from dmedesk.store.trail import trail
from dmedesk.store.unit_of_work import reading
from tests.flows.round_trip import contents
from tests.moving.shops import SOUND, take, working

FIRST = {name: SOUND[name] for name in ("payers.csv", "products.csv", "members.csv", "assets.csv")}


def _exported(engine: Engine, folder: Path) -> dict[str, bytes]:
    with reading(engine) as session:
        write_export(exported_files(session), folder=folder)
    return contents(folder)


def _newest(engine: Engine) -> BatchListed:
    with reading(engine) as session:
        return past_imports(session)[0]


def _undo(engine: Engine, batch_id: int) -> None:
    with working(engine, "undo_import") as work:
        undo_import(work, batch_id=batch_id)


def _reasons(engine: Engine, batch_id: int) -> list[str]:
    with reading(engine) as session:
        found = plan_undo(session, batch_id=batch_id).reasons
    with pytest.raises(Refused) as refused, working(engine, "undo_import") as work:
        undo_import(work, batch_id=batch_id)
    assert refused.value.findings == found
    return [one.code for one in found]


def test_an_import_and_its_undo_leave_the_shop_as_it_was(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, tmp_path / "in", FIRST)
    before = _exported(shop_engine, tmp_path / "before")
    changed = {
        **SOUND,
        "members.csv": "member_no,last_name,first_name,phone,birth_date\n"
        "M1,Alda,Rosemary,617-555-0100,1941-03-04\nM2,Bloom,Jo,,\nM9,New,Nell,,\n",
        "assets.csv": "serial,product_no,condition,cost\nSN-1,BED,used,99.50\nSN-2,BED,used,\n"
        "SN-3,OXY,,\n",
    }
    assert take(shop_engine, tmp_path / "in", changed).taken
    assert _exported(shop_engine, tmp_path / "between") != before
    batch = _newest(shop_engine)
    assert (batch.taken_by, batch.undone_at) == ("kim", None)
    assert "members.csv" in batch.files
    with reading(shop_engine) as session:
        plan = plan_undo(session, batch_id=batch.id)
    assert (plan.reasons, plan.restored) == ((), 2)
    _undo(shop_engine, batch.id)
    assert _exported(shop_engine, tmp_path / "after") == before
    assert _newest(shop_engine).undone_by == "kim"
    with reading(shop_engine) as session:
        (entry,) = trail(session, limit=1)
    assert entry.action == "undo_import"
    assert any(edit.table_name == "rentals" for edit in entry.edits)


def test_what_was_taken_back_can_be_taken_again_and_back_again(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, tmp_path / "in", FIRST)
    before = _exported(shop_engine, tmp_path / "before")
    for _ in range(2):
        take(shop_engine, tmp_path / "in", SOUND)
        _undo(shop_engine, _newest(shop_engine).id)
        assert _exported(shop_engine, tmp_path / "after") == before
    assert _reasons(shop_engine, _newest(shop_engine).id) == ["undone_already"]


def test_an_import_that_changes_nothing_is_no_import_of_the_past(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, tmp_path / "in", FIRST)
    take(shop_engine, tmp_path / "in", FIRST)
    with reading(shop_engine) as session:
        assert len(past_imports(session)) == 1


def test_not_while_a_later_record_refers_to_it(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", FIRST)
    first = _newest(shop_engine).id
    take(shop_engine, tmp_path / "in", SOUND)
    assert set(_reasons(shop_engine, first)) >= {"rests_on_it"}
    _undo(shop_engine, _newest(shop_engine).id)
    _undo(shop_engine, first)


def test_not_where_it_was_changed_afterwards(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", FIRST)
    batch = _newest(shop_engine)
    with working(shop_engine, "save_member") as work:
        work.session.scalars(select(Member).where(Member.member_no == "M1")).one().phone = "1"
    assert _reasons(shop_engine, batch.id) == ["changed_afterwards"]


def test_what_it_changed_and_somebody_changed_elsewhere_is_restored_all_the_same(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, tmp_path / "in", FIRST)
    take(
        shop_engine,
        tmp_path / "in",
        {"members.csv": "member_no,last_name,first_name,phone\nM1,Alda,Rose,617-555-0100\n"},
    )
    batch = _newest(shop_engine)
    with working(shop_engine, "save_member") as work:
        work.session.scalars(select(Member).where(Member.member_no == "M1")).one().city = "Lynn"
    _undo(shop_engine, batch.id)
    with reading(shop_engine) as session:
        member = session.scalars(select(Member).where(Member.member_no == "M1")).one()
        assert (member.phone, member.city) == (None, "Lynn")


def test_not_where_a_paper_is_attached(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", FIRST)
    with working(shop_engine, "attach_file") as work:
        member = work.session.scalars(select(Member.id).where(Member.member_no == "M1")).one()
        Attachments().attach(
            work, ref=RecordRef("member", member), file_name="a.txt", content=b"words"
        )
    assert "file_attached" in _reasons(shop_engine, _newest(shop_engine).id)


def test_not_the_fees_under_a_later_fee_file(shop_engine: Engine, tmp_path: Path) -> None:
    fees = "hcpcs,modifiers,fee,from_on\nE0260,RR,100.00,2026-01-01\n"
    take(shop_engine, tmp_path / "in", {"fees.csv": fees})
    first = _newest(shop_engine).id
    take(shop_engine, tmp_path / "in", {"fees.csv": fees.replace("100.00", "90.00")})
    assert "later_fees" in _reasons(shop_engine, first)


def test_a_batch_that_is_not_there_is_our_own_mistake(shop_engine: Engine) -> None:
    with reading(shop_engine) as session, pytest.raises(LookupError):
        plan_undo(session, batch_id=9)


def test_two_rentals_of_one_unit_are_put_back_too(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "in", SOUND)
    before = _exported(shop_engine, tmp_path / "before")
    header = SOUND["rentals.csv"].partition("\n")[0]
    rows = (
        "R1,M1,MH,SN-1,2026-01-31,2026-09-30,2,210.00,yes,signed,2026-01-31\n"
        "R3,M2,MH,SN-1,2026-10-02,,,,no,none,\n"
    )
    take(shop_engine, tmp_path / "in", {"rentals.csv": f"{header}\n{rows}"})
    with reading(shop_engine) as session:
        assert len(session.scalars(select(Rental.id)).all()) == 3
    _undo(shop_engine, _newest(shop_engine).id)
    assert _exported(shop_engine, tmp_path / "after") == before


def test_a_known_unit_is_with_nobody_again_whom_the_import_brought(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, tmp_path / "in", FIRST)
    before = _exported(shop_engine, tmp_path / "before")
    brought = {
        **FIRST,
        "members.csv": "member_no,last_name,first_name\nM9,New,Nell\n",
        "rentals.csv": "rental_no,member_no,payer_code,serial,started_on\n"
        "R9,M9,MH,SN-1,2026-01-31\n",
    }
    assert take(shop_engine, tmp_path / "in", brought).taken
    with reading(shop_engine) as session:
        held = select(Asset.holder_id).where(Asset.serial_key == "SN1")
        assert session.scalar(held) is not None
    _undo(shop_engine, _newest(shop_engine).id)
    with reading(shop_engine) as session:
        assert session.scalar(held) is None
    assert _exported(shop_engine, tmp_path / "after") == before
