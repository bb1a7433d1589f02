"""The desk itself: first window, sign-in, every page, every record, the search, the keys."""

from dmedesk.bootstrap.shops import Shops
from dmedesk.desk.palette import SearchField
from dmedesk.desk.start import NoDoors, StartWindow
from dmedesk.kit.shops import remember_shop
from dmedesk.widgets.tasks import InlineRunner
from docs.screens.house import House, pages, records
from docs.screens.shop import PIN
from docs.screens.studio import LONG, SHOWN_FOLDER, Studio


def start(studio: Studio) -> None:
    """The first window, with two shops opened lately."""
    for name in ("Bay State Home Medical", "demo"):
        remember_shop(studio.settings, f"{SHOWN_FOLDER}/{name}.dmedesk")
    window = StartWindow(Shops(), studio.settings, InlineRunner(NoDoors()))
    window.folder.setText(SHOWN_FOLDER)
    window.show()
    studio.take("start", window)
    window.ask_server("postgresql://ana@office-server/dmedesk")
    window.server.check_it()
    studio.take("start-server", window)
    window.close()


def sign_in(studio: Studio) -> None:
    """The names, a wrong PIN, and then the desk open."""
    door = studio.window.gate.sign_in
    studio.wake()
    studio.take("sign-in")
    door.pin.setText("1111")
    door.try_pin()
    studio.take("sign-in-wrong")
    door.pin.setText(PIN)
    door.try_pin()
    assert not studio.window.gate.is_locked


def search(studio: Studio) -> None:
    """What is found, and what stands there before a letter is typed."""
    studio.open("member")
    studio.window.tabs.close_shown()
    studio.go_to("today")
    field = studio.window.findChild(SearchField)
    assert field is not None
    field.begin("")
    studio.take("search-empty", wait=LONG)
    field.begin("mar")
    studio.take("search")
    field.leave()


def keys(studio: Studio) -> None:
    """The map of all keys."""
    studio.window.show_keys()
    assert studio.window.key_map is not None
    studio.take("keys", studio.window.key_map)
    studio.window.key_map.close()


def guide(studio: Studio) -> None:
    """The guide, open at the month."""
    studio.go_to("month")
    studio.window.show_guide()
    assert studio.window.guide is not None
    studio.take("guide", studio.window.guide)
    bar = studio.window.guide.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    studio.take("guide-keys", studio.window.guide)
    studio.window.guide.close()


def tour(studio: Studio) -> None:
    """A step of a guided tour."""
    studio.window.begin_tour("month")
    studio.take("tour")
    studio.window.tour.end()


HOUSE = House(
    scenes={
        "start": start,
        "": pages,
        "record": records,
        "search": search,
        "keys": keys,
        "guide": guide,
        "tour": tour,
    },
)
