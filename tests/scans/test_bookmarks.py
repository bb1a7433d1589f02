"""A bound PDF's title and bookmarks, and that its bytes tell neither time nor chance."""

import pytest

from dmedesk.recalls.sheets.notice import notice_pdf
from dmedesk.scans.binding import bound
from dmedesk.scans.bookmarks import Bookmark, Titles, finished
from tests.printing.reading import opened, read

PART = notice_pdf("One", "Text", received="")
TITLES = Titles("Binder — Añá", "Example", "M1")
MARKS = (
    Bookmark("One", 1, (Bookmark("a (b)", 2), Bookmark("c", 3, (Bookmark("deep", 3),)))),
    Bookmark("Two", 4),
)


def _bound() -> bytes:
    return bound(iter([PART] * 4), go_on=lambda: True)


def test_bookmarks_open_their_pages_in_their_levels() -> None:
    with opened(finished(_bound(), TITLES, MARKS)) as document:
        found = [
            (one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()
        ]
        told = document.get_metadata_dict()
    assert found == [
        (0, "One", 0),
        (1, "a (b)", 1),
        (1, "c", 2),
        (2, "deep", 2),
        (0, "Two", 3),
    ]
    assert (told["Title"], told["Author"], told["Subject"]) == ("Binder — Añá", "Example", "M1")
    assert told["CreationDate"] == told["ModDate"] == ""


def test_the_same_pages_are_the_same_bytes() -> None:
    one, other = finished(_bound(), TITLES, MARKS), finished(_bound(), TITLES, MARKS)
    assert one == other
    assert b"CreationDate" not in one
    assert len(read(one)) == 4


def test_without_bookmarks_it_opens_as_well() -> None:
    with opened(finished(_bound(), TITLES, ())) as document:
        assert list(document.get_toc()) == []
        assert len(document) == 4


def test_what_the_library_did_not_save_is_not_taken_for_it() -> None:
    with pytest.raises(ValueError, match="not found"):
        finished(b"%PDF-1.7", TITLES, ())
