"""The dated rules about papers, what must stand on them, and the proposals of requirements.

Read once from ``parameters``: no legal number and no list of the law stands in Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dmedesk.papers.rules.dated import in_force, parameters
from dmedesk.papers.rules.words import RequirementKind


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that may stand on a paper: its key, its word, whether it is only ticked."""

    key: str
    word: str
    is_tick: bool


@dataclass(frozen=True, slots=True)
class ElementText:
    """What one text of the law wants to stand on which papers.

    Each entry of ``needs`` is met by any one of its elements; ``if_any`` and ``on_request`` are
    never missed by themselves.
    """

    key: str
    title: str
    citation: str
    papers: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    if_any: frozenset[str]
    on_request: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A requirement of a text, to be turned on. ``confirm`` says what was not found in the texts.

    ``regime`` is the one whose payers it is proposed for; an empty ``hcpcs`` or ``family`` is every
    one. Without its ``number`` or its code (``needs_code``) it is turned on by whoever knows it.
    """

    key: str
    regime: str
    kind: RequirementKind
    citation: str
    why: str
    hcpcs: str = ""
    family: str = ""
    text: str = ""
    number: int | None = None
    confirm: str = ""
    needs_code: bool = False


@cache
def elements() -> Mapping[str, Element]:
    """Everything that may stand on a paper, in the order of the forms."""
    return {
        key: Element(key, entry["word"], entry["kind"] == "tick")
        for key, entry in parameters("elements.toml")["elements"].items()
    }


@cache
def element_texts() -> Mapping[str, ElementText]:
    """What each text wants to stand on a paper."""
    return {
        key: ElementText(
            key,
            entry["title"],
            entry["citation"],
            frozenset(entry["papers"]),
            tuple(map(tuple, entry["needs"])),
            frozenset(entry["if_any"]),
            frozenset(entry["on_request"]),
        )
        for key, entry in parameters("elements.toml")["texts"].items()
    }


@cache
def proposals() -> Mapping[str, Proposal]:
    """The requirements that the texts have, by their keys."""
    found = {}
    for key, entry in parameters("requirements.toml").items():
        kind = RequirementKind(entry["kind"])
        found[key] = Proposal(key=key, **{**entry, "kind": kind})
    return found


def is_said_by(proposal: str, values: Mapping[str, Any]) -> bool:
    """Whether a requirement still says what the text says from which it was turned on.

    What the text leaves open, the number or the code, is the owner's to say.
    """
    own = proposals().get(proposal)
    if own is None:
        return False
    said = {name: values[name] or "" for name in ("kind", "text", "citation")}
    if own.number is not None:
        said["number"] = values["number"]
    if not own.needs_code:
        said |= {name: values[name] or "" for name in ("hcpcs", "family")}
    return all(getattr(own, name) == value for name, value in said.items())


def rule_on(name: str, day: date) -> str:
    """What a dated rule says on a day. ``LookupError`` where it says nothing."""
    return str(in_force("papers.toml", name, day)["value"])


def citation_on(name: str, day: date) -> str:
    """Where the rule in force on a day stands."""
    return str(in_force("papers.toml", name, day)["citation"])
