"""A list with small pictures: by their keys, told to readers of the screen, drawn in the middle."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from dmedesk.widgets.pictured import PicturedModel, draw_picture
from dmedesk.widgets.theme import current


def _square(side: int) -> QImage:
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    return picture


def test_rows_with_one_key_have_one_picture(qapp: QApplication) -> None:
    assert qapp is not None
    model: PicturedModel[str] = PicturedModel(
        key=lambda one: one[0], title=str.upper, said=lambda one: f"{one}, all of it"
    )
    model.show_rows(["ab", "ac", "b"])
    changed: list[int] = []
    model.dataChanged.connect(lambda first, *_: changed.append(first.row()))
    model.show_picture("a", _square(2))
    assert changed == [0, 1]
    first = model.index(0)
    assert model.data(first) == "AB"
    assert model.data(first, Qt.ItemDataRole.AccessibleTextRole) == "ab, all of it"
    assert model.data(first, Qt.ItemDataRole.UserRole) == "ab"
    assert model.data(first, Qt.ItemDataRole.FontRole) is None


def test_a_picture_stands_in_the_middle_and_grows_where_it_is_told(qapp: QApplication) -> None:
    assert qapp is not None
    for side, fills, seen in ((10, False, False), (10, True, True), (90, False, True)):
        canvas = QImage(40, 40, QImage.Format.Format_RGB32)
        painter = QPainter(canvas)
        draw_picture(painter, QRect(0, 0, 40, 40), _square(side), fills=fills)
        painter.end()
        assert canvas.pixelColor(20, 20) == QColor("red")
        near_the_edge = canvas.pixelColor(3, 20)
        assert (near_the_edge == QColor("red")) is seen
        assert seen or near_the_edge == current().raised
