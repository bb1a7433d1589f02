"""The rules of the scrub as data: complete, cited, and known to the requirements."""

import pytest

from dmedesk.billing.rules.charge_plan import ChargeHoldCode
from dmedesk.papers.rules import HoldCode
from dmedesk.papers.rules.law import proposals
from dmedesk.papers.rules.scrub_law import (
    Grade,
    Mends,
    hold_clauses,
    holding_rules,
    included,
    requirement_words,
    scrub_rules,
)
from dmedesk.papers.rules.words import RequirementKind

# What finds its clause with the line: modifiers, clocks, spans.
OWN_CLAUSES = {
    "modifiers_not_together",
    "modifier_not_with_code",
    "modifier_not_for_this",
    "too_many_modifiers",
    "unknown_modifier",
    "modifier_twice",
    "modifier_narrative",
    "filing",
    "final",
    "never",
    "retention",
    "limit_passed",
    "limit_excused",
    "trial_missing",
    "trial_stands",
    "trial_second",
}


def test_every_rule_has_a_clause_and_says_what_mends_it() -> None:
    for key, rule in scrub_rules().items():
        assert rule.title
        assert rule.remedy
        assert (key in OWN_CLAUSES) == (not rule.citations)


def test_every_grade_is_used() -> None:
    assert {rule.grade for rule in scrub_rules().values()} == set(Grade)


def test_every_hold_says_where_it_is_mended_and_those_of_every_shop_their_clause() -> None:
    known = {*map(str, HoldCode), *map(str, ChargeHoldCode)}
    assert set(hold_clauses()) == known
    proof = hold_clauses()["no_proof_of_delivery"]
    assert (proof.mends, proof.field) == (Mends.PROOF, "proof_on")
    assert proof.citation("masshealth") == "101 CMR 322.03(10)(a)"
    seen = hold_clauses()["no_encounter"]
    assert (seen.mends, seen.citation("masshealth")) == (Mends.ENCOUNTER, "")


def test_what_a_rent_has_in_it_names_rules_and_clauses() -> None:
    for part in included():
        assert part.rule in scrub_rules()
        assert part.citation
        assert part.codes or part.kinds or part.modifiers


@pytest.mark.parametrize("key", [key for key in proposals() if "_scrub_" in key])
def test_each_proposal_turns_a_rule_on_that_may_hold(key: str) -> None:
    proposal = proposals()[key]
    assert proposal.kind is RequirementKind.SCRUB
    rule = holding_rules()[proposal.text]
    assert key.endswith(rule.key)
    assert requirement_words(proposal.kind, proposal.text) == f"Scrub: {rule.title}"


def test_every_rule_that_may_hold_is_proposed() -> None:
    proposed = {one.text for one in proposals().values() if one.kind is RequirementKind.SCRUB}
    assert proposed == set(holding_rules())
    assert "filing" not in holding_rules()  # Holding it would only make it later.
