"""The words of the rate book are those of the public format."""

from enum import StrEnum
from typing import get_args

import pytest

from dmedesk.catalog.rules import words
from dmedesk.rates import question


@pytest.mark.parametrize(
    ("ours", "formats"),
    [
        (words.PaymentClass, question.PaymentClass),
        (words.Family, question.Family),
        (words.FeeRegime, question.Regime),
    ],
)
def test_classes_families_and_regimes_are_the_engines(ours: type[StrEnum], formats: object) -> None:
    assert {word.value for word in ours} == set(get_args(formats))
