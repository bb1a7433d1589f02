"""Settings: the import centre over a messy spreadsheet, a scan that is tried."""

from dmedesk.widgets.heard import HeardKey
from docs.screens.house import House
from docs.screens.studio import Example, Studio
from tests.moving.messy import write_messy


def imports(studio: Studio) -> None:
    """The steps of the import centre over a messy spreadsheet."""
    page = studio.go_to("settings.import")
    page.wizard.begin([write_messy(studio.shop.parent / "in")])
    for place, name in enumerate(("columns", "meanings", "rows", "duplicates", "take"), start=1):
        page.go_to(place)
        studio.take(f"import-{name}")
        if name == "meanings":
            for at in reversed(range(len(page.meanings.values.rows_model.rows))):
                page.meanings.values.selectRow(at)
                page.meanings.options.setCurrentIndex(1)
                page.meanings.set.click()
    page.give_up.click()


def scanner(studio: Studio) -> None:
    """A scan that is tried: its keys, its times, what it says."""
    page = studio.go_to("settings.scanner")
    page.field.setFocus()
    scan = "]d2010084458800328817301120107654321D\x1d21SN-0012345"
    for place, sign in enumerate(scan):
        page.hear(HeardKey(1000 + 9 * place, sign))
    page.hear(HeardKey(1000 + 9 * len(scan), ending="enter"))
    studio.take("settings-scanner-tried")


def about(studio: Studio) -> None:
    """What the program is made of, with a licence's text."""
    studio.go_to("settings.about")
    studio.take("settings-about")


HOUSE = House(
    scenes={"settings-about": about, "import": imports, "settings-scanner": scanner},
    records={
        "staff": Example("SELECT id FROM staff WHERE name = 'Ana Silva'", page="settings.staff"),
    },
)
