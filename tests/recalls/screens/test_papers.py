"""A recall's papers: letters with the notice behind each, in batches; the notice; the report."""

from io import BytesIO

import pytest
from PIL import Image

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.actions.deciding import confirm_units
from dmedesk.recalls.actions.letters import write_letters
from dmedesk.recalls.actions.opening import NoticeFile, open_recall
from dmedesk.recalls.screens.papers import letters_told, recall_documents
from dmedesk.recalls.screens.showing import goes_by
from dmedesk.recalls.sheets.letter import letter_pdf
from dmedesk.recalls.sheets.notice import notice_pdf
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import TicketShop
from tests.printing.reading import read
from tests.recalls.cases import TODAY, VALUES, RecallShop


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (300, 400), "white").save(made, "PNG")
    return made.getvalue()


NOTICES = [
    None,
    NoticeFile("notice.txt", b"The maker says: stop."),
    NoticeFile("notice.pdf", notice_pdf("x", "The maker says: stop.", received="")),
    NoticeFile("notice.png", _picture()),
]


@pytest.mark.parametrize("notice", NOTICES, ids=["typed", "text", "pdf", "picture"])
def test_each_letter_has_the_notice_behind_it(lifts: RecallShop, notice: NoticeFile | None) -> None:
    recall_id = lifts.do(open_recall, values=VALUES, notice=notice)
    unit = lifts.id_of("LW1001")
    lifts.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Read")
    members = [lifts.member("M1"), lifts.member("M2")]
    lifts.do(write_letters, recall_id=recall_id, member_ids=members, draw=letter_pdf)
    with reading(lifts.shop.engine) as session:
        papers = recall_documents(session, ref=RecordRef("recall", recall_id), on=TODAY)
        assert [one.title for one in papers] == [
            "2 letters by post, in ZIP order",
            "Recall report",
            "The notice",
            "RLT-000001 · Rivera, M1",
            "RLT-000002 · Rivera, M2",
        ]
        batch = [page.text for page in read(papers[0].content(session))]
        one = [page.text for page in read(papers[3].content(session))]
        assert "RCL-000001" in read(papers[1].content(session))[0].text
    assert len(batch) == 2 * len(one) == 4
    assert "Safety recall" in batch[0]
    assert "Safety recall" in batch[2]
    if notice is None or notice.name != "notice.png":
        assert ("stop" in one[1]) or ("Stop" in one[1])


def test_letters_wait_for_a_route_or_the_post(lifts: RecallShop) -> None:
    lifts.unit("LW1002")
    lifts.give("LW1002", "M2")
    recall_id = lifts.open()
    units = [lifts.id_of("LW1001"), lifts.id_of("LW1002")]
    lifts.do(confirm_units, recall_id=recall_id, asset_ids=units, note="Read")
    members = [lifts.member("M1"), lifts.member("M2")]
    first, second = lifts.do(
        write_letters, recall_id=recall_id, member_ids=members, draw=letter_pdf
    )
    tickets = TicketShop(lifts.shop)
    lifts.unit("LW9000")
    for day, driver in ((TODAY + ONE_DAY, "Eva"), (TODAY, "Dan"), (TODAY - ONE_DAY, "Old")):
        lifts.shop.unit(f"BED{driver}", "E0260")
        tickets.open(
            tickets.line(f"BED{driver}"),
            member_id=members[1],
            asked_on=TODAY - ONE_DAY,
            planned_on=day,
            driver=driver,
        )
    read = lifts.read(recall_id)
    assert [goes_by(one) for one in read.letters] == ["Post, no ZIP", f"Dan, Tue {TODAY}"]
    told = letters_told(read, [])
    assert told == {"this": [first], "all": [first, second], "route": [second], "post": [first]}
    assert letters_told(read, read.letters[1:])["this"] == [second]
    with reading(lifts.shop.engine) as session:
        papers = recall_documents(session, ref=RecordRef("recall", recall_id), on=TODAY)
    assert [one.title for one in papers[:3]] == [
        f"1 letter with Dan’s route of Tue {TODAY}",
        "1 letter by post, in ZIP order",
        "2 letters (all) by post, in ZIP order",
    ]


def test_what_is_not_attached_any_more_is_told(lifts: RecallShop) -> None:
    recall_id = lifts.open()
    ref = RecordRef("recall", recall_id)
    with reading(lifts.shop.engine) as session:
        (kept,) = Attachments().listed(session, ref)
    lifts.do(Attachments().remove, attachment_id=kept.id, reason="mistaken")
    with reading(lifts.shop.engine) as session:
        _report, notice = recall_documents(session, ref=ref, on=TODAY)
        with pytest.raises(Refused) as refused:
            notice.content(session)
        assert recall_documents(session, ref=RecordRef("recall", 99), on=TODAY) == ()
    assert [one.code for one in refused.value.findings] == ["paper_gone"]
