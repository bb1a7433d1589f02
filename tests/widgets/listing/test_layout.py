"""A list's layout is kept as text and read again, without what the list no longer has."""

from datetime import date

from dmedesk.kit.lists import Ask, Filter, Match, Sort
from dmedesk.widgets.listing.layout import Layout, layout_of, layout_text

LAYOUT = Layout(
    Ask(
        "held",
        (
            Filter("since", Match.FROM, date(2026, 10, 1)),
            Filter("name", Match.CONTAINS, "Łu"),
            Filter("zip", Match.IS, None),
            Filter("cents", Match.TO, 500),
        ),
        (Sort("since", descending=True), Sort("name")),
    ),
    ("name", "since", "zip", "cents"),
    frozenset({"zip"}),
    {"name": 220},
)


def test_a_layout_comes_back_as_it_was() -> None:
    columns = ("name", "since", "zip", "cents")
    assert layout_of(layout_text(LAYOUT), columns=columns, chips=("held",)) == LAYOUT


def test_what_the_list_no_longer_has_is_left_out() -> None:
    left = layout_of(layout_text(LAYOUT), columns=("name",), chips=())
    assert left == Layout(
        Ask("", (Filter("name", Match.CONTAINS, "Łu"),), (Sort("name"),)),
        ("name",),
        frozenset(),
        {"name": 220},
    )


def test_what_was_not_kept_stands_as_at_first() -> None:
    older = '{"chip": "held", "filters": [["name", "contains", "x"]], "sorts": []}'
    read = layout_of(older, columns=("name",), chips=("held",))
    assert read == Layout(Ask("held", (Filter("name", Match.CONTAINS, "x"),)))
