"""Every pair of text and ground can be read, in both themes (contrast 4.5, WCAG 2.1 1.4.3)."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from dmedesk.widgets.theme import DARK, LIGHT, Theme, Tone, palette_of, style_sheet, theme_for

LEAST = 4.5
GROUNDS = ("ground", "surface", "raised", "chosen")


def _luminance(color: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("tone", Tone)
def test_text_can_be_read_on_every_ground(theme: Theme, ground: str, tone: Tone) -> None:
    assert _contrast(theme.color(tone).name(), getattr(theme, ground)) >= LEAST


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_the_accent_can_be_read(theme: Theme) -> None:
    assert _contrast(theme.on_accent, theme.accent) >= LEAST


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_are_drawn_in_their_colour(theme: Theme) -> None:
    drawn = re.findall(r"1px solid ([^;]+);", style_sheet(theme))
    assert theme.line in drawn
    assert [one for one in drawn if not re.fullmatch("#[0-9A-F]{6}|transparent", one)] == []


def test_the_themes_follow_the_system_and_are_light_where_it_has_no_choice() -> None:
    assert theme_for(Qt.ColorScheme.Dark) is DARK
    assert theme_for(Qt.ColorScheme.Light) is LIGHT
    assert theme_for(Qt.ColorScheme.Unknown) is LIGHT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_colour_but_the_theme_s(theme: Theme) -> None:
    tokens = {getattr(theme, name) for name in Theme.__slots__}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", style_sheet(theme))) <= tokens


def test_the_palette_has_the_grounds_of_the_theme() -> None:
    palette = palette_of(DARK)
    assert palette.window().color() == QColor(DARK.ground)
    assert palette.base().color() == QColor(DARK.surface)


def test_a_hairline_has_the_colour_of_lines() -> None:
    assert f"border: 1px solid {LIGHT.line}" in style_sheet(LIGHT)
