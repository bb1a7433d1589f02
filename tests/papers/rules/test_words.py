"""Every choice has its word, and every requirement its function."""

from dmedesk.papers.rules.words import (
    NUMBER_WORDS,
    PAPER_WORDS,
    REQUIREMENT_WORDS,
    SERVICE_WORDS,
    STAGE_WORDS,
    STEP_WORDS,
    TERMS_WORDS,
    OrderStage,
    OrderTerms,
    PaperKind,
    RequirementKind,
    Service,
    Step,
)


def test_every_choice_has_a_word() -> None:
    assert set(PAPER_WORDS) == set(PaperKind)
    assert set(REQUIREMENT_WORDS) == set(RequirementKind) >= set(NUMBER_WORDS)
    assert set(SERVICE_WORDS) == set(Service)
    assert set(STAGE_WORDS) == set(OrderStage)
    assert set(STEP_WORDS) == set(Step)
    assert set(TERMS_WORDS) == set(OrderTerms)
