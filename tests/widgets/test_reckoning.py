"""An amount with its steps, readable by eye and by ear."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dmedesk.widgets.reckoning import Reckoning, ReckoningPanel, Step, as_text

SHOWN = Reckoning(
    "Rivera, Ana · E0260",
    "75.00",
    ("Hospital bed",),
    (Step("10% of the new purchase fee", "75.00", "101 CMR 322.03(18)(a)1"),),
    ("Reading used: each step",),
)


def test_amount_steps_clauses_and_notes_stand_in_the_panel(qtbot: QtBot) -> None:
    panel = ReckoningPanel()
    qtbot.addWidget(panel)
    panel.show_reckoning(SHOWN)
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert texts.count("75.00") == 2
    assert {"Hospital bed", "101 CMR 322.03(18)(a)1", "Reading used: each step"} <= set(texts)
    assert panel.shown is SHOWN


def test_it_is_told_to_whoever_hears_the_screen() -> None:
    assert as_text(SHOWN).startswith("Rivera, Ana · E0260. 75.00. Hospital bed. 10% of the new")
