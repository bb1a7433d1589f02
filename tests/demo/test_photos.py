"""The demo's photos are pictures, and move in with their unit."""

import csv
from datetime import date
from hashlib import sha256
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from dmedesk.demo.photos import photo, write_photos


def test_a_photo_is_a_picture_with_a_dark_edge() -> None:
    made = QImage.fromData(photo((200, 100, 50)))
    assert (made.width(), made.height()) == (320, 240)
    assert made.pixelColor(160, 120) == QColor(200, 100, 50)
    assert made.pixelColor(0, 0) == QColor(100, 50, 25)


def test_each_photo_lies_under_its_hash(tmp_path: Path) -> None:
    write_photos(tmp_path, today=date(2026, 11, 3))
    with (tmp_path / "attachments.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    for row in rows:
        content = (tmp_path / "attachments" / f"{row['sha256']}.png").read_bytes()
        assert sha256(content).hexdigest() == row["sha256"]
