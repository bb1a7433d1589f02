"""Every colour, size and space of the windows: the one place that knows them, light and dark.

The style sheet, the painters and the tests take them from here. A state is always a sign and a
word besides its colour (``Tone``).
"""

from dataclasses import dataclass
from enum import StrEnum
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

GRID = 4
"""All spaces are whole numbers of this many pixels."""

ROW = 28
MARGIN = 16
BAR_WIDTH = 180
NARROW_BAR_WIDTH = 48
STRIP_HEIGHT = 24
SMALL, TEXT, HEADING, FIGURE = 11, 13, 16, 22
"""The four sizes of type, in pixels."""

TYPE_SIZES = (100, 115, 125, 150, 175, 200)
"""How large type may be, in percent of the sizes here."""


class _Size:
    """The size of type that is worn."""

    percent = 100


def px(pixels: int) -> int:
    """A size of type, or of what holds a line of it, as large as it is worn now."""
    return (pixels * _Size.percent + 50) // 100


def at_100(pixels: int) -> int:
    """What ``px`` makes this many pixels of, at the size that is worn now."""
    return (pixels * 100 + _Size.percent // 2) // _Size.percent


def size_type(percent: int) -> None:
    """Wear type of this size, in percent; ``dress.wear`` shows it."""
    _Size.percent = max(TYPE_SIZES[0], min(TYPE_SIZES[-1], percent))


class Tone(StrEnum):
    """What a colour of text means; each names a token of the theme."""

    INK = "ink"
    SOFT = "ink_soft"
    ACCENT = "accent"
    READY = "ready"
    OUT = "out"
    WAITING = "waiting"
    STOPPED = "stopped"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one appearance, each ``#RRGGBB``.

    ``ground`` lies behind the window, ``surface`` behind tables and fields, ``raised`` behind bars
    and panels; ``chosen`` is a selected row's ground, ``on_accent`` is text on the accent.
    """

    ground: str
    surface: str
    raised: str
    line: str
    chosen: str
    ink: str
    ink_soft: str
    accent: str
    on_accent: str
    ready: str
    out: str
    waiting: str
    stopped: str
    closed: str

    def color(self, tone: Tone) -> QColor:
        """The colour of a tone."""
        return QColor(getattr(self, tone.value))


LIGHT = Theme(
    ground="#F6F5F2",
    surface="#FFFFFF",
    raised="#FBFAF8",
    line="#DEDBD4",
    chosen="#DCEBED",
    ink="#1D232B",
    ink_soft="#56606E",
    accent="#0F6B7A",
    on_accent="#FFFFFF",
    ready="#23693F",
    out="#2C5E9E",
    waiting="#875600",
    stopped="#AC241C",
    closed="#5A616D",
)

DARK = Theme(
    ground="#15181C",
    surface="#1C2026",
    raised="#232830",
    line="#323943",
    chosen="#1D3B44",
    ink="#E8EAED",
    ink_soft="#A9B2BE",
    accent="#4FB8C8",
    on_accent="#10181A",
    ready="#6CC28D",
    out="#86B6EE",
    waiting="#E0AE4E",
    stopped="#F59890",
    closed="#9AA3AE",
)


def theme_for(scheme: Qt.ColorScheme) -> Theme:
    """The theme that follows the system's choice; light where the system has none."""
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def current() -> Theme:
    """The theme that the program wears now."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window == QColor(DARK.ground) else LIGHT


def palette_of(theme: Theme) -> QPalette:
    """The theme as Qt's own palette, so that nothing is drawn in a colour of the system's."""
    roles = QPalette.ColorRole
    tokens = {
        roles.Window: theme.ground,
        roles.Base: theme.surface,
        roles.AlternateBase: theme.raised,
        roles.Button: theme.raised,
        roles.ToolTipBase: theme.raised,
        roles.WindowText: theme.ink,
        roles.Text: theme.ink,
        roles.ButtonText: theme.ink,
        roles.ToolTipText: theme.ink,
        roles.BrightText: theme.stopped,
        roles.PlaceholderText: theme.ink_soft,
        roles.Highlight: theme.chosen,
        roles.HighlightedText: theme.ink,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.Light: theme.surface,
        roles.Midlight: theme.line,
        roles.Mid: theme.line,
        roles.Dark: theme.line,
        roles.Shadow: theme.line,
        roles.Accent: theme.accent,
    }
    palette = QPalette()
    for role, token in tokens.items():
        palette.setColor(role, QColor(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.closed))
    return palette


def style_sheet(theme: Theme) -> str:
    """The look of every widget, by its kind and its ``part``."""
    tokens = {name: getattr(theme, name) for name in Theme.__slots__}
    sizes = {
        "small": SMALL,
        "text": TEXT,
        "heading": HEADING,
        "figure": FIGURE,
        "high": 18,
        "low": 16,
        "icon": 18,
    }
    sizes = {name: px(pixels) for name, pixels in (sizes | {"head": 26}).items()}
    return _SHEET.substitute(tokens, **sizes)


_SHEET = Template("""
QWidget { color: $ink; font-size: ${text}px; }
QMainWindow, QDialog, QWidget[part="page"] { background: $ground; }
QWidget[part="bar"], QWidget[part="panel"], QWidget[part="strip"] { background: $raised; }
QWidget[part="bar"] { border-right: 1px solid $line; }
QWidget[part="strip"] { border-top: 1px solid $line; }
QWidget[part="head"], QWidget[part="pagetabs"] { background: $raised;
  border-bottom: 1px solid $line; }
QWidget[part="panel"] { border: 1px solid $line; border-radius: 4px; }
QWidget[part="question"] { background: $chosen; border: 1px solid $accent; border-radius: 4px; }
QWidget[part="findings"] { background: $raised; border: 1px solid $stopped; border-radius: 4px; }
QWidget[part="raised"] { background: $raised; }
QWidget[part="palette"] { background: $surface; border: 1px solid $accent; border-radius: 4px; }
QWidget[part="palette"] QListView { border: none; background: transparent; }
QWidget[part="toast"] { background: $raised; border: 1px solid $accent; border-radius: 4px; }
QLabel[part="soft"] { color: $ink_soft; }
QLabel[part="small"] { color: $ink_soft; font-size: ${small}px; }
QLabel[part="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[part="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[part="name"] { font-size: ${heading}px; font-weight: 600; color: $accent; }
QLabel[part="demo"] { color: $waiting; font-weight: 600; }
QLabel[part="stopped"] { color: $stopped; font-weight: 600; }
QLabel[part="waiting"] { color: $waiting; font-weight: 600; }
QLabel[part="ready"] { color: $ready; font-weight: 600; }
QLabel[part="out"] { color: $out; font-weight: 600; }
QLabel[part="closed"] { color: $closed; font-weight: 600; }
QLabel[part="section"], QLabel[part="total"] { font-weight: 600; }
QLabel[part="wrong"] { color: $stopped; font-size: ${small}px; }
QLabel[part="careful"] { color: $waiting; font-size: ${small}px; }
QPushButton { background: $surface; border: 1px solid $line; border-radius: 4px;
  padding: 4px 12px; min-height: ${high}px; icon-size: ${icon}px; }
QPushButton:hover { border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QPushButton:checked { background: $chosen; border-color: $accent; }
QPushButton:disabled { color: $closed; background: $ground; }
QPushButton[part="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[part="primary"]:focus { border: 2px solid $ink; }
QPushButton[part="primary"]:disabled { color: $closed; background: $ground; border-color: $line; }
QPushButton[part="area"] { border: 2px solid transparent; border-radius: 4px; text-align: left;
  background: transparent; padding: 5px 10px; }
QPushButton[part="area"][alone="true"] { padding: 5px 0; text-align: center; }
QPushButton[part="area"]:hover { background: $ground; }
QPushButton[part="area"]:checked { background: $chosen; font-weight: 600; }
QPushButton[part="area"]:focus { border-color: $accent; }
QPushButton[part="flat"] { border: 2px solid transparent; border-radius: 4px;
  background: transparent; padding: 3px 5px; }
QPushButton[part="flat"]:hover { background: $ground; }
QPushButton[part="flat"]:focus { border-color: $accent; }
QPushButton[part="tab"] { border: none; border-bottom: 2px solid transparent; border-radius: 0;
  background: transparent; padding: 4px 2px; color: $ink_soft; }
QPushButton[part="tab"]:checked { border-bottom-color: $accent; color: $ink; font-weight: 600; }
QPushButton[part="tab"]:focus { border: 1px solid $accent; border-bottom-width: 2px;
  padding: 3px 1px 4px 1px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $ink_soft; border: 1px solid transparent;
  border-top: 2px solid transparent; border-radius: 4px; padding: 4px 10px; max-width: 220px;
  min-height: ${high}px; }
QTabBar::tab:hover { color: $ink; background: $ground; }
QTabBar::tab:selected { background: $ground; color: $ink; border-color: $line;
  border-top-color: $accent; font-weight: 600; }
QTabBar:focus::tab:selected { border-color: $accent; }
QTabBar QToolButton { background: $raised; border: none; }
QPushButton[part="chip"] { background: transparent; border-radius: 12px; padding: 2px 12px; }
QPushButton[part="chip"]:focus { border: 2px solid $accent; padding: 1px 11px; }
QPushButton[part="chip"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[part="chip"]:checked:focus { border: 2px solid $ink; }
QPushButton[part="link"] { border: 1px solid transparent; background: transparent; color: $accent;
  padding: 0; text-align: left; min-height: 16px; }
QPushButton[part="link"]:hover { text-decoration: underline; }
QPushButton[part="link"]:focus { border-color: $accent; }
QPushButton[part="link"]:disabled { color: $closed; }
QTableView { background: $surface; border: 1px solid $line; border-radius: 4px; outline: none;
  selection-background-color: $chosen; selection-color: $ink; }
QTableView:focus { border-color: $accent; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section { background: $raised; color: $ink_soft; border: none;
  border-bottom: 1px solid $line; padding: 0 8px; font-size: ${small}px; height: ${head}px; }
QTableCornerButton::section { background: $raised; border: none; }
QLineEdit { background: $surface; border: 1px solid $line; border-radius: 4px; padding: 4px 8px;
  min-height: ${high}px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus { border: 2px solid $accent; padding: 3px 7px; }
QLineEdit[part="filter"], QLineEdit[part="filter-wrong"], QComboBox[part="filter"] {
  border-radius: 3px; padding: 1px 5px; min-height: ${low}px; }
QLineEdit[part="filter"]:focus, QComboBox[part="filter"]:focus { border: 2px solid $accent;
  padding: 0 4px; }
QLineEdit[part="filter-wrong"] { border: 2px solid $stopped; padding: 0 4px; }
QComboBox[part="filter"] { background: $surface; border: 1px solid $line; }
QLineEdit:read-only { background: transparent; border-color: transparent; }
QLineEdit:read-only:focus { border: 1px solid $line; padding: 4px 8px; }
QPlainTextEdit { background: $surface; border: 1px solid $line; border-radius: 4px;
  padding: 1px 4px; selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 3px; }
QComboBox[part="entry"] { background: $surface; border: 1px solid $line; border-radius: 4px;
  padding: 4px 8px; min-height: ${high}px; }
QComboBox[part="entry"]::drop-down, QComboBox[part="filter"]::drop-down {
  border: none; width: 20px; }
QComboBox[part="entry"]::down-arrow, QComboBox[part="filter"]::down-arrow { image: none; }
QComboBox[part="entry"]:focus { border: 2px solid $accent; padding: 3px 7px; }
QComboBox[part="entry"]:disabled { background: transparent; border-color: transparent;
  color: $ink; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[part="entry"][wrong="true"] {
  border-color: $stopped; }
QCheckBox { spacing: 8px; padding: 4px 0; min-height: ${high}px; }
QCheckBox::indicator { width: 16px; height: 16px; }
QCheckBox::indicator:unchecked { background: $surface; border: 1px solid $closed;
  border-radius: 3px; width: 14px; height: 14px; }
QCheckBox:disabled { color: $ink; }
QListView { background: $surface; border: 1px solid $line; outline: none;
  selection-background-color: $chosen; selection-color: $ink; }
QListView::item { padding: 4px 8px; }
QListView::item:selected { background: $chosen; color: $ink; }
QListView::item:disabled { color: $ink_soft; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; min-height: 24px;
  min-width: 24px; }
QScrollBar::handle:hover { background: $closed; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QProgressBar { background: $ground; border: 1px solid $line; border-radius: 4px; height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QToolTip { background: $raised; color: $ink; border: 1px solid $line; padding: 4px; }
""")
