"""What a letter and the closing report print is what the records say."""

from dmedesk.recalls.actions.deciding import confirm_units, record_remedy, record_reply
from dmedesk.recalls.queries.letters import letter_paper, report_paper
from dmedesk.recalls.rules.words import RecallClass, Remedy
from dmedesk.store.unit_of_work import reading
from tests.recalls.cases import TODAY, RecallShop


def test_a_letter_names_the_members_units(recalls: RecallShop) -> None:
    for serial in ("LW1001", "LW1002"):
        recalls.unit(serial)
        recalls.give(serial, "M1" if serial == "LW1001" else "M2")
    recall_id = recalls.open(recall_class=RecallClass.CLASS_I)
    with reading(recalls.shop.engine) as session:
        recall = recalls.read(recall_id).recall
        paper = letter_paper(
            session, recall, recalls.member("M1"), number="RLT-1", on=TODAY, is_large=False
        )
    assert [item.serial for item in paper.items] == ["LW1001"]
    assert paper.member.name == "M1 Rivera"
    assert paper.due_on is not None


def test_the_report_adds_up(recalls: RecallShop) -> None:
    recall_id = recalls.open(recall_class=RecallClass.CLASS_I)
    unit = recalls.id_of("LW1500")
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Read")
    recalls.do(
        record_remedy,
        recall_id=recall_id,
        asset_id=unit,
        remedy=Remedy.DESTROYED,
        done_on=TODAY,
        done_by="Tom",
        cost_cents=1_250,
    )
    recalls.do(
        record_reply, recall_id=recall_id, who="Ana", done_on=TODAY, note="x", credit_cents=9_900
    )
    read = recalls.read(recall_id)
    with reading(recalls.shop.engine) as session:
        paper = report_paper(session, read, on=TODAY)
    measures = dict(paper.measures)
    assert measures["Units meant, and remedied"] == "1 of 1 (100%)"
    assert measures["Members who have the notice"] == "none"
    assert measures["Cost, billed to nobody"] == "$12.50"
    assert measures["Credited by the maker"] == "$99.00"
    assert dict(paper.facts)["Hazard"] == "not judged"
    assert paper.steps == (f"{TODAY}: Ana noted the maker’s credit of $99.00 (x)",)
    assert not paper.is_closed
