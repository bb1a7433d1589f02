"""What was heard of one scan, key by key, and the settings that would tell it from typing."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity

LEAST_GAP, SLOWEST_GAP = 5, 80
"""Milliseconds between two signs: no setting below, and none above, where people type."""

FEWEST_SIGNS, MOST_SIGNS = 2, 20
"""The bounds of how many signs a scan has at least."""

ENDING_WORDS = {"enter": "Enter", "tab": "Tab", "enter or tab": "Enter or Tab"}

_ROOM = 1.5
_STEP = 5
_LEAST_LEARNED = 20
_SEEN = {"\x1d": "<GS>"}


class HeardKey(NamedTuple):
    """One key at its millisecond: the sign that it types, or which ending (``enter``) it is."""

    at: int
    sign: str = ""
    ending: str = ""


class Ways(NamedTuple):
    """What tells a scanner from a person: ``gap`` in milliseconds, ``least`` signs, ``ending``."""

    gap: int
    least: int
    ending: str


class Heard:
    """The keys of one scan, or of somebody's typing, up to the first ending."""

    def __init__(self, keys: Sequence[HeardKey]) -> None:
        ends = next((at for at, key in enumerate(keys) if key.ending), len(keys))
        self.signs = [key for key in keys[:ends] if key.sign]
        self.end = keys[ends] if ends < len(keys) else None

    @property
    def text(self) -> str:
        """What was typed, without the ending."""
        return "".join(key.sign for key in self.signs)

    @property
    def shown(self) -> str:
        """The keys as they can be seen: separators as <GS>, Enter as ⏎, Tab as ⇥."""
        seen = "".join(_SEEN.get(key.sign, key.sign) for key in self.signs)
        return seen + {"enter": " ⏎", "tab": " ⇥", "": ""}[self.ending]

    @property
    def ending(self) -> str:
        """The key at the end: ``enter``, ``tab``, or empty where none came."""
        return self.end.ending if self.end else ""

    @property
    def gaps(self) -> list[int]:
        """The milliseconds from sign to sign, and to the ending."""
        times = [key.at for key in [*self.signs, *([self.end] if self.end else [])]]
        return [after - before for before, after in pairwise(times)]

    @property
    def slowest(self) -> int:
        """The longest of the gaps; 0 for one key alone."""
        return max(self.gaps, default=0)

    @property
    def usual(self) -> int:
        """The gap in the middle of all."""
        gaps = sorted(self.gaps)
        return gaps[(len(gaps) - 1) // 2] if gaps else 0

    def not_told_by(self, ways: Ways) -> str:
        """Why these ways take it for typing; empty where they tell it as a scan."""
        if not self.ending:
            return "no Enter or Tab came at the end"
        if self.ending not in ways.ending.split(" or "):
            wanted = ENDING_WORDS[ways.ending]
            return f"it ended with {ENDING_WORDS[self.ending]}, and {wanted} is waited for"
        if len(self.signs) < ways.least:
            return f"it has {len(self.signs)} signs, and a scan has {ways.least} at least"
        if self.slowest > ways.gap:
            return f"keys came up to {self.slowest} ms apart, and {ways.gap} ms are allowed"
        return ""

    def fitting(self, ways: Ways) -> Ways:
        """The ways that tell this scan: its slowest gap with room, its ending, no more signs than
        it has.

        Raises ``Refused`` where nothing would tell it from a person's typing.
        """
        if not self.ending:
            raise Refused(
                [
                    _finding(
                        "scan_without_end",
                        "Nothing came at the end of the scan.",
                        "Set the scanner to send Enter after each scan: its handbook calls it the"
                        " suffix CR.",
                    )
                ]
            )
        if self.slowest > SLOWEST_GAP or len(self.signs) < FEWEST_SIGNS:
            raise Refused([self._as_a_person()])
        roomy = int(self.slowest * _ROOM) // _STEP * _STEP + _STEP
        gap = max(_LEAST_LEARNED, min(SLOWEST_GAP, roomy))
        least = max(FEWEST_SIGNS, min(ways.least, len(self.signs)))
        return Ways(gap, least, self.ending)

    def _as_a_person(self) -> Finding:
        return _finding(
            "scan_as_typed",
            f"{len(self.signs)} signs, up to {self.slowest} ms apart: people type like that.",
            "Scan again. A slow scanner can be set to send faster: its handbook calls it the"
            " inter-character delay.",
        )


def _finding(code: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.WARNING, code, message, remedy=remedy)
