"""The model: ids at once, pages as they are looked at, stale answers dropped, never a wait."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.lists import EVERYTHING, Sort
from dmedesk.widgets.listing.model import BLANK, PAGE, ListModel, Reading, pages_over, read_list
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone, current
from tests.widgets.listing.boxes import COLUMNS, TODAY, Box, Boxes, workplace_of_boxes

ROLE = Qt.ItemDataRole


class LateRunner:
    """Answers only when told to: what a busy worker does."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def query(self, ask: Callable[[Any], Any], *, done: Any, failed: Any) -> None:
        assert failed is not None
        self.waiting.append(lambda: done(ask("session")))

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for one in waiting:
            one()


def _read(boxes: Boxes, near: Sequence[int] = ()) -> Reading:
    return read_list(boxes, EVERYTHING, TODAY, near, "session")


def _model(boxes: Boxes, runner: Any = None) -> tuple[ListModel[Box], list[Any]]:
    failed: list[Any] = []
    workplace = workplace_of_boxes()
    if runner is not None:
        workplace = Workplace(runner, today=TODAY)
    return ListModel(workplace, boxes, COLUMNS, failed=failed.append), failed


def test_the_model_is_a_sound_model(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model, failed = _model(Boxes(1_000))
    model.visible = lambda: (500, 530)
    check: Any = qtmodeltester.check
    check(model)
    model.show_reading(_read(Boxes(1_000)))
    qtbot.waitUntil(lambda: model.row_at(500) is not None)
    model.show_sorts((Sort("name"),))
    model.show_reading(_read(Boxes(0)))
    assert not failed


def test_a_list_of_a_hundred_thousand_reads_its_first_rows_only(qtbot: QtBot) -> None:
    assert qtbot is not None
    boxes = Boxes(100_000)
    model, _ = _model(boxes)
    model.show_reading(_read(boxes))
    assert model.rowCount() == 100_000
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert [len(ids) for ids in boxes.asked] == [PAGE]
    assert model.data(model.index(5, 0)) == "Box 000006"
    assert model.data(model.index(50_000, 0)) == BLANK


def test_a_jump_reads_what_is_in_sight_then_its_neighbours(qtbot: QtBot) -> None:
    boxes = Boxes(100_000)
    model, _ = _model(boxes)
    model.show_reading(_read(boxes))
    boxes.asked.clear()
    model.visible = lambda: (PAGE * 10 - 5, PAGE * 10 + 20)
    with qtbot.waitSignal(model.dataChanged):
        assert model.data(model.index(PAGE * 10, 0)) == BLANK
    assert model.data(model.index(PAGE * 10, 0)) == f"Box {PAGE * 10 + 1:06}"
    qtbot.waitUntil(lambda: len(boxes.asked) == 2)
    assert [len(ids) // PAGE for ids in boxes.asked] == [2, 2]
    assert boxes.asked[1][0] == PAGE * 8 + 1


def test_a_cell_has_text_side_colour_and_tip(qtbot: QtBot) -> None:
    assert qtbot is not None
    model, _ = _model(Boxes(300))
    model.show_reading(_read(Boxes(300)))
    kind, price = model.index(2, 1), model.index(2, 2)
    assert model.data(kind) == "tall"
    assert model.data(kind, ROLE.ForegroundRole) == current().color(Tone.READY)
    assert model.data(kind, ROLE.ToolTipRole) == "a tall box"
    assert model.data(price, ROLE.ToolTipRole) == "0.03"
    assert model.data(price, ROLE.ForegroundRole) is None
    assert model.data(price, ROLE.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight)
    assert model.data(model.index(299, 1), ROLE.ToolTipRole) is None
    assert model.data(price, ROLE.FontRole) is None


def test_the_head_says_what_the_list_is_sorted_by(qtbot: QtBot) -> None:
    assert qtbot is not None
    model, _ = _model(Boxes(1))
    across = Qt.Orientation.Horizontal
    assert model.headerData(2, across) == "Price"
    model.show_sorts((Sort("cents", descending=True),))
    assert model.headerData(2, across) == "↓ Price"
    model.show_sorts((Sort("kind"), Sort("cents", descending=True)))
    assert [model.headerData(place, across) for place in (0, 1, 2)] == [
        "Name",
        "↑1 Kind",
        "↓2 Price",
    ]
    assert model.headerData(9, across) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(2, across, ROLE.TextAlignmentRole)


def test_one_question_at_a_time_and_stale_answers_are_dropped(qtbot: QtBot) -> None:
    boxes, runner = Boxes(10_000), LateRunner()
    model, _ = _model(boxes, runner)
    model.show_reading(_read(boxes))
    model.visible = lambda: (5_000, 5_020)
    model.look()
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    model.visible = lambda: (8_000, 8_020)
    model.look()
    qtbot.wait(20)
    assert len(runner.waiting) == 1
    model.show_reading(_read(Boxes(200)))
    runner.answer()
    assert model.row_at(5_000) is None
    assert model.rowCount() == 200


def test_a_row_that_is_gone_leaves_its_place_empty(qtbot: QtBot) -> None:
    boxes = Boxes(500)
    model, _ = _model(boxes)
    model.show_reading(_read(boxes))
    boxes.gone.add(300)
    model.visible = lambda: (290, 310)
    model.look()
    qtbot.waitUntil(lambda: model.row_at(298) is not None)
    assert model.data(model.index(299, 0)) == ""
    assert model.data(model.index(300, 0)) == "Box 000301"


def test_what_fails_is_said_once_and_not_asked_again(qtbot: QtBot) -> None:
    finding = Finding(Severity.STOP, "gone", "The file is gone.")

    class Failing:
        def query(self, _ask: Any, *, done: Any, failed: Any) -> None:
            assert done is not None
            failed((finding,))

    model, failed = _model(Boxes(1_000), Failing())
    model.show_reading(_read(Boxes(1_000)))
    model.visible = lambda: (900, 920)
    for _ in range(3):
        model.look()
        qtbot.wait(5)
    assert failed == [(finding,)]


def test_pages_long_out_of_sight_are_let_go(qtbot: QtBot) -> None:
    boxes = Boxes(PAGE * 100)
    model, _ = _model(boxes)
    model.show_reading(_read(boxes))
    for page in range(3, 99, 3):
        model.visible = lambda page=page: (PAGE * page, PAGE * page + 20)  # type: ignore[misc]
        model.look()
        qtbot.waitUntil(lambda page=page: model.row_at(PAGE * (page + 1)) is not None)  # type: ignore[misc]
    assert model.row_at(0) is None
    assert model.row_at(PAGE * 96) is not None


def test_rows_are_read_where_the_chosen_one_stands() -> None:
    reading = _read(Boxes(10_000), near=(5_000, 12_345))
    assert sorted(reading.pages) == list(pages_over(4_999, 4_999 + PAGE // 4))


def test_ids_have_their_places(qtbot: QtBot) -> None:
    assert qtbot is not None
    model, _ = _model(Boxes(50))
    model.show_reading(_read(Boxes(50)))
    assert (model.id_at(4), model.id_at(50), model.id_at(-1)) == (5, None, None)
    assert (model.place_of(5), model.place_of(77)) == (4, None)
    assert model.row_at(-1) is None
