"""The strip below everything: which file, who works, how old the backup is, what was scanned."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLabel

from dmedesk.widgets.parts import label, padded, row, set_part
from dmedesk.widgets.theme import GRID, STRIP_HEIGHT, px


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What the strip and the bar say of the shop: its name, its file, who works, since when not.

    ``read_only`` is why this window may not write, else empty; ``is_file`` whether the shop is a
    file, and not on a server; ``has_staff`` whether people sign in.
    """

    name: str
    place: str
    user: str
    is_demo: bool = False
    read_only: str = ""
    is_file: bool = True
    has_staff: bool = False


class StatusStrip(QFrame):
    """One line of facts. What there is nothing to say of takes no room."""

    def __init__(self, facts: ShopFacts) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.place, self.person = label(facts.place, "soft"), label(f"User {facts.user}", "soft")
        self.backup, self.scanner = label(part="soft"), label(part="soft")
        self.clock = label(part="waiting")
        facts_said = (self.place, self.person, self.backup, self.scanner, self.clock)
        said = row(*facts_said, None, gap=6 * GRID)
        if facts.read_only:
            said.addWidget(label(f"‖ Read only: {facts.read_only}", "stopped"))
        if facts.is_demo:
            said.addWidget(label("Demo shop: invented people and fees", "demo"))
        self.setLayout(padded(said, 3 * GRID, 0))
        self.setFixedHeight(px(STRIP_HEIGHT))
        for empty in (self.backup, self.scanner, self.clock):
            empty.hide()

    def say_person(self, name: str) -> None:
        """Who works here now."""
        self.person.setText(f"User {name}")

    def say_backup(self, sentence: str, *, is_old: bool) -> None:
        """How old the last backup is; an old one in the colour of what waits."""
        _say(self.backup, sentence, "waiting" if is_old else "soft")

    def say_clock(self, sentence: str) -> None:
        """What seems to be wrong with this computer's clock; empty where nothing does."""
        _say(self.clock, sentence, "waiting")

    def say_scanned(self, text: str) -> None:
        """What the scanner was heard to read last."""
        _say(self.scanner, f"Scanned {text}", "soft")


def _say(place: QLabel, sentence: str, part: str) -> None:
    set_part(place, part)
    place.setText(sentence)
    place.setVisible(bool(sentence))
