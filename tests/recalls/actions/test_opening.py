"""A recall is opened with its notice, matched over every unit, and stock is set apart at once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.actions.receiving import receive_units
from dmedesk.assets.actions.units import change_unit, receive_unit
from dmedesk.assets.queries.checks import deliverable
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.actions.deciding import clear_units
from dmedesk.recalls.actions.opening import NoticeFile, change_recall, match_recall, open_recall
from dmedesk.recalls.queries.letters import notice_bytes
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading
from tests.recalls.cases import TODAY, VALUES, RecallShop

R = AssetState.RECALLED


def test_stock_is_set_apart_at_once_and_the_move_names_the_recall(recalls: RecallShop) -> None:
    recall_id = recalls.open()
    assert recalls.stands(recall_id) == {"LW1500": "certain"}
    assert recalls.state_of("LW1500") is R
    assert recalls.state_of("LW2500") is AssetState.READY
    with reading(recalls.shop.engine) as session:
        moved = session.scalars(select(Movement)).one()
        assert (moved.move, moved.cause_kind, moved.cause_no) == (
            Move.RECALLED,
            "recall",
            "RCL-000001",
        )


def test_units_on_rent_sold_and_lost_are_found_with_who_has_them(recalls: RecallShop) -> None:
    for serial, member, move in (
        ("LW1001", "M1", Move.RENTED_OUT),
        ("LW1002", "M2", Move.SOLD),
        ("LW1003", "M10", Move.LENT),
    ):
        recalls.unit(serial)
        recalls.give(serial, member, move)
    lost = recalls.unit("LW1004")
    recalls.do(move_unit, asset_id=lost, move=Move.LOST, moved_on=TODAY)
    read = recalls.read(recalls.open())
    assert {unit.serial: (unit.state.value, unit.holder) for unit in read.units} == {
        "LW1001": ("on_rent", "Rivera, M1"),
        "LW1002": ("sold", "Rivera, M2"),
        "LW1003": ("loaned", "Rivera, M10"),
        "LW1004": ("lost", ""),
        "LW1500": ("recalled", ""),
    }


def test_past_holders_are_told(recalls: RecallShop) -> None:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recalls.do(move_unit, asset_id=recalls.id_of("LW1001"), move=Move.RETURNED, moved_on=TODAY)
    recalls.shop.rent("R1", member_no="M2", serial="LW1900", hcpcs="E0630", ended_on="2026-08-05")
    past = {unit.serial: unit.past for unit in recalls.read(recalls.open()).units}
    assert past["LW1001"] == (f"Rivera, M1 (2026-09-01 to {TODAY})",)
    assert past["LW1900"] == ("Rivera, M2 (2026-07-05 to 2026-08-05)",)


def test_a_unit_received_later_is_held_against_the_recall(recalls: RecallShop) -> None:
    recall_id = recalls.open()
    with reading(recalls.shop.engine) as session:
        product = session.scalars(select(Product.id).where(Product.product_no == "LIFT")).one()
    recalls.do(receive_unit, values={"serial": "lw 1777", "product_id": product})
    shared = {"product_id": product, "condition": "new", "acquired_on": TODAY - timedelta(days=9)}
    recalls.do(receive_units, shared=shared, units=[{"serial": "LW1778"}, {"serial": "LW2778"}])
    assert recalls.stands(recall_id).keys() == {"LW1500", "lw 1777", "LW1778"}
    assert [recalls.state_of(one) for one in ("LW1777", "LW1778", "LW2778")] == [
        R,
        R,
        AssetState.READY,
    ]


def test_a_unit_whose_serial_is_corrected_is_held_against_it_too(recalls: RecallShop) -> None:
    recall_id = recalls.open()
    unit = recalls.id_of("LW2500")
    version = recalls.do(change_unit, asset_id=unit, version=1, values={"serial": "LW1250"})
    assert recalls.stands(recall_id) == {"LW1250": "certain", "LW1500": "certain"}
    recalls.do(change_unit, asset_id=unit, version=version, values={"vendor": "Liftwell"})


@pytest.mark.parametrize(
    ("kind", "value", "until", "wrong", "right"),
    [
        ("lot", "L-77", "", {"lot": "L-78"}, {"lot": "l-77"}),
        ("di", "00811111111111", "", {"udi_di": "00822222222220"}, {"udi_di": "00811111111111"}),
        (
            *("made", "2025-03-01", "2025-03-31"),
            {"udi_pi": "(11)250401"},
            {"udi_pi": "(11)250331"},
        ),
    ],
    ids=["lot", "di", "made"],
)
def test_a_correction_by_hand_is_held_against_the_recall(
    recalls: RecallShop, kind: str, value: str, until: str, wrong: Any, right: Any
) -> None:
    """Each of what a notice may name of a unit: wrong it is clear, corrected it is set apart."""
    unit = recalls.unit("X1", **wrong)
    model = {"group_no": 1, "kind": "model", "value": "PL-400", "until_value": ""}
    named = {"group_no": 1, "kind": kind, "value": value, "until_value": until}
    recall_id = recalls.open(criteria=[named] if kind == "di" else [model, named])
    assert "X1" not in recalls.stands(recall_id)
    recalls.do(change_unit, asset_id=unit, version=1, values=right)
    assert recalls.stands(recall_id)["X1"] == "certain"
    assert recalls.state_of("X1") is R


def test_what_was_possible_is_certain_once_it_is_known(recalls: RecallShop) -> None:
    """And a person's word stays, whatever is corrected later."""
    first, second = recalls.unit("X1"), recalls.unit("X2")
    named = [
        {"group_no": 1, "kind": "model", "value": "PL-400", "until_value": ""},
        {"group_no": 1, "kind": "lot", "value": "L-77", "until_value": ""},
    ]
    recall_id = recalls.open(criteria=named)
    assert recalls.stands(recall_id).items() >= {"X1": "possible", "X2": "possible"}.items()
    recalls.do(clear_units, recall_id=recall_id, asset_ids=[second], note="Another lot, seen")
    for unit in (first, second):
        with reading(recalls.shop.engine) as session:
            version = session.get_one(Asset, unit).row_version
        recalls.do(change_unit, asset_id=unit, version=version, values={"lot": "L-77"})
    assert recalls.stands(recall_id).items() >= {"X1": "certain", "X2": "cleared"}.items()


