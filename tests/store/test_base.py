"""Names of constraints, and the version of a record that two desks edit."""

import subprocess
import sys

import pytest
from sqlalchemy import (
    Constraint,
    Engine,
    ForeignKey,
    Index,
    MetaData,
    UniqueConstraint,
    insert,
    select,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from dmedesk.members.tables import Payer
from dmedesk.store.base import CONSTRAINT_NAMES, Base
from dmedesk.store.engine import writing


class Own(DeclarativeBase):
    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


class Ward(Own):
    __tablename__ = "wards"
    __table_args__ = (UniqueConstraint("name", "floor"), Index(None, "floor", "name"))
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    floor: Mapped[int]
    above_id: Mapped[int] = mapped_column(ForeignKey("wards.id"), index=True)


def _names(metadata: MetaData) -> list[str]:
    return [
        str(rule.name)
        for table in metadata.tables.values()
        for rule in (*table.constraints, *table.indexes)
        if isinstance(rule, Constraint | Index)
    ]


def test_every_constraint_and_index_has_a_lower_case_name() -> None:
    assert set(_names(Ward.metadata)) == {
        "pk_wards",
        "fk_wards_above_id",
        "uq_wards_name_floor",
        "ix_wards_floor_name",
        "ix_wards_above_id",
    }


def test_no_name_in_the_whole_schema_is_left_to_the_database() -> None:
    names = _names(Base.metadata)
    assert names
    assert [name for name in names if name in {"", "None"} or name != name.lower()] == []


def _payer() -> Payer:
    return Payer(code="MH", name="MassHealth", regime="masshealth")


def test_the_version_of_a_record_goes_up_with_every_change(shop_engine: Engine) -> None:
    with Session(writing(shop_engine)) as session:
        payer = _payer()
        session.add(payer)
        session.flush()
        assert payer.row_version == 1
        payer.name = "MassHealth Standard"
        session.flush()
        assert payer.row_version == 2


def test_a_row_inserted_in_bulk_begins_with_version_one(shop_engine: Engine) -> None:
    with Session(writing(shop_engine)) as session:
        session.execute(insert(Payer), [{"code": "X", "name": "Ex", "regime": "private"}])
        assert session.scalar(select(Payer.row_version)) == 1


def test_the_second_of_two_desks_is_told(shop_engine: Engine) -> None:
    with Session(writing(shop_engine)) as session, session.begin():
        session.add(_payer())
    with Session(shop_engine, expire_on_commit=False) as first:
        mine = first.scalars(select(Payer)).one()
    with Session(writing(shop_engine)) as second, second.begin():
        second.scalars(select(Payer)).one().name = "Theirs"
    with Session(writing(shop_engine)) as again:
        again.add(mine)
        mine.name = "Mine"
        with pytest.raises(StaleDataError):
            again.flush()


def test_a_room_of_tables_is_read_when_one_of_them_is_asked_for() -> None:
    code = (
        "import sys, dmedesk.catalog.tables as tables\n"
        "from dmedesk.store.base import all_tables\n"
        "room = 'dmedesk.catalog.tables.'\n"
        "assert room + 'products' not in sys.modules\n"
        "assert tables.Product.__tablename__ == 'products'\n"
        "assert room + 'fees' not in sys.modules\n"
        "assert {'fee_rows', 'kits'} <= set(all_tables().tables)\n"
        "assert not hasattr(tables, 'Fee')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
