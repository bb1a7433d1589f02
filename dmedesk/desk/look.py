"""How the desk looks on this computer: light or dark, and how large its type is."""

from functools import partial

from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton

from dmedesk.kit.settings import Settings
from dmedesk.widgets.dress import APPEARANCE, SCHEMES, TYPE_SIZE, dress_as_chosen
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.theme import GRID, MARGIN, TYPE_SIZES

_WORDS = {"system": "As the s&ystem", "light": "Li&ght", "dark": "&Dark"}


class LookPage(Page):
    """Two rows of choices; each shows at once, on every window."""

    key = "settings.look"
    area = "Look"
    picture = "sun"
    keys = (Key("Ctrl++, Ctrl+-", "larger and smaller type"),)

    def __init__(self, workplace: Workplace, settings: Settings) -> None:
        super().__init__(workplace)
        self._settings = settings
        self.appearances = {
            name: self._choice(_WORDS[name], partial(self.appear, name)) for name in SCHEMES
        }
        self.sizes = {
            size: self._choice(f"{size}%", partial(self.size_type, size)) for size in TYPE_SIZES
        }
        alone = label("This computer's alone: it is not kept in the shop's file.", "soft")
        page = column(
            label("Look", "heading"),
            self.findings,
            label("Appearance", "soft"),
            _side_by_side(self.appearances),
            label("Size of type", "soft"),
            _side_by_side(self.sizes),
            alone,
            None,
            gap=3 * GRID,
        )
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self.on_key("Ctrl++", partial(self._step, 1))
        self.on_key("Ctrl+-", partial(self._step, -1))

    def _choice(self, word: str, choose: partial[None]) -> QPushButton:
        made = button(word, choose)
        made.setCheckable(True)
        return made

    def refresh(self) -> None:
        """Mark what is worn."""
        for name, made in self.appearances.items():
            made.setChecked(name == self._settings.value(APPEARANCE))
        for size, made in self.sizes.items():
            made.setChecked(size == self._settings.value(TYPE_SIZE))

    def appear(self, name: str) -> None:
        """Wear this appearance from now on."""
        self._settings.remember(APPEARANCE, name)
        self._wear()

    def size_type(self, percent: int) -> None:
        """Wear type of this size from now on."""
        self._settings.remember(TYPE_SIZE, percent)
        self._wear()

    def _step(self, by: int) -> None:
        now = self._settings.value(TYPE_SIZE)
        at = TYPE_SIZES.index(now) if now in TYPE_SIZES else 0
        if 0 <= at + by < len(TYPE_SIZES):
            self.size_type(TYPE_SIZES[at + by])

    def _wear(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress_as_chosen(app, self._settings)
        self.refresh()


def _side_by_side(choices: dict[str, QPushButton] | dict[int, QPushButton]) -> QHBoxLayout:
    group = QButtonGroup(next(iter(choices.values())))
    for made in choices.values():
        group.addButton(made)
    return row(*choices.values(), None)
