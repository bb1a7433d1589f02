"""The clock, handed in wherever the moment matters, so that tests and the demo can set it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Answers the present moment in UTC."""


def system_clock() -> datetime:
    """The computer's own clock, in UTC."""
    return datetime.now(UTC)
