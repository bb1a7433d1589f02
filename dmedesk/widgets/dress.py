"""Dresses the program: Fusion, the bundled font, US English, and the theme that the system asks."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from dmedesk.kit.paths import resources
from dmedesk.widgets.theme import TEXT, palette_of, style_sheet, theme_for

FAMILY = "Inter"
_FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf")


def dress(app: QApplication) -> None:
    """Give the program its look, and let it follow the system between light and dark."""
    QLocale.setDefault(QLocale("en_US"))
    app.setStyle("Fusion")
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
    app.setFont(font())
    hints = app.styleHints()
    wear(app, hints.colorScheme())
    hints.colorSchemeChanged.connect(lambda scheme: wear(app, scheme))


def wear(app: QApplication, scheme: Qt.ColorScheme) -> None:
    """Put on the light or the dark theme."""
    theme = theme_for(scheme)
    app.setPalette(palette_of(theme))
    app.setStyleSheet(style_sheet(theme))


def font(pixels: int = TEXT, *, strong: bool = False) -> QFont:
    """The program's font, its figures of equal width so that columns of money align."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(pixels)
    chosen.setFeature(QFont.Tag("tnum"), 1)
    chosen.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return chosen
