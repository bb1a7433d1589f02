"""The arrow of a list to choose from, in both of its parts."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from dmedesk.widgets.choice import ArrowBox


def _drawn(box: ArrowBox) -> set[int]:
    image = box.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    across, down = range(box.width() - 16, box.width() - 4), range(6, box.height() - 6)
    return {image.pixel(x, y) for x in across for y in down}


@pytest.mark.parametrize("part", ["entry", "filter"])
def test_the_arrow_is_drawn(qapp: object, qtbot: QtBot, part: str) -> None:
    assert qapp is not None
    box = ArrowBox(part)
    qtbot.addWidget(box)
    box.addItem("")
    box.resize(120, 28)
    assert len(_drawn(box)) > 2
