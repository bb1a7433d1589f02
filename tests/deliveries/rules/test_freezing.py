"""Lines are frozen as they were, and the digest covers every word of a proof."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from dmedesk.deliveries.rules.freezing import (
    FrozenLine,
    FrozenTo,
    digest_of,
    frozen_lines,
    lines_of,
    to_of,
)
from dmedesk.deliveries.rules.words import Method, Terms, Way

LINES = (
    FrozenLine(1, Way.OUT, "Bed “semi”", "E0260", serial="SN 1", brand="Acme", terms=Terms.SALE),
    FrozenLine(2, Way.BACK, "Tube", "A7037", quantity=3, expected="SN2", has_moved=False),
)
TO = FrozenTo("M1", "Nora Rivera", ("48 Elm", "Lynn, MA"), "MassHealth")
SAID: dict[str, Any] = {
    "method": Method.DIRECT,
    "delivered_on": date(2026, 10, 5),
    "signer": "Nora",
    "recorded_at": datetime(2026, 10, 5, 15, tzinfo=UTC),
    "strokes": None,
}


def test_lines_come_back_as_they_were() -> None:
    frozen = frozen_lines(TO, LINES)
    assert lines_of(frozen) == LINES
    assert to_of(frozen) == TO
    assert (lines_of(""), to_of("")) == ((), None)


@pytest.mark.parametrize(
    "change",
    [
        {"signer": "nora"},
        {"delivered_on": date(2026, 10, 6)},
        {"delivered_on": None},
        {"method": Method.FACILITY},
        {"strokes": ""},
        {"recorded_at": datetime(2026, 10, 5, 15, 0, 0, 1, tzinfo=UTC)},
        {"more": 1},
    ],
)
def test_every_change_gives_another_digest(change: dict[str, Any]) -> None:
    assert digest_of("SLIP-1", {**SAID, **change}) != digest_of("SLIP-1", SAID)
    assert digest_of("SLIP-2", SAID) != digest_of("SLIP-1", SAID)


def test_one_moment_in_any_zone_has_one_digest() -> None:
    there = SAID["recorded_at"].astimezone(timezone(timedelta(hours=-5)))
    again = dict(reversed({**SAID, "recorded_at": there}.items()))
    assert digest_of("SLIP-1", again) == digest_of("SLIP-1", SAID)
