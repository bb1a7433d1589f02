"""The objects of a PDF as PDFium saved it: found by the table at its end, changed, added to.

PDFium writes every object plainly, one after the other, and all pages into one list. ISO 32000-1,
7.3 (objects), 7.5 (file structure).
"""

import re
from collections.abc import Iterator
from hashlib import sha256

ROOT = re.compile(rb"/Root (\d+) 0 R")
INFO = re.compile(rb"/Info (\d+) 0 R")
_PAGES = re.compile(rb"/Pages (\d+) 0 R")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REF = re.compile(rb"(\d+) 0 R")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_RANGE = re.compile(rb"(\d+) (\d+)\s+(?=\d{10} )")
_TOKEN = re.compile(
    rb"<<|>>|\[|\]|/[^\s/<>\[\]()]*|\((?:\\.|[^\\()]|\([^()]*\))*\)|<[0-9A-Fa-f\s]*>|[^\s/<>\[\]()]+",
    re.DOTALL,
)


class SavedFile:
    """The body of a saved file, and where each of its objects begins.

    Raises ``ValueError`` where it is not such a file.
    """

    def __init__(self, content: bytes) -> None:
        start = content.rindex(b"startxref")
        table = int(content[start:].split()[1])
        self._trailer = content[content.index(b"trailer", table) : start]
        self._bytes = bytearray(content[:table])
        self._at = _places(content[table : content.index(b"trailer", table)])
        self.next_number = max(self._at) + 1
        """The number of the next new object."""

    def number(self, of: "re.Pattern[bytes]") -> int:
        """The object that the trailer names."""
        return _first(of, self._trailer)

    def body(self, number: int) -> bytes:
        """What stands in an object that is no stream."""
        start, end = self._span(number)
        whole = bytes(self._bytes[start:end])
        return whole[whole.index(b"obj") + 3 : -len(b"endobj")].strip()

    def pages(self) -> list[int]:
        """The objects of the pages, in their order."""
        tree = self.body(_first(_PAGES, self.body(self.number(ROOT))))
        found = _KIDS.search(tree)
        if found is None:
            raise ValueError("a saved PDF without pages")
        return [int(number) for number in _REF.findall(found[1])]

    def put(self, number: int, body: bytes) -> None:
        """Write an object at the end; where it stood before, blanks are left."""
        if number in self._at:
            start, end = self._span(number)
            self._bytes[start:end] = b" " * (end - start)
        self._at[number] = len(self._bytes)
        self.next_number = max(self.next_number, number + 1)
        self._bytes += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"

    def add(self, body: bytes) -> int:
        """Write a new object; answers its number."""
        number = self.next_number
        self.put(number, body)
        return number

    def end(self) -> bytes:
        """The whole file with a new table of places; its mark is the digest of what is before."""
        root, info = self.number(ROOT), self.number(INFO)
        table, size = len(self._bytes), self.next_number
        rows = [b"0000000000 65535 f\r\n"]
        for number in range(1, size):
            at = self._at.get(number)
            rows.append(
                b"0000000000 00000 f\r\n" if at is None else f"{at:010} 00000 n\r\n".encode()
            )
        mark = sha256(bytes(self._bytes)).hexdigest()[:32]
        names = f"/Root {root} 0 R /Info {info} 0 R /Size {size}/ID[<{mark}><{mark}>]"
        head, tail = f"xref\n0 {size}\n", f"trailer\n<<{names}>>\nstartxref\n{table}\n%%EOF\n"
        return bytes(self._bytes) + head.encode() + b"".join(rows) + tail.encode()

    def begins(self, number: int, sign: bytes) -> bool:
        """Whether an object's contents begin with this sign."""
        start = self._bytes.index(b"obj", self._at[number]) + 3
        return bytes(self._bytes[start : start + 8]).lstrip().startswith(sign)

    def _span(self, number: int) -> tuple[int, int]:
        start = self._at[number]
        return start, self._bytes.index(b"endobj", start) + len(b"endobj")


def entries_of(dictionary: bytes) -> dict[bytes, bytes]:
    """The entries of a dictionary, each as it is written; those within its entries are not told."""
    found: dict[bytes, bytes] = {}
    key, depth, begun = b"", 0, 0
    for token, start, end in _tokens(dictionary):
        if depth == 1 and token.startswith(b"/") and (not key or dictionary[begun:start].strip()):
            if key:
                found[key] = dictionary[begun:start].strip()
            key, begun = token, end
            continue
        depth += {b"<<": 1, b"[": 1, b">>": -1, b"]": -1}.get(token, 0)
        if depth == 0 and key:
            found[key] = dictionary[begun:start].strip()
    return found


def written(entries: dict[bytes, bytes]) -> bytes:
    """A dictionary of these entries."""
    return b"<<" + b"".join(key + b" " + value for key, value in entries.items()) + b">>"


def reference(value: bytes) -> int | None:
    """The object that a value names; None where it is not only named."""
    found = _REF.fullmatch(value.strip())
    return None if found is None else int(found[1])


def _tokens(text: bytes) -> Iterator[tuple[bytes, int, int]]:
    for found in _TOKEN.finditer(text):
        yield found[0], found.start(), found.end()


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
