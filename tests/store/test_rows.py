"""Many records at once: bulk changes keep the audit and the row versions that single ones keep."""

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.store.rows import stored_rows, take_rows
from dmedesk.store.tables import AuditEdit
from dmedesk.store.unit_of_work import reading, unit_of_work


def _payers(engine: Engine) -> None:
    rows = [{"code": code, "name": code, "regime": Regime.PRIVATE} for code in ("A", "B", "C")]
    with unit_of_work(engine, actor="kim", action="enter") as work:
        take_rows(work, Payer, added=rows, changed={})


def test_rows_are_read_by_their_labels(shop_engine: Engine) -> None:
    _payers(shop_engine)
    with reading(shop_engine) as session:
        rows = stored_rows(
            session,
            select(Payer.id, Payer.code.label("payer_code"), Payer.regime).order_by(Payer.code),
        )
    assert [row.values for row in rows] == [
        {"payer_code": code, "regime": Regime.PRIVATE} for code in ("A", "B", "C")
    ]


def test_columns_go_to_attributes_and_references_to_ids(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="enter") as work:
        take_rows(
            work,
            Payer,
            added=[{"payer_code": "x", "name": "X", "regime": Regime.MASSHEALTH}],
            changed={},
            names={"payer_code": "code"},
            ids={"payer_code": {"x": 7}},
        )
    with reading(shop_engine) as session:
        assert session.scalars(select(Payer.code)).one() == "7"


def test_a_change_counts_up_the_version_and_is_told_with_old_and_new_values(
    shop_engine: Engine,
) -> None:
    _payers(shop_engine)
    with unit_of_work(shop_engine, actor="kim", action="change") as work:
        changed = {
            1: {"name": "Aetna", "regime": Regime.MEDICARE},
            2: {"name": "B", "regime": Regime.MEDICARE},
            3: {"city": "Quincy"},
        }
        take_rows(work, Payer, added=(), changed=changed)
    with reading(shop_engine) as session:
        payers = session.scalars(select(Payer).order_by(Payer.id)).all()
        edits = session.scalars(select(AuditEdit).order_by(AuditEdit.row_id)).all()
    assert [(payer.name, payer.city, payer.row_version) for payer in payers] == [
        ("Aetna", None, 2),
        ("B", None, 2),
        ("C", "Quincy", 2),
    ]
    assert [(edit.row_id, edit.old_values, edit.new_values) for edit in edits] == [
        (1, {"name": "A", "regime": "private"}, {"name": "Aetna", "regime": "medicare"}),
        (2, {"regime": "private"}, {"regime": "medicare"}),
        (3, {"city": None}, {"city": "Quincy"}),
    ]


def test_changes_come_before_additions(shop_engine: Engine) -> None:
    _payers(shop_engine)
    with unit_of_work(shop_engine, actor="kim", action="change") as work:
        added = [{"code": "A", "name": "New", "regime": Regime.PRIVATE}]
        take_rows(work, Payer, added=added, changed={1: {"code": "Z"}})
    with reading(shop_engine) as session:
        assert set(session.scalars(select(Payer.code))) == {"A", "B", "C", "Z"}


def test_what_the_session_knew_is_read_again(shop_engine: Engine) -> None:
    _payers(shop_engine)
    with unit_of_work(shop_engine, actor="kim", action="change") as work:
        payer = work.session.get_one(Payer, 1)
        payer.city = "Boston"
        take_rows(work, Payer, added=(), changed={1: {"name": "Aetna"}})
        assert (payer.name, payer.city, payer.row_version) == ("Aetna", "Boston", 3)


def test_a_row_that_is_gone_is_told(shop_engine: Engine) -> None:
    _payers(shop_engine)
    with pytest.raises(Refused), unit_of_work(shop_engine, actor="kim", action="x") as work:
        take_rows(work, Payer, added=(), changed={1: {"name": "Aetna"}, 99: {"name": "Nobody"}})
    with reading(shop_engine) as session:
        assert session.scalars(select(Payer.name).where(Payer.id == 1)).one() == "A"