def test_a_unit_that_came_back_is_neither_passed_nor_let_out(recalls: RecallShop) -> None:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recalls.open()
    unit = recalls.id_of("LW1001")
    recalls.do(move_unit, asset_id=unit, move=Move.RETURNED, moved_on=TODAY)
    with pytest.raises(Refused) as refused:
        recalls.do(move_unit, asset_id=unit, move=Move.PASSED_CHECK, moved_on=TODAY)
    assert [one.code for one in refused.value.findings] == ["unit_stopped"]
    with reading(recalls.shop.engine) as session:
        found = deliverable(session, asset_id=unit, on=TODAY)
    assert "unit_stopped" in {one.code for one in found}


def test_the_notice_is_kept_with_its_bytes(recalls: RecallShop) -> None:
    notice = NoticeFile("notice.pdf", b"%PDF-1.4 notice")
    recall_id = recalls.do(open_recall, values=VALUES, notice=notice)
    recall = recalls.read(recall_id).recall
    assert recall.notice_sha256 == notice.sha256
    with reading(recalls.shop.engine) as session:
        assert notice_bytes(session, recall) == ("notice.pdf", b"%PDF-1.4 notice")


def test_what_was_typed_is_the_notice_where_no_file_came(recalls: RecallShop) -> None:
    recall_id = recalls.open()
    with reading(recalls.shop.engine) as session:
        (one,) = Attachments().listed(session, RecordRef("recall", recall_id))
        content = Attachments().content(session, one.id).decode()
    assert "Codes: Serial numbers LW1000 through LW1999" in content


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "", "missing_value"),
        ("firm", " ", "missing_value"),
        ("received_on", None, "missing_value"),
        ("received_on", TODAY + timedelta(days=1), "day_to_come"),
        ("received_time", "half past", "bad_time"),
        ("received_how", None, "missing_value"),
        ("received_by", "", "missing_value"),
    ],
)
def test_what_only_a_person_knows_is_asked_for(
    recalls: RecallShop, field: str, value: object, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        recalls.open(**{field: value})
    assert [(one.field, one.code) for one in refused.value.findings] == [(field, code)]


def test_one_number_of_fda_is_one_recall(recalls: RecallShop) -> None:
    recalls.open(fda_no="Z-0001-2026")
    with pytest.raises(Refused) as refused:
        recalls.open(fda_no="Z-0001-2026")
    (finding,) = refused.value.findings
    assert (finding.code, finding.opens) == ("known_already", RecordRef("recall", 1))


def test_bad_criteria_are_told_by_their_rows(recalls: RecallShop) -> None:
    rows = [{"kind": "serial_range", "value": "LW1", "until_value": "X9"}, {"kind": "lot"}]
    with pytest.raises(Refused) as refused:
        recalls.open(criteria=rows)
    assert [one.field for one in refused.value.findings] == [
        "criteria/0/until_value",
        "criteria/1/value",
    ]


def test_corrected_criteria_are_matched_anew_and_decisions_stay(recalls: RecallShop) -> None:
    recall_id = recalls.open()
    rows = [{"group_no": 1, "kind": "serial", "value": "LW2500", "until_value": ""}]
    version = recalls.version(recall_id)
    recalls.do(change_recall, recall_id=recall_id, version=version, values={"criteria": rows})
    assert recalls.stands(recall_id) == {"LW1500": "cleared", "LW2500": "possible"}
    assert recalls.state_of("LW1500") is AssetState.CLEANING
    assert recalls.do(match_recall, recall_id=recall_id).looked_at == 2
    with pytest.raises(Refused):
        recalls.do(
            change_recall,
            recall_id=recall_id,
            version=recalls.version(recall_id),
            values={"criteria": []},
        )
