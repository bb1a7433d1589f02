"""Letters are made once, kept with their bytes, and end by their proof."""

from hashlib import sha256

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.recalls.actions.deciding import confirm_units
from dmedesk.recalls.actions.letters import record_letter, write_letters
from dmedesk.recalls.queries.letters import letter_bytes
from dmedesk.recalls.rules.letters import LetterPaper
from dmedesk.recalls.rules.words import LetterStep, LetterWay
from dmedesk.store.unit_of_work import reading
from tests.recalls.cases import TODAY, RecallShop


def draw(paper: LetterPaper) -> bytes:
    """A letter that says what it was made of."""
    return f"{paper.number} {paper.member.name} {paper.items} {paper.is_large}".encode()


@pytest.fixture
def told(recalls: RecallShop) -> tuple[RecallShop, int]:
    """A recall with a confirmed unit at M1's."""
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recall_id = recalls.open()
    unit = recalls.id_of("LW1001")
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Serial read")
    return recalls, recall_id


def test_a_letter_is_made_once_and_kept(told: tuple[RecallShop, int]) -> None:
    recalls, recall_id = told
    members = [recalls.member("M1"), recalls.member("M2")]
    made = recalls.do(
        write_letters, recall_id=recall_id, member_ids=members, draw=draw, is_large=True
    )
    again = recalls.do(write_letters, recall_id=recall_id, member_ids=members, draw=draw)
    assert (len(made), again) == (2, [])
    recall = recalls.read(recall_id).recall
    with reading(recalls.shop.engine) as session:
        content = letter_bytes(session, recall, "RLT-000001")
        assert letter_bytes(session, recall, "RLT-000009") is None
    assert content is not None
    assert content.startswith(b"RLT-000001 M1 Rivera (LetterItem(description='Patient lift'")
    letters = {letter.member: letter for letter in recalls.read(recall_id).letters}
    assert letters["Rivera, M1"].is_open
    assert sha256(content).hexdigest()


def test_a_letter_needs_plain_words(told: tuple[RecallShop, int]) -> None:
    recalls, _first = told
    recall_id = recalls.open(member_words="", title="Another")
    with pytest.raises(Refused) as refused:
        recalls.do(write_letters, recall_id=recall_id, member_ids=[recalls.member("M1")], draw=draw)
    assert [one.code for one in refused.value.findings] == ["no_words"]


def test_attempts_are_facts_and_a_proof_ends_a_letter(told: tuple[RecallShop, int]) -> None:
    recalls, recall_id = told
    made = recalls.do(
        write_letters, recall_id=recall_id, member_ids=[recalls.member("M1")], draw=draw
    )
    for step, way, note in (
        (LetterStep.SENT, LetterWay.CERTIFIED, "9400 1000"),
        (LetterStep.ATTEMPT, LetterWay.PHONE, ""),
        (LetterStep.GIVEN, LetterWay.ROUTE, "Signed by Nora Rivera"),
    ):
        recalls.do(
            record_letter,
            letter_ids=made,
            step=step,
            way=way,
            done_on=TODAY,
            who="Lee",
            note=note,
        )
    (letter,) = recalls.read(recall_id).letters
    assert [fact.step for fact in letter.facts] == [
        LetterStep.SENT,
        LetterStep.ATTEMPT,
        LetterStep.GIVEN,
    ]
    assert not letter.is_open
    with pytest.raises(Refused) as refused:
        recalls.do(
            record_letter,
            letter_ids=[],
            step=LetterStep.SENT,
            way=LetterWay.POST,
            done_on=TODAY,
            who="Lee",
        )
    assert [one.code for one in refused.value.findings] == ["no_letters"]
