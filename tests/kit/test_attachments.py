"""Sizes as people read them, and the limit in their words."""

from dmedesk.kit.attachments import bytes_of_megabytes, in_megabytes, too_large


def test_sizes_are_read_in_megabytes() -> None:
    assert [in_megabytes(size) for size in (1, 640_400, 2_449_999)] == ["1 kB", "640 kB", "2.4 MB"]


def test_too_large_says_both_sizes_and_what_to_do() -> None:
    found = too_large("scan.pdf", 31_000_000, bytes_of_megabytes(20))
    assert found.sentence() == (
        "scan.pdf: scan.pdf has 31.0 MB; at most 20.0 MB are kept."
        " Scan it again with fewer dots, or photograph it smaller."
    )
