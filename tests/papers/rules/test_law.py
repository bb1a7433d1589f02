"""The shipped rules, texts and proposals are whole, dated, and cite where they stand."""

from datetime import date, timedelta

import pytest

from dmedesk.catalog.rules.words import Family
from dmedesk.members.rules import Regime
from dmedesk.papers.rules.law import citation_on, element_texts, elements, proposals, rule_on
from dmedesk.papers.rules.words import NUMBER_WORDS, RequirementKind


@pytest.mark.parametrize(
    ("name", "first", "before", "after"),
    [
        ("necessity_papers", date(2024, 10, 1), "both", "either"),
        ("old_forms", date(2023, 1, 1), "accepted", "refused"),
    ],
)
def test_a_rule_changes_on_its_day(name: str, first: date, before: str, after: str) -> None:
    """130 CMR 409.430(A), amended 10/1/2024 (T23); CMN and DIF ended 1/1/2023."""
    assert rule_on(name, first - timedelta(days=1)) == before
    assert rule_on(name, first) == rule_on(name, first + timedelta(days=1)) == after
    assert citation_on(name, first)


def test_before_the_first_day_nothing_is_assumed() -> None:
    with pytest.raises(LookupError):
        rule_on("old_forms", date(1999, 12, 31))


def test_every_proposal_can_be_turned_on_or_says_what_is_to_be_confirmed() -> None:
    for key, one in proposals().items():
        assert Regime(one.regime), key
        assert one.citation, key
        assert one.why, key
        assert not one.family or Family(one.family), key
        assert (one.kind is RequirementKind.ELEMENTS) == (one.text in element_texts()), key
        lacks_number = one.kind in NUMBER_WORDS and one.number is None
        assert not (lacks_number or one.needs_code) or one.confirm, key


def test_texts_ask_for_elements_that_forms_have() -> None:
    for text in element_texts().values():
        asked = {key for group in text.needs for key in group}
        assert asked | text.if_any | text.on_request <= elements().keys()
        assert text.citation
    # 130 CMR 409.416(B) names nine.
    assert len(element_texts()["masshealth"].needs) == 9
