"""The program wears the bundled font and the theme that the system asks for."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from dmedesk.widgets import theme
from dmedesk.widgets.dress import FAMILY, font, wear


def test_the_bundled_font_is_found_under_its_name(qapp: QApplication) -> None:
    assert FAMILY in QFontDatabase.families()
    assert QFontInfo(qapp.font()).family() == FAMILY


def test_figures_are_of_equal_width(qapp: QApplication) -> None:
    assert qapp is not None
    widths = set()
    for digit in "0123456789":
        shown = QLabel(digit * 20)
        shown.setFont(font())
        widths.add(shown.sizeHint().width())
    assert len(widths) == 1


def test_dates_and_numbers_are_american_whatever_the_system(qapp: QApplication) -> None:
    assert qapp is not None
    assert QLocale().name() == "en_US"


@pytest.mark.parametrize(
    ("scheme", "worn"),
    [(Qt.ColorScheme.Dark, theme.DARK), (Qt.ColorScheme.Light, theme.LIGHT)],
)
def test_the_theme_changes_while_the_program_runs(
    qapp: QApplication, scheme: Qt.ColorScheme, worn: theme.Theme
) -> None:
    wear(qapp, scheme)
    assert theme.current() is worn
    wear(qapp, Qt.ColorScheme.Light)
