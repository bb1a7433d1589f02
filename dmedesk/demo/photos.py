"""Photos of a unit of the demo shop, drawn by arithmetic, as the files that they move in with."""

import csv
import zlib
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path

from dmedesk.demo.facts import facts, serial_of

_WIDE, _HIGH = 320, 240
_PHOTOS = (
    ("Label plate", (0x2C, 0x5E, 0x9E)),
    ("As it was received", (0x23, 0x69, 0x3F)),
    ("Scratch at the left side", (0x87, 0x56, 0x00)),
)
_COLUMNS = (
    "kind",
    "record",
    "sha256",
    "attached_at",
    "attached_by",
    "file_name",
    "media_type",
    "title",
)
_EDGE = 24
_NOON = time(12, tzinfo=UTC)


def write_photos(folder: Path, *, today: date) -> None:
    """Write ``attachments.csv`` and the photos that it names: three of one unit."""
    serial = serial_of(facts()["products"][0]["product_no"], 1).replace("-", "")
    (folder / "attachments").mkdir(exist_ok=True)
    attached_at = datetime.combine(today, _NOON).isoformat()
    with (folder / "attachments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for place, (title, color) in enumerate(_PHOTOS, start=1):
            content = photo(color)
            digest = sha256(content).hexdigest()
            (folder / "attachments" / f"{digest}.png").write_bytes(content)
            name = f"photo-{place}.png"
            row = ("asset", serial, digest, attached_at, "demo", name, "image/png", title)
            writer.writerow(row)


def photo(color: tuple[int, int, int]) -> bytes:
    """A PNG of one colour that fades to a dark edge, so that small and large look alike."""
    rows = bytearray()
    for down in range(_HIGH):
        rows.append(0)
        for across in range(_WIDE):
            inside = min(down, across, _HIGH - 1 - down, _WIDE - 1 - across, _EDGE)
            rows += bytes(part * (_EDGE + inside) // (2 * _EDGE) for part in color)
    header = _WIDE.to_bytes(4) + _HIGH.to_bytes(4) + bytes((8, 2, 0, 0, 0))
    pieces = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in pieces)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return len(content).to_bytes(4) + checked + zlib.crc32(checked).to_bytes(4)
