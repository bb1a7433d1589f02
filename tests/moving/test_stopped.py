"""Units that come by a file are held against the open recalls at once (101 CMR 322.03(15))."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Movement
from dmedesk.kit.errors import Refused
from dmedesk.moving.actions.batches import undo_import
from dmedesk.moving.queries.batches import past_imports
from dmedesk.recalls.actions.deciding import clear_units
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop
from tests.moving.shops import take, working
from tests.recalls.cases import RecallShop

HEAD = "serial,product_no,condition,state\n"


@pytest.fixture
def recalls(shop_engine: Engine) -> RecallShop:
    """A shop with two lifts, LW1500 and LW2500."""
    return RecallShop(MonthShop(shop_engine)).found()


def test_each_that_an_open_recall_means_is_set_apart(recalls: RecallShop, tmp_path: Path) -> None:
    recall_id = recalls.open()
    files = {"assets.csv": f"{HEAD}LW1999,LIFT,new,\nLW2000,LIFT,new,\nLW1000,LIFT,used,sold\n"}
    assert take(recalls.shop.engine, tmp_path / "in", files).taken
    stands = {"LW1000": "certain", "LW1500": "certain", "LW1999": "certain"}
    assert recalls.stands(recall_id) == stands
    assert recalls.state_of("LW1999") is AssetState.RECALLED
    assert recalls.state_of("LW1000") is AssetState.SOLD
    assert recalls.state_of("LW2000") is AssetState.READY
    with reading(recalls.shop.engine) as session:
        chosen = select(Movement.cause_no).where(Movement.asset_id == recalls.id_of("LW1999"))
        assert session.scalars(chosen).all() == ["RCL-000001"]


def test_a_model_that_a_file_corrects_is_met(recalls: RecallShop, tmp_path: Path) -> None:
    recall_id = recalls.open(
        criteria=[{"group_no": 1, "kind": "model", "value": "PL-500", "until_value": ""}]
    )
    assert recalls.stands(recall_id) == {}
    files = {"products.csv": "product_no,hcpcs,description,model\nLIFT,E0630,Patient lift,PL-500\n"}
    assert take(recalls.shop.engine, tmp_path / "in", files).taken
    assert recalls.stands(recall_id) == {"LW1500": "certain", "LW2500": "certain"}


def test_what_a_person_said_stays(recalls: RecallShop, tmp_path: Path) -> None:
    recall_id = recalls.open()
    cleared = [recalls.id_of("LW1500")]
    recalls.do(clear_units, recall_id=recall_id, asset_ids=cleared, note="Hook exchanged")
    files = {"assets.csv": "serial,product_no,lot\nLW1500,LIFT,L-7\n"}
    assert take(recalls.shop.engine, tmp_path / "in", files).taken
    assert recalls.stands(recall_id) == {"LW1500": "cleared"}


def test_that_a_recall_stops_a_unit_is_a_fact_that_no_undo_removes(
    recalls: RecallShop, tmp_path: Path
) -> None:
    recall_id = recalls.open()
    files = {"assets.csv": f"{HEAD}LW1999,LIFT,new,\n"}
    take(recalls.shop.engine, tmp_path / "in", files)
    with reading(recalls.shop.engine) as session:
        batch_id = past_imports(session)[0].id
    with pytest.raises(Refused) as refused, working(recalls.shop.engine, "undo_import") as work:
        undo_import(work, batch_id=batch_id)
    assert [one.code for one in refused.value.findings] == ["history_stays"]
    assert recalls.stands(recall_id)["LW1999"] == "certain"
