"""Letters leave the house with a driver, in the order of the drive, or by post, by ZIP."""

from datetime import date

from dmedesk.recalls.rules.batches import Going, batches_of

THURSDAY, FRIDAY = date(2026, 11, 5), date(2026, 11, 6)


def test_all_by_post_by_zip_and_those_without_one_last() -> None:
    (batch,) = batches_of(
        [
            (Going("Bloom", "Salem", "01970"), "b"),
            (Going("Alda", "Lowell", ""), "a"),
            (Going("Dunn", "Lynn", "01901"), "d"),
            (Going("Carr", "Salem", "01970"), "c"),
        ]
    )
    assert batch.title == "4 letters by post, in ZIP order"
    assert (batch.letters, batch.is_route) == (("d", "b", "c", "a"), False)


def test_each_route_in_the_order_of_its_drive() -> None:
    found = batches_of(
        [
            (Going("Alda", "Lynn", "01901", FRIDAY, "Dan"), "friday"),
            (Going("Bloom", "Salem", "01970", THURSDAY, "Dan"), "unplaced"),
            (Going("Carr", "Lynn", "01902", THURSDAY, "Dan", 2), "second"),
            (Going("Dunn", "Lynn", "01903", THURSDAY, "Dan", 1), "first"),
            (Going("East", "Lynn", "01904", THURSDAY, ""), "nobody’s"),
            (Going("Ford", "Lynn", "01905"), "by post"),
        ]
    )
    assert [(one.title, one.letters) for one in found] == [
        ("1 letter with the visits without a driver of Thu 2026-11-05", ("nobody’s",)),
        ("3 letters with Dan’s route of Thu 2026-11-05", ("first", "second", "unplaced")),
        ("1 letter with Dan’s route of Fri 2026-11-06", ("friday",)),
        ("1 letter by post, in ZIP order", ("by post",)),
        (
            "6 letters (all) by post, in ZIP order",
            ("friday", "second", "first", "nobody’s", "by post", "unplaced"),
        ),
    ]
    assert [one.is_route for one in found] == [True, True, True, False, False]


def test_nothing_waits() -> None:
    assert batches_of([]) == []
