"""Letters in batches, as they leave the house: with a driver's route, or by post."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Going:
    """How one letter can go: ``planned_on`` is the day of the next visit, None where none is
    planned; ``stop_no`` its place in the driver's order, if it has one.
    """

    member: str
    town: str
    zip: str
    planned_on: date | None = None
    driver: str = ""
    stop_no: int | None = None


L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Batch(Generic[L]):
    """Letters that go together, in the order in which they are given out; ``title`` says how."""

    title: str
    letters: tuple[L, ...]
    is_route: bool


def batches_of(letters: Sequence[tuple[Going, L]]) -> list[Batch[L]]:
    """The letters of each route in the order of its drive, then those by post in ZIP order.

    Where some go by a route, all of them by post are offered besides: a route may be too late.
    """
    routes: dict[tuple[date, str], list[tuple[Going, L]]] = defaultdict(list)
    for going, letter in letters:
        if going.planned_on is not None:
            routes[going.planned_on, going.driver].append((going, letter))
    found = [_route(*key, routes[key]) for key in sorted(routes)]
    rest = [one for one in letters if one[0].planned_on is None]
    if rest:
        found.append(_post("by post, in ZIP order", rest))
    if routes:
        found.append(_post("(all) by post, in ZIP order", letters))
    return found


def _route(planned_on: date, driver: str, letters: Sequence[tuple[Going, L]]) -> Batch[L]:
    def drive(one: tuple[Going, L]) -> tuple[object, ...]:
        going = one[0]
        placed = going.stop_no if going.stop_no is not None else 0
        return (going.stop_no is None, placed, going.town, going.member)

    whose = f"{driver}’s route" if driver else "the visits without a driver"
    title = f"{_count(letters)} with {whose} of {planned_on:%a} {planned_on}"
    return Batch(title, tuple(letter for _, letter in sorted(letters, key=drive)), is_route=True)


def _post(how: str, letters: Sequence[tuple[Going, L]]) -> Batch[L]:
    """Without a ZIP last: its address is to be looked at."""
    ordered = sorted(letters, key=lambda one: (not one[0].zip, one[0].zip, one[0].member))
    return Batch(f"{_count(letters)} {how}", tuple(letter for _, letter in ordered), is_route=False)


def _count(letters: Sequence[object]) -> str:
    return "1 letter" if len(letters) == 1 else f"{len(letters):,} letters"
