"""What members have on file, by member and code, in a few statements; both databases."""

from dmedesk.papers.queries.mending import on_file
from dmedesk.papers.rules.mending import Signed
from dmedesk.papers.rules.words import PaperKind
from dmedesk.papers.tables import SupportingPaper
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import VALID_NPI, MonthShop, day
from tests.statements import statements_of


def test_papers_and_authorizations_with_their_records(shop: MonthShop) -> None:
    shop.authorize("M1", "E0260", "PA-1", months=3)
    told = {"hcpcs": "E0260", "signed_on": day("2026-01-05"), "elements": "", "note": None}
    paper = SupportingPaper(member_id=1, practitioner_id=1, kind=PaperKind.LETTER, **told)
    shop.add(paper)
    with statements_of(shop.engine) as sent, reading(shop.engine) as session:
        found = on_file(session, member_ids={1})
        assert on_file(session, member_ids=()) == {}
        everybody = on_file(session, member_ids=range(1, 1000))
    assert len([one for one in sent if one.startswith("SELECT")]) == 8
    own = found[1, "E0260"]
    assert own.signed[0] == Signed(1, day("2020-01-01"), None, 1, VALID_NPI)
    assert own.signed[1].kind is PaperKind.LETTER
    assert [one.pa_number for one in own.authorizations] == ["PA-1"]
    assert {member_id for member_id, _ in found} == {1}
    assert {member_id for member_id, _ in everybody} == {1, 2, 3}
