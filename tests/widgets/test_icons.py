"""Icons are drawn in the ink of the theme that is worn."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from dmedesk.kit.paths import resources
from dmedesk.widgets import theme
from dmedesk.widgets.dress import wear
from dmedesk.widgets.icons import SIZE, icon
from tests.architecture.source import modules

FILES = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


def _inks(drawn: QIcon) -> set[str]:
    picture = drawn.pixmap(SIZE, SIZE).toImage()
    points = [picture.pixelColor(x, y) for x in range(SIZE) for y in range(SIZE)]
    return {point.name().upper() for point in points if point.alpha() == 255}


@pytest.mark.parametrize("name", FILES)
def test_every_icon_is_drawn_in_ink_in_both_themes(qapp: QApplication, name: str) -> None:
    drawn = icon(name)
    assert theme.LIGHT.ink in _inks(drawn) or drawn.pixmap(SIZE, SIZE).toImage().allGray() is False
    wear(qapp, Qt.ColorScheme.Dark)
    dark = _inks(icon(name))
    wear(qapp, Qt.ColorScheme.Light)
    assert theme.LIGHT.ink not in dark


def test_every_icon_that_a_screen_names_is_there() -> None:
    named = {
        name
        for module in modules()
        for name in re.findall(r"picture\s*=\s*\"([a-z0-9-]+)\"", module.text)
    }
    assert named
    assert named <= set(FILES)


def test_an_icon_beside_words_keeps_from_them(qapp: QApplication) -> None:
    assert qapp is not None

    def columns(drawn: QIcon, side: int) -> set[int]:
        picture = drawn.pixmap(side, side).toImage()
        marked = (x for x in range(side) for y in range(side) if picture.pixelColor(x, y).alpha())
        return set(marked)

    for side in (18, 27, 36):
        alone, beside = icon("printer"), icon("printer", beside_words=True)
        assert max(columns(beside, side)) < max(columns(alone, side))
        assert max(columns(beside, side)) < side - side // 9
