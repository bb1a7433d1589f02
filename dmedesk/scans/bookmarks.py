"""A bound PDF finished by hand: its title and maker, bookmarks, and no day or chance in its bytes.

PDFium writes neither bookmarks nor a title, but stamps the time and a random number into what it
saves. Its file ends with a plain table of where each object is; here that end is written anew, with
the further objects before it. ISO 32000-1, 7.5 (file structure), 12.3.3 (outlines), 14.3.3 (info).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

_ROOT = re.compile(rb"/Root (\d+) 0 R")
_INFO = re.compile(rb"/Info (\d+) 0 R")
_PAGES = re.compile(rb"/Pages (\d+) 0 R")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REF = re.compile(rb"(\d+) 0 R")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_RANGE = re.compile(rb"(\d+) (\d+)\s+(?=\d{10} )")


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
    file = _File(content)
    root, info = file.number(_ROOT), file.number(_INFO)
    pages = file.page_numbers(root)
    file.drop(info)
    catalog = file.body(root)
    file.drop(root)
    outline = file.next_number + 1
    numbered = list(_numbered(bookmarks, outline, outline + 1))
    tree = f"/Outlines {outline} 0 R/PageMode/UseOutlines/Lang(en-US)".encode()
    see_title = b"/ViewerPreferences<</DisplayDocTitle true>>"
    file.add(root, catalog.replace(b"<<", b"<<" + tree + see_title, 1))
    file.add(info, _info(titles))
    file.add(outline, _outline(numbered, outline))
    for one in numbered:
        file.add(one.number, one.body(pages))
    return file.end(root, info)


class _File:
    """The body of the file, and where each of its objects begins."""

    def __init__(self, content: bytes) -> None:
        start = content.rindex(b"startxref")
        table = int(content[start:].split()[1])
        self._trailer = content[content.index(b"trailer", table) : start]
        self._bytes = bytearray(content[:table])
        self._at = _places(content[table : content.index(b"trailer", table)])

    @property
    def next_number(self) -> int:
        """The highest number of an object."""
        return max(self._at)

    def number(self, of: "re.Pattern[bytes]") -> int:
        """The object that the trailer names."""
        return _first(of, self._trailer)

    def _span(self, number: int) -> tuple[int, int]:
        start = self._at[number]
        return start, self._bytes.index(b"endobj", start) + len(b"endobj")

    def body(self, number: int) -> bytes:
        """What stands in an object."""
        start, end = self._span(number)
        whole = bytes(self._bytes[start:end])
        return whole[whole.index(b"obj") + 3 : -len(b"endobj")].strip()

    def page_numbers(self, root: int) -> list[int]:
        """The objects of the pages, in their order. PDFium keeps all of them in one list."""
        return [
            int(number)
            for number in _REF.findall(_kids(self.body(_first(_PAGES, self.body(root)))))
        ]

    def drop(self, number: int) -> None:
        """Take an object out; blanks are left, so that no other one moves."""
        start, end = self._span(number)
        self._bytes[start:end] = b" " * (end - start)
        del self._at[number]

    def add(self, number: int, body: bytes) -> None:
        """Write an object at the end."""
        self._at[number] = len(self._bytes)
        self._bytes += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"

    def end(self, root: int, info: int) -> bytes:
        """The whole file, with a new table of places."""
        table, size = len(self._bytes), self.next_number + 1
        rows = [b"0000000000 65535 f\r\n"]
        for number in range(1, size):
            at = self._at.get(number)
            rows.append(
                b"0000000000 00000 f\r\n" if at is None else f"{at:010} 00000 n\r\n".encode()
            )
        mark = sha256(bytes(self._bytes)).hexdigest()[:32]
        names = f"/Size {size}/Root {root} 0 R/Info {info} 0 R/ID[<{mark}><{mark}>]"
        head, tail = f"xref\n0 {size}\n", f"trailer\n<<{names}>>\nstartxref\n{table}\n%%EOF\n"
        return bytes(self._bytes) + head.encode() + b"".join(rows) + tail.encode()


def _places(table: bytes) -> dict[int, int]:
    """Where each object begins, from a table of one or more ranges."""
    found: dict[int, int] = {}
    for part in _RANGE.finditer(table):
        first, count = int(part[1]), int(part[2])
        entries = _ENTRY.finditer(table, part.end())
        for number, entry in zip(range(first, first + count), entries, strict=False):
            if entry[3] == b"n":
                found[number] = int(entry[1])
    return found


def _first(of: "re.Pattern[bytes]", within: bytes) -> int:
    found = of.search(within)
    if found is None:
        raise ValueError(f"no {of.pattern!r} in a saved PDF")
    return int(found[1])


def _kids(pages: bytes) -> bytes:
    found = _KIDS.search(pages)
    if found is None:
        raise ValueError("a saved PDF without pages")
    return found[1]


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
