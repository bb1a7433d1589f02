"""A job is named for its paper; the second print and later ones say which copy they are."""

from dmedesk.kit.prints import NO_PRINTS, job_name


def test_the_first_is_no_copy() -> None:
    assert [job_name("INV-1", copy) for copy in (1, 2, 3)] == [
        "INV-1",
        "INV-1 (copy 2)",
        "INV-1 (copy 3)",
    ]


def test_a_place_that_counts_none_has_only_first_prints() -> None:
    assert NO_PRINTS.count(None, kind="invoice", number="INV-1") == 0
    assert NO_PRINTS.record(None, kind="invoice", number="INV-1", printer="") == 1
