"""A desk on the demo shop, worn in one look, that pictures are taken of."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from sqlalchemy import text

from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.bootstrap.offers import house_offers
from dmedesk.cli.window import facts_of
from dmedesk.desk.program import application, desk
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import Settings
from dmedesk.store.backups import Reason
from dmedesk.widgets.dress import APPEARANCE, TYPE_SIZE, dress_as_chosen
from dmedesk.widgets.tasks import InlineRunner
from dmedesk.widgets.theme import Theme, current

FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 1366, 768
SHORT, LONG = 60, 500
"""Milliseconds until a screen stands still: an ordinary one, and one with a paper on it."""


SHOWN_FOLDER = "/home/ann/DMEDesk"
"""What the pictures call the folder that the shop happens to lie in."""


@dataclass(frozen=True, slots=True)
class Example:
    """A good example of a kind of record: the query of its id, and the page it is opened from.

    Without a ``page`` it is the one called as the kind, with an s.
    """

    query: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How the screens are worn: ``name`` ends the pictures' names."""

    name: str
    appearance: str
    percent: int


LOOKS = (Look("light", "light", 100), Look("dark", "dark", 100), Look("150", "light", 150))


class Studio:
    """A desk on a shop, worn in one look; ``take`` takes a picture of what it shows."""

    def __init__(
        self, shop: Path, look: Look, wanted: tuple[str, ...], examples: Mapping[str, Example]
    ) -> None:
        self.look, self.wanted, self.shop, self.examples = look, wanted, shop, examples
        self.app = application()
        self.settings = Settings(shop.with_name("settings.json"))
        self.settings.remember(APPEARANCE, look.appearance)
        self.settings.remember(TYPE_SIZE, look.percent)
        dress_as_chosen(self.app, self.settings)
        self.doors = ShopDoors(str(shop))
        self.window = self._desk()

    def _desk(self) -> DeskWindow:
        facts = replace(facts_of(self.doors), user="ana")
        offers = house_offers()
        window = desk(InlineRunner(self.doors), facts, settings=self.settings, offers=offers)
        window.resize(WIDTH, HEIGHT)
        window.show()
        return window

    def wake(self) -> None:
        """Let the desk be the window that is worked in."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def wants(self, name: str) -> bool:
        """Whether this screen is to be taken at all."""
        return not self.wanted or name.startswith(self.wanted)

    def take(self, name: str, widget: QWidget | None = None, *, wait: int = SHORT) -> None:
        """Take a picture of the window, or of another widget, once it stands still."""
        if not self.wants(name):
            return
        QTest.qWait(wait)
        shown = widget or self.window
        with self._elsewhere(shown):
            image = shown.grab().toImage()
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        size, bits = (image.width(), image.height()), bytes(image.constBits())
        picture = Image.frombytes("RGB", size, bits, "raw", "RGB", image.bytesPerLine())
        small = picture.quantize(palette=palette(current()), dither=Image.Dither.NONE)
        small.save(FOLDER / f"{name}-{self.look.name}.png", optimize=True)

    @contextmanager
    def _elsewhere(self, shown: QWidget) -> Iterator[None]:
        """Let labels and fields name a folder as a person has it, not the one of this run."""
        folder = str(self.shop.parent)
        fields = [*shown.findChildren(QLabel), *shown.findChildren(QLineEdit)]
        true = {field: field.text() for field in fields if folder in field.text()}
        for field, said in true.items():
            with QSignalBlocker(field):
                field.setText(said.replace(folder, SHOWN_FOLDER))
        QTest.qWait(SHORT if true else 0)
        yield
        for field, said in true.items():
            with QSignalBlocker(field):
                field.setText(said)

    def go_to(self, key: str) -> Any:
        """Go to an area's page."""
        self.wake()
        self.window.toast.hide()
        self.window.go_to(key)
        QTest.qWait(SHORT)
        return self.window.page

    def open(self, kind: str, record_id: int | None = None) -> Any:
        """Open a record, by itself the good example of its kind."""
        example = self.examples.get(kind)
        if record_id is None and example:
            with self.doors.reading() as session:
                record_id = session.execute(text(example.query)).scalar()
        assert record_id is not None, f"the demo shop has no {kind}"
        self.go_to((example and example.page) or f"{kind}s")
        page = self.window.open_record(RecordRef(kind, record_id))
        QTest.qWait(SHORT)
        return page

    def close(self) -> None:
        """Leave the desk."""
        self.window.gate.idle.rest()
        self.window.tabs.close_windows()
        self.window.hide()
        self.window.deleteLater()
        QTest.qWait(SHORT)
        self.doors.close()


def palette(theme: Theme) -> Image.Image:
    """The colours of a theme with those between ink and surface: a picture in them is small."""
    names = [name for name in Theme.__slots__ if str(getattr(theme, name)).startswith("#")]
    tokens = {name: QColor(getattr(theme, name)) for name in names}
    between = [("ink", 0.4), ("ink", 0.75)]
    tinted = [(tone, 0.15) for tone in ("ready", "out", "waiting", "stopped", "closed")]
    surface = tokens["surface"].getRgb()[:3]
    colours = [colour.getRgb()[:3] for colour in tokens.values()]
    for name, share in (*between, *tinted, ("accent", 0.5)):
        both = zip(surface, tokens[name].getRgb()[:3], strict=True)
        colours.append(tuple(round(low + (high - low) * share) for low, high in both))
    # The paper beside a dark page.
    colours += [(grey, grey, grey) for grey in (0, 128, 255)]
    made = Image.new("P", (1, 1))
    made.putpalette([part for colour in colours for part in colour])
    return made


@contextmanager
def studio_of(
    built: Path, look: Look, wanted: tuple[str, ...], examples: Mapping[str, Example]
) -> Iterator[Studio]:
    """A desk in this look on a copy of the shop."""
    place = built.parent / look.name / "demo.dmedesk"
    place.parent.mkdir()
    shutil.copy(built, place)
    doors = ShopDoors(str(place))
    doors.back_up(Reason.HAND)
    doors.close()
    studio = Studio(place, look, wanted, examples)
    yield studio
    studio.close()
