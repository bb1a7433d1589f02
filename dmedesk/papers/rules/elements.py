"""What stands on a paper: kept as lines ``key: words``, and what a text of the law misses there."""

from collections.abc import Collection, Mapping
from typing import Any

from dmedesk.kit.typed import tidy
from dmedesk.papers.rules.law import ElementText, elements
from dmedesk.papers.rules.words import PaperKind

TICKED = "yes"
"""What is kept of an element that is only ticked."""


def elements_in(kept: str | None) -> dict[str, str]:
    """The elements of a paper by their keys, from the lines in which they are kept."""
    found = {}
    for line in (kept or "").splitlines():
        key, colon, words = line.partition(": ")
        if colon and key in elements() and words.strip():
            found[key] = words.strip()
    return found


def elements_kept(said: Mapping[str, object]) -> str | None:
    """The lines in which elements are kept, in the order of the forms; None where there are none.

    A tick is True, words are words in one line; whatever is empty is left out.
    """
    lines = []
    for key, element in elements().items():
        value = said.get(key)
        words = TICKED if element.is_tick and value else " ".join(str(value or "").split())
        if value and words:
            lines.append(f"{key}: {words}")
    return "\n".join(lines) or None


def missing_elements(text: ElementText, present: Collection[str]) -> list[str]:
    """What a text misses on papers with these elements, in words; one of several is enough."""
    return [
        " or ".join(elements()[key].word for key in group)
        for group in text.needs
        if not any(key in present for key in group)
    ]


def paper_values(values: Mapping[str, Any], *, kept: str | None = None) -> dict[str, Any]:
    """The values as they are stored: codes in capitals, and the elements as their lines.

    Elements that are not told of stay as they are ``kept``.
    """
    known = elements()
    own = tidy({name: value for name, value in values.items() if name not in known})
    if own.get("hcpcs"):
        own["hcpcs"] = own["hcpcs"].upper()
    if own.get("kind"):
        own["kind"] = PaperKind(own["kind"])
    told = {name: value for name, value in values.items() if name in known}
    if told:
        own["elements"] = elements_kept({**elements_in(kept), **told})
    return own
