"""The strip says what there is to say, in the colour of what it means."""

from pytestqt.qtbot import QtBot

from dmedesk.desk.status import ShopFacts, StatusStrip


def test_it_says_who_works_how_old_the_backup_is_and_what_was_scanned(
    qapp: object, qtbot: QtBot
) -> None:
    assert qapp is not None
    strip = StatusStrip(ShopFacts("Shop", "shop.dmedesk", "ana"))
    qtbot.addWidget(strip)
    assert (strip.backup.isHidden(), strip.scanner.isHidden()) == (True, True)
    strip.say_person("Bo Diaz")
    strip.say_backup("Backup 9 days old", is_old=True)
    strip.say_scanned("SN1")
    assert (strip.person.text(), strip.scanner.text()) == ("User Bo Diaz", "Scanned SN1")
    assert strip.backup.property("part") == "waiting"
    strip.say_backup("Backup today", is_old=False)
    assert strip.backup.property("part") == "soft"
