"""Text that keeps to its column: broken between words, then in them, then cut with an ellipsis."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, takewhile

from dmedesk.printing.typeface import Style, clean, face_for, width_of

ELLIPSIS = "…"


def wrap(text: str, style: Style, width: float, *, most: int = 12) -> tuple[str, ...]:
    """The text as lines no wider than ``width`` points, at most ``most`` of them.

    A word wider than the column is broken where it has to be. What does not fit into the last
    line is cut off, and an ellipsis says so.
    """
    text = clean(text)
    if not text:
        return ()
    widths = face_for(text, bold=style.bold).widths
    room = width * 1000 / style.size
    if _width(text, widths) <= room:
        return (text,)
    lines = list(_lines(_fitting_words(text, widths, room), widths, room))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(f"{lines[most - 1]} {lines[most]}", widths, room))


def fits(text: str, style: Style, width: float) -> bool:
    """Whether the text is one line no wider than ``width`` points."""
    return width_of(clean(text), style) <= width


def _width(text: str, widths: Mapping[str, float]) -> float:
    return sum(map(widths.__getitem__, text))


def _lines(words: Iterable[str], widths: Mapping[str, float], room: float) -> Iterator[str]:
    line, used = "", 0.0
    for word in words:
        wide = _width(word, widths)
        joined = used + widths[" "] + wide
        if line and joined > room:
            yield line
            line, used = word, wide
        elif line:
            line, used = f"{line} {word}", joined
        else:
            line, used = word, wide
    if line:
        yield line


def _fitting_words(text: str, widths: Mapping[str, float], room: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while _width(rest, widths) > room:
            head = _head(rest, widths, room)
            yield head
            rest = rest[len(head) :]
        yield rest


def _head(text: str, widths: Mapping[str, float], room: float) -> str:
    """As many characters as fit, at least one."""
    ends = accumulate(widths[character] for character in text)
    fitting = sum(1 for _ in takewhile(lambda end: end <= room, ends))
    return text[: max(fitting, 1)]


def _cut(text: str, widths: Mapping[str, float], room: float) -> str:
    return _head(text, widths, room - widths[ELLIPSIS]).rstrip() + ELLIPSIS
