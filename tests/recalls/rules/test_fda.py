"""openFDA's two shapes of a recall, with their two ways of writing days, joined by number."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.recalls.rules.fda import FdaRecord, joined, notice_text, read_fda
from dmedesk.recalls.rules.words import RecallClass

DATA = os.environ.get("DMEDESK_TEST_DATA")
# In the form of openFDA's device/enforcement and device/recall; the content is made up.
ENFORCEMENT = {
    "recall_number": "Z-0001-2026",
    "event_id": "99001",
    "classification": "Class I",
    "recalling_firm": "Liftwell Inc.",
    "product_description": "Patient  lift,\n model PL-400",
    "code_info": "Serial numbers LW1000 through LW1999",
    "more_code_info": "All made in 2025",
    "reason_for_recall": "The hook may open.",
    "recall_initiation_date": "20260915",
    "status": "Ongoing",
}
RECALL = {
    "product_res_number": "Z-0001-2026",
    "res_event_number": "99001",
    "event_date_initiated": "2026-09-15",
    "product_description": "Patient lift, model PL-400",
    "code_info": "",
    "action": "Stop using the lift.\r\n Return it.",
    "recall_status": "Open, Classified",
}


def _file(*rows: object) -> bytes:
    return json.dumps({"meta": {}, "results": list(rows)}).encode()


def test_both_shapes_are_one_recall() -> None:
    (one,) = read_fda(_file(ENFORCEMENT, RECALL), file_name="a.json")
    assert one == FdaRecord(
        number="Z-0001-2026",
        event="99001",
        recall_class=RecallClass.CLASS_I,
        firm="Liftwell Inc.",
        product="Patient lift, model PL-400",
        codes="Serial numbers LW1000 through LW1999\nAll made in 2025",
        reason="The hook may open.",
        action="Stop using the lift.\nReturn it.",
        initiated_on=date(2026, 9, 15),
        status="Ongoing",
    )


def test_the_recall_shape_knows_no_class() -> None:
    (one,) = read_fda(_file(RECALL), file_name="a.json")
    assert one.recall_class is RecallClass.UNCLASSIFIED
    assert one.initiated_on == date(2026, 9, 15)
    (other,) = read_fda(json.dumps([ENFORCEMENT]).encode(), file_name="b.json")
    assert joined(one, other).recall_class is RecallClass.CLASS_I
    with pytest.raises(ValueError, match="two recalls"):
        joined(one, FdaRecord("Z-0002-2026"))


def test_a_single_record_and_a_table_are_read_too() -> None:
    (one,) = read_fda(json.dumps(ENFORCEMENT).encode(), file_name="a.json")
    table = "recall_number,classification,recall_initiation_date\nZ-0557-04,Class III,20040301\n"
    (other,) = read_fda(table.encode(), file_name="A.CSV")
    assert (one.number, other.number, other.recall_class) == (
        "Z-0001-2026",
        "Z-0557-04",
        RecallClass.CLASS_III,
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "not_openfda"),
        (b"{", "not_openfda"),
        (b'{"results": []}', "no_recalls"),
        (b'"x"', "no_recalls"),
        (b'[{"a": 1}]', "not_openfda"),
        (b'[{"recall_number": "Z-1", "recall_initiation_date": "soon"}]', "bad_day"),
    ],
)
def test_another_file_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_fda(content, file_name="a.json")
    assert [one.code for one in refused.value.findings] == [code]


def test_a_record_is_a_notice_that_can_be_printed() -> None:
    (one,) = read_fda(_file(ENFORCEMENT), file_name="a.json")
    assert notice_text(one).startswith("Recall: Z-0001-2026\n\nFirm: Liftwell Inc.")


@pytest.mark.skipif(not DATA, reason="real records are not at hand")
def test_the_real_record_of_the_other_shape() -> None:
    path = Path(DATA or "") / "openfda" / "device_recall_doc_example.json"
    (one,) = read_fda(path.read_bytes(), file_name=path.name)
    assert (one.number, one.event, one.initiated_on) == ("Z-0053-2020", "82984", date(2019, 5, 17))
    assert one.recall_class is RecallClass.UNCLASSIFIED
    assert "13F18C0374" in one.codes
