"""The words of the steps: ``parameters/wording.toml``, one entry a code, compiled once.

A step keeps its code and its numbers; the words are made when somebody asks. So a stored line
costs a few bytes, and a program that prices a month writes no prose.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from string import Formatter

from dmedesk.rates.answer import Figure, Step
from dmedesk.rates.law import read_parameters
from dmedesk.rates.money import ExactCents, format_dollars


@dataclass(frozen=True, slots=True)
class Wording:
    """One kind of step: its clause, and its sentence as literal text and figures in turn."""

    citation: str
    parts: tuple[tuple[str, int | None, Callable[[Figure], str]], ...]


def citation_of(code: str) -> str:
    """The clause that a step of this code rests on."""
    return wordings()[code].citation


def says(step: Step) -> str:
    """The step in words."""
    figures = step[2:]
    return "".join(
        literal if position is None else literal + write(figures[position])
        for literal, position, write in wordings()[step[0]].parts
    )


@cache
def wordings() -> dict[str, Wording]:
    """Every wording by its code."""
    entries = read_parameters("wording.toml")
    return {
        f"{paragraph}.{name}": Wording(entry["citation"], _parts(entry["says"]))
        for paragraph, named in entries.items()
        for name, entry in named.items()
    }


def _parts(template: str) -> tuple[tuple[str, int | None, Callable[[Figure], str]], ...]:
    return tuple(
        (literal, None if name is None else int(name), _dollars if spec == "$" else _plain)
        for literal, name, spec, _ in Formatter().parse(template)
    )


def _dollars(figure: Figure) -> str:
    return figure if isinstance(figure, str) else format_dollars(figure)


def _plain(figure: Figure) -> str:
    return figure if isinstance(figure, str) else plain_number(figure)


def plain_number(number: ExactCents) -> str:
    """A count or a percentage as a decimal without trailing zeros: ``7.5``, ``20``."""
    if isinstance(number, int):
        return str(number)
    return format_dollars(number * 100).rstrip("0").rstrip(".")
