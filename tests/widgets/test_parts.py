"""Small pieces of every screen."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmedesk.widgets.parts import button, column, frame, label, padded, row, set_part


def test_a_button_acts_says_its_keys_and_has_a_name(qtbot: QtBot) -> None:
    pressed: list[str] = []
    made = button("&Post", lambda: pressed.append("post"), keys="Ctrl+Return", picture="check")
    qtbot.addWidget(made)
    made.click()
    assert pressed == ["post"]
    assert made.accessibleName() == "Post"
    assert made.toolTip() == "Post (Ctrl+Return)"
    assert not made.icon().isNull()


def test_a_label_shows_text_as_it_is(qtbot: QtBot) -> None:
    made = label("<b>Silva</b> & sons", "soft")
    qtbot.addWidget(made)
    assert made.text() == "<b>Silva</b> & sons"
    assert made.property("part") == "soft"
    set_part(made, "ready")
    assert made.property("part") == "ready"


def test_rows_and_columns_hold_pieces_with_room_between(qtbot: QtBot) -> None:
    inner, outer = QWidget(), QWidget()
    outer.setLayout(padded(column(row(inner, None, gap=4), None), 12, 8))
    framed = frame("panel", column(outer))
    qtbot.addWidget(framed)
    margins = outer.contentsMargins()
    assert inner.parent() is outer
    assert margins.left() == 0
    layout = outer.layout()
    assert layout is not None
    assert layout.contentsMargins().left() == 12
    assert framed.property("part") == "panel"


def test_a_link_without_room_ends_with_dots_and_keeps_its_words(qtbot: QtBot) -> None:
    long, short = (
        button(text, lambda: None, part="link") for text in ("Rental of a commode chair", "Re…")
    )
    for link in (long, short):
        qtbot.addWidget(link)
        link.resize(link.minimumSizeHint().width() if link is short else 26, 20)
    short.resize(long.size())
    assert long.text() == "Rental of a commode chair"
    assert long.grab().toImage() == short.grab().toImage()


def test_a_wrapped_link_takes_the_lines_it_needs(qtbot: QtBot) -> None:
    pressed: list[str] = []
    sentence = "Came back from Rivera, Ana to Shelf A, ticket SLIP-000010 && more"
    made = button(sentence, lambda: pressed.append("open"), part="link", wrapped=True)
    qtbot.addWidget(made)
    assert made.hasHeightForWidth()
    assert made.heightForWidth(120) > 2 * made.heightForWidth(2000) > 0
    made.resize(120, made.heightForWidth(120))
    assert not made.grab().toImage().isNull()
    made.click()
    assert pressed == ["open"]
