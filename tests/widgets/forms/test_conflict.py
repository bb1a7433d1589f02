"""The bar of clashes goes once each is decided."""

from pytestqt.qtbot import QtBot

from dmedesk.widgets.forms.conflict import ConflictBar
from dmedesk.widgets.forms.entries import entry_for
from dmedesk.widgets.forms.fields import FormField
from dmedesk.widgets.forms.merging import Clash
from dmedesk.widgets.page import Workplace


def test_each_clash_is_kept_or_given_up(workplace: Workplace, qtbot: QtBot) -> None:
    entries = {key: entry_for(FormField(key, f"&{key}"), workplace) for key in ("name", "city")}
    for entry in entries.values():
        qtbot.addWidget(entry.widget)
    taken: list[Clash] = []
    bar = ConflictBar(taken.append)
    qtbot.addWidget(bar)
    clashes = (Clash("name", "A", "B"), Clash("city", "", "Q"))
    bar.show_clashes(clashes, entries)
    keep, _take = bar.buttons["name"]
    _keep, take = bar.buttons["city"]
    assert keep.accessibleName() == "name: keep mine, A"
    assert take.accessibleName() == "city: take theirs, Q"
    keep.click()
    assert not bar.isHidden()
    take.click()
    assert (taken, bar.isHidden()) == ([clashes[1]], True)
    bar.show_clashes(clashes, entries)
    bar.show_clashes((), entries)
    assert bar.isHidden()
