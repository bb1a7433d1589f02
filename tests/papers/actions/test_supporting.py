"""Papers beside the prescription are entered with what stands on them, and changed."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.supporting import change_paper, enter_paper
from dmedesk.papers.rules.words import PaperKind
from dmedesk.papers.tables import SupportingPaper
from tests.members.desk import looking, working
from tests.papers.desk import JANUARY, people

LETTER: dict[str, Any] = {
    "member_id": 1,
    "practitioner_id": 1,
    "hcpcs": "e0260",
    "kind": "letter",
    "signed_on": JANUARY,
}


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    return people(shop_engine)


def test_a_letter_is_entered_and_changed(engine: Engine) -> None:
    with working(engine) as work:
        values = {**LETTER, "signature": True, "item": "Bed"}
        paper_id = enter_paper(work, values=values)
    with working(engine) as work:
        change_paper(work, paper_id=paper_id, version=1, values={"goals": "Sit up"})
    with looking(engine) as session:
        stored = session.get_one(SupportingPaper, paper_id)
        assert (stored.hcpcs, stored.kind) == ("E0260", PaperKind.LETTER)
        assert stored.elements == "signature: yes\nitem: Bed\ngoals: Sit up"


def test_everything_wrong_is_told_at_once(engine: Engine) -> None:
    with pytest.raises(Refused) as refused, working(engine) as work:
        enter_paper(work, values={"hcpcs": "E02", "signed_on": date(2027, 1, 1)})
    assert told(refused) == [
        ("member_id", "missing_value"),
        ("kind", "missing_value"),
        ("practitioner_id", "missing_value"),
        ("hcpcs", "bad_hcpcs"),
        ("signed_on", "not_signed_yet"),
    ]


def test_a_paper_is_entered_once(engine: Engine) -> None:
    with working(engine) as work:
        enter_paper(work, values=LETTER)
    with pytest.raises(Refused) as refused, working(engine) as work:
        enter_paper(work, values=LETTER)
    assert told(refused) == [("signed_on", "row_twice")]


def test_a_cmn_of_today_is_refused_and_an_old_one_kept(engine: Engine) -> None:
    """CMN and DIF ended for dates of service from 1/1/2023."""
    with pytest.raises(Refused) as refused, working(engine) as work:
        enter_paper(work, values={**LETTER, "kind": "cmn"})
    assert told(refused) == [("kind", "form_ended")]
    with working(engine) as work:
        enter_paper(work, values={**LETTER, "kind": "cmn", "signed_on": date(2022, 12, 31)})
