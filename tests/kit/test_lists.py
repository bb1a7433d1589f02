"""Runs of rows that are alike become groups, each with its count and its sums."""

from dmedesk.kit.lists import Group, Grouping, grouping_of


def test_runs_become_groups_with_counts_and_sums() -> None:
    rows = [(7, "a", (100, 1)), (3, "a", (None, 2)), (5, None, (-40, 3)), (4, "a", (1, 0))]
    found = grouping_of(rows)
    assert list(found.ids) == [7, 3, 5, 4]
    assert found.groups == (
        Group("a", 2, (100, 3)),
        Group(None, 1, (-40, 3)),
        Group("a", 1, (1, 0)),
    )


def test_no_rows_have_no_groups() -> None:
    found = grouping_of([])
    assert (list(found.ids), found) == ([], Grouping(found.ids, ()))
