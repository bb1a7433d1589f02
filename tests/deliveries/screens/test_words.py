"""Every stage, kind, reason and method has its word; days are counted as people say them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import pytest

from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    Relationship,
    Settled,
    Terms,
    TicketKind,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.deliveries.screens import words


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (words.KIND_WORDS, TicketKind),
        (words.STAGE_WORDS, TicketStage),
        (words.WAY_WORDS, Way),
        (words.TERMS_WORDS, Terms),
        (words.PICKUP_WORDS, PickupReason),
        (words.METHOD_WORDS, Method),
        (words.RELATIONSHIP_WORDS, Relationship),
        (words.UNSIGNED_WORDS, UnsignedReason),
        (words.SETTLED_WORDS, Settled),
    ],
)
def test_everything_has_its_own_word(said: Mapping[StrEnum, object], kinds: type[StrEnum]) -> None:
    assert set(said) == set(kinds)
    assert len(set(said.values())) == len(said)


def test_a_stage_has_sign_and_word() -> None:
    assert words.state_of(TicketStage.DONE)[0] == "✓ done"


def test_days_are_counted_until_today() -> None:
    today = date(2026, 11, 3)
    told = [words.days_since(date(2026, 11, day), today) for day in (1, 2, 3, 4)]
    assert told == ["2 days", "1 day", "today", "2026-11-04"]
