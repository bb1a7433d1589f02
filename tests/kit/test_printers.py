"""What each kind of paper is printed on is remembered on this computer; nonsense is as usual."""

from pathlib import Path

import pytest

from dmedesk.kit.printers import PAPERS, PrinterChoice, Printers, Shift, setting_of
from dmedesk.kit.settings import Settings

CHOICE = PrinterChoice("Front desk", "Lower", 15, -20)


def test_a_choice_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    Printers(Settings(path)).remember("invoice", CHOICE)
    again = Printers(Settings(path))
    assert again.choice("invoice") == CHOICE
    assert again.choice("list") == PrinterChoice()
    assert CHOICE.shift == Shift(15, -20)


def test_without_settings_it_lasts_until_the_end() -> None:
    printers = Printers()
    printers.remember("invoice", CHOICE)
    assert (printers.choice("invoice"), Printers().choice("invoice")) == (CHOICE, PrinterChoice())


def test_parts_that_cannot_be_read_are_as_usual(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    kept = {"printer": 7, "tray": "Lower", "right_tenths": "x", "more": 1}
    settings.remember(setting_of("invoice"), kept)
    assert Printers(settings).choice("invoice") == PrinterChoice(tray="Lower")


@pytest.mark.parametrize("kind", PAPERS)
def test_every_kind_has_a_title(kind: str) -> None:
    assert PAPERS[kind] in setting_of(kind).title
