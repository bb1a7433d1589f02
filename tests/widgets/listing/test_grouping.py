"""Headings have places among the ids; folding takes rows out of sight, and nothing else."""

import pytest

from dmedesk.kit.lists import Ask, Group
from dmedesk.widgets.listing.grouping import Groups, Heading, heading_text, sum_text, summed
from dmedesk.widgets.listing.model import PAGE, Grouped, ListModel, Reading, read_list
from tests.widgets.listing.boxes import COLUMNS, TODAY, Box, Boxes, box, workplace_of_boxes

BY_KIND = Ask(group="kind")
THREE = Groups("kind", [9, 8, 7, 6], (Group("a", 1), Group(None, 2), Group("c", 1)))


def _read(boxes: Boxes, *near: int, sums: tuple[str, ...] = ()) -> Reading:
    return read_list(boxes, BY_KIND, TODAY, near, "session", grouped=Grouped(sums))


@pytest.fixture
def model() -> ListModel[Box]:
    return ListModel(workplace_of_boxes(), Boxes(300), COLUMNS, failed=print)


def test_every_group_stands_after_its_heading() -> None:
    assert list(THREE.shown()) == [-1, 9, -2, 8, 7, -3, 6]
    assert (THREE.starts, THREE.first_ids([-2, 8, -3])) == ([0, 1, 3], [8, 6])
    assert (THREE.mark_of(None), THREE.mark_of("z")) == (-2, None)


def test_what_is_folded_is_out_of_sight() -> None:
    folded = Groups(THREE.column, THREE.ids, THREE.groups, frozenset({None, "c"}))
    assert list(folded.shown()) == [-1, 9, -2, -3]


def test_a_heading_tells_its_first_rows_words_and_its_count() -> None:
    kind = COLUMNS[1]
    assert heading_text(kind, Heading(Group("flat", 1_200), box(1))) == "Kind: flat  (1,200)"
    assert heading_text(kind, Heading(Group("flat", 1), None)) == "Kind: …  (1)"
    since = COLUMNS[3]
    assert heading_text(since, Heading(Group(None, 2), box(7))) == "Since: nothing  (2)"


def test_money_is_added_up_unless_a_column_says_otherwise() -> None:
    assert [column.key for column in summed(COLUMNS)] == ["cents"]
    assert sum_text(COLUMNS[2], 123_456) == "1,234.56"
    assert sum_text(COLUMNS[1], 1_234) == "1,234"


def test_the_model_shows_headings_among_rows(model: ListModel[Box]) -> None:
    model.show_reading(_read(Boxes(300), sums=("cents",)))
    heading = model.heading_at(0)
    assert heading is not None
    assert (model.rowCount(), len(model.row_ids)) == (302, 300)
    assert (model.row_at(0), model.id_at(0), model.id_at(1)) == (None, None, 1)
    cents = sum(number for number in range(1, 301) if number % 3)
    cells = [model.data(model.index(0, at)) for at in range(4)]
    words = "Kind: flat  (200)"
    assert cells == [words, words, f"{cents / 100:,.2f}", words]


def test_a_page_far_down_reads_the_first_row_of_its_heading() -> None:
    boxes = Boxes(300)
    reading = _read(boxes, 3)
    place = list(reading.ids).index(-2)
    assert reading.ids[place + 1] == 3
    assert reading.pages[place // PAGE][place % PAGE] == Heading(Group("tall", 100), box(3))


def test_folding_keeps_what_is_read_and_asks_for_nothing(model: ListModel[Box]) -> None:
    model.show_reading(_read(Boxes(300)))
    model.fold(frozenset({"flat"}))
    assert list(model.ids[:3]) == [-1, -2, 3]
    assert model.rowCount() == 102
    model.fold(frozenset({"flat", "tall"}))
    assert list(model.ids) == [-1, -2]
    model.fold(frozenset())
    assert (model.rowCount(), len(model.row_ids)) == (302, 300)
    assert model.row_at(1) == box(1)


def test_rows_and_headings_are_found_again(model: ListModel[Box]) -> None:
    model.show_reading(_read(Boxes(300)))
    places = [model.place_of_anchor(found) for at in (0, 1, 201) if (found := model.anchor_at(at))]
    assert (places, model.anchor_at(999)) == ([0, 1, 201], None)
