"""Dresses the program: Fusion, the bundled font, US English, and the theme that the system asks."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from dmedesk.kit.paths import resources
from dmedesk.kit.settings import Setting, Settings
from dmedesk.widgets.theme import TEXT, palette_of, px, size_type, style_sheet, theme_for

FAMILY = "Inter"
_FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf")

APPEARANCE = Setting("look.appearance", "system", "Light, dark, or as the system says")
TYPE_SIZE = Setting("look.type_percent", 100, "Size of type, in percent")

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
"""What may be chosen, and what Qt is told."""


def dress(app: QApplication) -> None:
    """Give the program its look, and let it follow the system between light and dark."""
    QLocale.setDefault(QLocale("en_US"))
    app.setStyle("Fusion")
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
    hints = app.styleHints()
    wear(app, hints.colorScheme())
    hints.colorSchemeChanged.connect(lambda scheme: wear(app, scheme))


def dress_as_chosen(app: QApplication, settings: Settings) -> None:
    """Wear what this user has chosen: appearance, and size of type."""
    size_type(settings.value(TYPE_SIZE))
    chosen = SCHEMES.get(settings.value(APPEARANCE), Qt.ColorScheme.Unknown)
    hints = app.styleHints()
    hints.setColorScheme(chosen)
    # Not every system can be told; what was chosen is worn all the same.
    wear(app, hints.colorScheme() if chosen is Qt.ColorScheme.Unknown else chosen)


def wear(app: QApplication, scheme: Qt.ColorScheme) -> None:
    """Put on the light or the dark theme, and the size of type."""
    theme = theme_for(scheme)
    app.setFont(font())
    app.setPalette(palette_of(theme))
    app.setStyleSheet(style_sheet(theme))


def fixed_font(pixels: int = TEXT) -> QFont:
    """The system's font of one width, for serials: in it 0 and O differ, and 1 and l."""
    chosen = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    chosen.setPixelSize(px(pixels))
    return chosen


def font(pixels: int = TEXT, *, strong: bool = False) -> QFont:
    """The program's font in a size of the theme, as large as type is worn.

    Its figures are of equal width, so that columns of money align.
    """
    chosen = QFont(FAMILY)
    chosen.setPixelSize(px(pixels))
    chosen.setFeature(QFont.Tag("tnum"), 1)
    chosen.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return chosen
