"""Every choice has its word."""

import pytest

from dmedesk.papers.rules.limit_words import (
    ANSWER_WORDS,
    CHANNEL_WORDS,
    EARLY_WORDS,
    LIMIT_WORDS,
    SOURCE_WORDS,
    STANCE_WORDS,
    TREATMENT_WORDS,
    UNIT_WORDS,
    Answer,
    Channel,
    EarlyReason,
    LimitKind,
    PeriodUnit,
    Source,
    Stance,
    Treatment,
    period_words,
)


def test_every_choice_has_a_word() -> None:
    assert set(LIMIT_WORDS) == set(LimitKind)
    assert set(UNIT_WORDS) == set(PeriodUnit)
    assert set(STANCE_WORDS) == set(Stance)
    assert set(TREATMENT_WORDS) == set(Treatment)
    assert set(EARLY_WORDS) == set(EarlyReason)
    assert set(SOURCE_WORDS) == set(Source)
    assert set(CHANNEL_WORDS) == set(Channel)
    assert set(ANSWER_WORDS) == set(Answer)


@pytest.mark.parametrize(
    ("every", "unit", "said"),
    [(1, PeriodUnit.MONTHS, "1 month"), (5, PeriodUnit.YEARS, "5 years")],
)
def test_a_period_is_told_in_words(every: int, unit: PeriodUnit, said: str) -> None:
    assert period_words(every, unit) == said
