"""Texts of papers: paragraphs, headings, what is only for one regime, what may not be kept."""

import pytest

from dmedesk.kit.prose import Paragraph
from dmedesk.shop.rules.texts import (
    LONGEST,
    TEXTS,
    TextKind,
    lines_of,
    paragraphs,
    proposal,
    text_findings,
    tidy,
)


def test_an_empty_line_parts_paragraphs_and_a_sign_makes_a_heading() -> None:
    assert paragraphs("# Rent\nDue on\nthe first.\n\nNothing else.") == (
        Paragraph("Rent", is_heading=True),
        Paragraph("Due on the first."),
        Paragraph("Nothing else."),
    )


def test_a_paragraph_may_be_for_one_regime() -> None:
    text = "For all.\n\n[medicare] Theirs.\n\n[masshealth] Ours."
    assert [one.text for one in paragraphs(text, regime="medicare")] == ["For all.", "Theirs."]
    assert [one.text for one in paragraphs(text)] == ["For all."]


def test_every_text_has_its_words_and_all_but_the_number_a_proposal() -> None:
    assert set(TEXTS) == set(TextKind)
    assert {kind for kind in TextKind if not proposal(kind)} == {TextKind.PHONE_24H}


@pytest.mark.parametrize("kind", [kind for kind in TextKind if proposal(kind)])
def test_a_proposal_may_be_taken_as_it_is(kind: TextKind) -> None:
    assert list(text_findings(kind, proposal(kind))) == []
    assert tidy(proposal(kind)) == proposal(kind)


@pytest.mark.parametrize("regime", ["masshealth", "medicare", "private"])
def test_the_proposed_agreement_tells_each_member_what_is_asked(regime: str) -> None:
    said = " ".join(one.text for one in paragraphs(proposal(TextKind.AGREEMENT), regime=regime))
    for clause in ("322.03(6)", "322.03(7), (8)", "322.03(9)", "322.03(10)", "322.03(18)"):
        assert clause in said
    headings = ("What you pay", "How long you rent", "Buying the items", "Giving them back")
    assert [heading for heading in headings if heading not in said] == []
    assert said.count("We bill") == 1


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        (TextKind.RIGHTS, "a\x07b", "bad_text"),
        (TextKind.RIGHTS, "a" * (LONGEST + 1), "text_too_long"),
        (TextKind.PHONE_24H, "617\n555", "not_one_line"),
        (TextKind.PHONE_24H, "6" * 61, "not_one_line"),
    ],
)
def test_what_cannot_be_printed_is_refused(kind: TextKind, content: str, code: str) -> None:
    assert [one.code for one in text_findings(kind, content)] == [code]


def test_a_list_is_read_by_its_lines() -> None:
    assert lines_of(" Set up \n\nTried") == ("Set up", "Tried")
