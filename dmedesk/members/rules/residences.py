"""Where a member lives on a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dmedesk.members.rules.words import Setting


class Stay(NamedTuple):
    """A member's residence: from a first day up to, and without, ``until_on`` (if it ended)."""

    setting: Setting
    from_on: date
    until_on: date | None = None


def setting_on(stays: Sequence[Stay], day: date) -> Setting:
    """Where the member lives on the day: home where nothing else is known.

    Of two residences on one day the one that began later counts.
    """
    latest: Stay | None = None
    for stay in stays:
        lives_there = stay.from_on <= day and (stay.until_on is None or day < stay.until_on)
        if lives_there and (latest is None or stay.from_on > latest.from_on):
            latest = stay
    return Setting.HOME if latest is None else latest.setting


def first_moved(before: Sequence[Stay], after: Sequence[Stay], days: Iterable[date]) -> date | None:
    """The first of these days on which the member would live elsewhere than before."""
    moved = (day for day in days if setting_on(before, day) is not setting_on(after, day))
    return min(moved, default=None)
