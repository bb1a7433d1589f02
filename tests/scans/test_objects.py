"""Dictionaries of a PDF taken apart and written again; references."""

import pytest

from dmedesk.scans.objects import entries_of, reference, written


def test_only_the_outer_entries_are_told_as_they_are_written() -> None:
    text = (
        b"<</Type/Page/Box[ 0 0 1 2]/In<</Font 3 0 R/A[/B/C]>>/S(a /Font \\( ( x ) )/N -1/H<0A>>>"
    )
    found = entries_of(text)
    assert found == {
        b"/Type": b"/Page",
        b"/Box": b"[ 0 0 1 2]",
        b"/In": b"<</Font 3 0 R/A[/B/C]>>",
        b"/S": b"(a /Font \\( ( x ) )",
        b"/N": b"-1",
        b"/H": b"<0A>",
    }
    assert entries_of(written(found)) == found
    assert entries_of(b"<<>>") == {}


@pytest.mark.parametrize(
    ("value", "number"), [(b"12 0 R", 12), (b" 3 0 R ", 3), (b"[3 0 R]", None), (b"<<>>", None)]
)
def test_a_reference_names_an_object(value: bytes, number: int | None) -> None:
    assert reference(value) == number
