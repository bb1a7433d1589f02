"""The texts that papers bear: the shop's own words, from a day on, every version kept.

A text is plain paragraphs. A line that begins with ``# `` is a heading. A paragraph that begins
with a regime in brackets, such as ``[medicare]``, is printed only for members whose payer goes by
it. What comes with the program are proposals: nothing of them is printed until the shop takes it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.paths import resources
from dmedesk.kit.prose import Paragraph

LONGEST = 12_000
"""Characters that a text may have."""

_LONGEST_LINE = 60
_HEADING = "# "


class TextKind(StrEnum):
    """Which text of the papers."""

    PHONE_24H = "phone_24h"
    TASKS = "tasks"
    RIGHTS = "rights"
    AGREEMENT = "agreement"
    PRIVACY = "privacy"
    ASSIGNMENT = "assignment"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class TextAbout:
    """What a text is called and where it stands. ``is_one_line`` allows no second line."""

    title: str
    stands: str
    is_one_line: bool = False


TEXTS: Mapping[TextKind, TextAbout] = {
    TextKind.PHONE_24H: TextAbout(
        "Number answered day and night",
        "On the member's copy of every slip.",
        is_one_line=True,
    ),
    TextKind.TASKS: TextAbout(
        "Set-up tasks",
        "On the supplier's copy of a slip that brings something: one line each, to be ticked.",
    ),
    TextKind.RIGHTS: TextAbout(
        "Rights and responsibilities",
        "On the member's copy of every slip, below the tear line.",
    ),
    TextKind.AGREEMENT: TextAbout(
        "Rental agreement",
        "In the packet of a first delivery, below the list of what is rented.",
    ),
    TextKind.PRIVACY: TextAbout("Privacy notice", "In the packet of a first delivery."),
    TextKind.ASSIGNMENT: TextAbout(
        "Assignment of benefits", "In the packet of a first delivery, to be signed."
    ),
    TextKind.STATEMENT: TextAbout(
        "On statements", "At the end of every member's statement: how to return, whom to call."
    ),
}
"""Every text, in the order in which people look at them."""


@cache
def proposal(kind: TextKind) -> str:
    """The text that comes with the program, to be read and changed by the owner; may be empty."""
    path = resources() / "texts" / f"{kind.value}.txt"
    return tidy(path.read_text(encoding="utf-8")) if path.is_file() else ""


def tidy(content: str) -> str:
    """The text with plain line ends, nothing behind a line, and no empty lines around it."""
    plain = content.replace("\N{NO-BREAK SPACE}", " ").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")


def text_findings(kind: TextKind, content: str) -> Iterator[Finding]:
    """Everything that is wrong with a text before it is kept; an empty one prints nothing."""
    if not content.replace("\n", "").isprintable():
        yield _wrong("bad_text", "The text holds a sign that cannot be printed.", "Type it again.")
    if len(content) > LONGEST:
        remedy = f"At most {LONGEST} fit."
        yield _wrong("text_too_long", f"The text has {len(content)} characters.", remedy)
    longest = _LONGEST_LINE if TEXTS[kind].is_one_line else LONGEST
    if TEXTS[kind].is_one_line and ("\n" in content or len(content) > longest):
        remedy = f"Write one line of at most {longest} characters."
        yield _wrong("not_one_line", f"{TEXTS[kind].title} is one line.", remedy)


def lines_of(content: str) -> tuple[str, ...]:
    """The lines of a text that lists things."""
    return tuple(line.strip() for line in content.split("\n") if line.strip())


def paragraphs(content: str, *, regime: str = "") -> tuple[Paragraph, ...]:
    """What of a text is printed for a member whose payer goes by this regime, in its order."""
    return tuple(_paragraphs(content, regime))


def _paragraphs(content: str, regime: str) -> Iterator[Paragraph]:
    for block in content.split("\n\n"):
        words: list[str] = []
        for line in block.split("\n"):
            if line.startswith(_HEADING):
                yield Paragraph(line.removeprefix(_HEADING).strip(), is_heading=True)
            else:
                words.append(line.strip())
        text = " ".join(filter(None, words))
        mark, bracket, rest = text.partition("]")
        if text.startswith("[") and bracket:
            text = rest.strip() if mark[1:].casefold() == regime else ""
        if text:
            yield Paragraph(text)


def _wrong(code: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field="content")
