"""Every stage, cause, kind and reason has a word of its own."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from dmedesk.repairs.rules.words import (
    Cause,
    Covered,
    Likeness,
    LineKind,
    LoanStage,
    Ownership,
    Refusal,
    Relation,
    Site,
    Stage,
)
from dmedesk.repairs.screens import words


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (words.STAGE_WORDS, set(Stage)),
        (words.OWNERSHIP_WORDS, set(Ownership)),
        (words.SITE_WORDS, set(Site)),
        (words.CAUSE_WORDS, set(Cause)),
        (words.KIND_WORDS, set(LineKind) - {LineKind.TAKEN_BACK}),
        (words.COVERED_WORDS, set(Covered)),
        (words.REFUSAL_WORDS, set(Refusal)),
        (words.LIKENESS_WORDS, set(Likeness)),
        (words.LOAN_WORDS, set(LoanStage)),
        (words.RELATION_WORDS, set(Relation)),
    ],
)
def test_everything_has_its_own_word(said: Mapping[StrEnum, object], kinds: set[StrEnum]) -> None:
    assert set(said) == kinds
    assert len(set(said.values())) == len(said)


def test_a_stage_has_sign_and_word() -> None:
    assert words.state_of(Stage.DONE)[0] == "✓ done"
    assert words.state_of(Stage.REFUSED)[0] == "✕ refused"
