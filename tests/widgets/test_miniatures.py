"""Every miniature is drawn within its paper, and no two look alike."""

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from dmedesk.widgets.miniatures import Miniature, draw_miniature


def _drawn(kind: Miniature) -> QImage:
    image = QImage(120, 90, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    draw_miniature(kind, painter, image.rect().adjusted(10, 10, -10, -10))
    painter.end()
    return image


def test_no_two_look_alike_and_none_leaves_its_paper(qapp: QApplication) -> None:
    assert qapp is not None
    images = [_drawn(kind) for kind in Miniature]
    for place, image in enumerate(images):
        assert all(image != other for other in images[place + 1 :])
        edge = [image.pixelColor(x, 5).lightness() for x in range(0, 120, 10)]
        assert edge == [0] * len(edge)
