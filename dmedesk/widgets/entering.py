"""A menu of new records that can be entered from here, each beginning with what is known here."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QMenu, QPushButton

from dmedesk.widgets.page import Workplace


class NewRecord(NamedTuple):
    """One entry: its word with a mnemonic, the kind of record, what its form begins with."""

    word: str
    kind: str
    begun: Mapping[str, Any]


def offer_new(workplace: Workplace, asker: QPushButton, offered: Sequence[NewRecord]) -> QMenu:
    """Open the menu below the button."""
    menu = QMenu(asker)
    for word, kind, begun in offered:
        enter = partial(workplace.navigator.enter_copy, kind, begun)
        menu.addAction(word).triggered.connect(enter)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(asker.mapToGlobal(asker.rect().bottomLeft()))
    return menu
