"""A bound PDF finished by hand: its title and maker, bookmarks, and no day or chance in its bytes.

PDFium writes neither bookmarks nor a title, but stamps the time and a random number into what it
saves. ISO 32000-1, 12.3.3 (outlines), 14.3.3 (info).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dmedesk.scans.objects import INFO, ROOT, SavedFile, entries_of, written


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One line of the outline: its words, the page it opens (from 1), the lines within it."""

    title: str
    page: int
    within: tuple["Bookmark", ...] = ()


@dataclass(frozen=True, slots=True)
class Titles:
    """What a reader shows as the document's properties."""

    title: str
    author: str
    subject: str


def finished(content: bytes, titles: Titles, bookmarks: Sequence[Bookmark]) -> bytes:
    """A PDF as PDFium saved it, with its properties and bookmarks: the same bytes for the same
    pages. Raises ``ValueError`` where it is not such a file.
    """
    file = SavedFile(content)
    root, pages, outline = file.number(ROOT), file.pages(), file.next_number
    numbered = list(_numbered(bookmarks, outline, outline + 1))
    catalog = entries_of(file.body(root))
    catalog[b"/Outlines"] = f"{outline} 0 R".encode()
    catalog[b"/PageMode"], catalog[b"/Lang"] = b"/UseOutlines", b"(en-US)"
    catalog[b"/ViewerPreferences"] = b"<</DisplayDocTitle true>>"
    file.put(root, written(catalog))
    file.put(file.number(INFO), _info(titles))
    file.put(outline, _outline(numbered, outline))
    for one in numbered:
        file.put(one.number, one.body(pages))
    return file.end()


@dataclass(frozen=True, slots=True)
class _Line:
    """One bookmark with the numbers of those around it; 0 where there is none."""

    number: int
    parent: int
    before: int
    after: int
    first: int
    last: int
    inside: int
    mark: Bookmark

    def body(self, pages: Sequence[int]) -> bytes:
        refs = (
            ("Parent", self.parent),
            ("Prev", self.before),
            ("Next", self.after),
            ("First", self.first),
            ("Last", self.last),
        )
        said = "".join(f"/{name} {number} 0 R" for name, number in refs if number)
        # Below zero: the lines within are folded away at first.
        count = f"/Count -{self.inside}" if self.inside else ""
        to = f"/Dest[{pages[self.mark.page - 1]} 0 R/Fit]"
        return b"<</Title" + _text(self.mark.title) + f"{said}{count}{to}>>".encode()


def _numbered(marks: Sequence[Bookmark], parent: int, start: int) -> Iterator[_Line]:
    """The lines of one level and of those within, numbered from ``start``."""
    starts, at = [], start
    for mark in marks:
        starts.append(at)
        at += _count(mark)
    for place, mark in enumerate(marks):
        mine = starts[place]
        below = list(_numbered(mark.within, mine, mine + 1))
        children = [one.number for one in below if one.parent == mine]
        yield _Line(
            mine,
            parent,
            starts[place - 1] if place else 0,
            starts[place + 1] if place + 1 < len(marks) else 0,
            children[0] if children else 0,
            children[-1] if children else 0,
            len(children),
            mark,
        )
        yield from below


def _count(mark: Bookmark) -> int:
    return 1 + sum(map(_count, mark.within))


def _outline(lines: Sequence[_Line], own: int) -> bytes:
    top = [one.number for one in lines if one.parent == own]
    ends = f"/First {top[0]} 0 R/Last {top[-1]} 0 R" if top else ""
    return f"<</Type/Outlines{ends}/Count {len(top)}>>".encode()


def _info(titles: Titles) -> bytes:
    pairs = (
        ("Title", titles.title),
        ("Author", titles.author),
        ("Subject", titles.subject),
        ("Creator", "DMEDesk"),
        ("Producer", "DMEDesk"),
    )
    return b"<<" + b"".join(f"/{name}".encode() + _text(value) for name, value in pairs) + b">>"


def _text(words: str) -> bytes:
    """A text string, in UTF-16 with its mark, as hexadecimal digits."""
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode() + b">"
