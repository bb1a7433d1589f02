"""What papers are numbered by: a prefix that can be part of a file's name, and numbers in order."""

import re
from collections.abc import Iterator

from dmedesk.kit.findings import Finding, Severity

_PREFIX = re.compile(r"[A-Za-z0-9._-]{0,19}[A-Za-z._-]", re.ASCII)
MOST_DIGITS = 12
"""Digits that a number may be filled up to."""


def prefix_is_possible(prefix: str) -> bool:
    """Whether papers can be files of that name, and where the digits begin can be seen."""
    return not prefix or _PREFIX.fullmatch(prefix) is not None


def numbering_findings(
    prefix: str, next_number: int, width: int, *, next_now: int, is_begun: bool
) -> Iterator[Finding]:
    """What is wrong with a new numbering where ``next_now`` would be the next number."""
    if not prefix_is_possible(prefix):
        yield _finding(
            "bad_prefix",
            f"{prefix!r} cannot stand before a number.",
            "prefix",
            "Write at most 20 letters, digits, dots, hyphens or underscores, the last no digit.",
        )
    if next_number < next_now:
        yield _finding(
            "number_backward",
            f"The next number is {next_now}; numbers only go forward.",
            "next_number",
            f"Write {next_now}.",
        )
    if is_begun and next_number > next_now:
        yield _finding(
            "numbers_were_given",
            f"The next number is {next_now}: numbers were given, and have no gaps.",
            "next_number",
            f"Write {next_now}.",
        )
    if not 1 <= width <= MOST_DIGITS:
        yield _finding(
            "bad_width", f"{width} digits are not possible.", "width", f"Write 1 to {MOST_DIGITS}."
        )


def numbering_moved_on() -> Finding:
    """Numbers were given, or changed, since this numbering was read."""
    return _finding(
        "changed_meanwhile",
        "The numbering has changed meanwhile.",
        "next_number",
        "Read again (F5), then change what is still to be changed.",
    )


def _finding(code: str, message: str, field: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field)
