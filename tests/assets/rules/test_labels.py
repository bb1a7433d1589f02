"""Layouts of labels: every label lies on its page, none over another."""

import pytest

from dmedesk.assets.rules.labels import LabelLayout, layouts, start_findings

by_layout = pytest.mark.parametrize("layout", layouts().values(), ids=list(layouts()))


@by_layout
def test_every_label_lies_on_its_page_and_none_over_another(layout: LabelLayout) -> None:
    taken: list[tuple[float, float]] = []
    for place in range(layout.a_page):
        x, y = layout.corner(place)
        assert x >= 0
        assert y >= 0
        assert x + layout.width <= layout.page_width + 0.01
        assert y + layout.height <= layout.page_height + 0.01
        assert all(
            abs(x - other_x) >= layout.width or abs(y - other_y) >= layout.height
            for other_x, other_y in taken
        )
        taken.append((x, y))


def test_labels_are_counted_along_the_rows() -> None:
    layout = layouts()["avery5160"]
    assert layout.a_page == 30
    assert layout.corner(0) == (0.1875 * 72, 36)
    assert layout.corner(4) == (2.9375 * 72, 108)


@pytest.mark.parametrize("start", [0, 31])
def test_a_label_that_is_not_on_the_sheet_is_told(start: int) -> None:
    (finding,) = start_findings(layouts()["avery5160"], start)
    assert (finding.code, finding.field) == ("no_such_label", "start")


@pytest.mark.parametrize("start", [1, 30])
def test_a_label_that_is_on_the_sheet_is_not(start: int) -> None:
    assert list(start_findings(layouts()["avery5160"], start)) == []
