"""What kind of file some bytes are, and how their name is kept."""

import pytest

from dmedesk.kit.media import PDF, UNKNOWN, ending_of, is_picture, media_type, plain_name


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"%PDF-1.7 ...", "scan", PDF),
        (b"\x89PNG\r\n\x1a\n...", "a.txt", "image/png"),
        (b"\xff\xd8\xff\xe0", "photo.png", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "x", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVE", "x", UNKNOWN),
        (b"words", "note.TXT", "text/plain"),
        (b"words", "photo.jpg", UNKNOWN),
    ],
)
def test_the_bytes_tell_and_not_the_name(content: bytes, name: str, expected: str) -> None:
    assert media_type(content, name) == expected


def test_pictures_can_be_shown_as_such() -> None:
    assert is_picture("image/jpeg")
    assert not is_picture(PDF)
    assert not is_picture("image/svg+xml")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (r"D:\scans\Photo 1.JPG", "Photo 1.JPG"),
        ("/scans/../photo.png", "photo.png"),
        ("a\nb.pdf", "a b.pdf"),
        ("  ", ""),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_its_folders(path: str, name: str) -> None:
    assert plain_name(path) == name


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", ".pdf"), ("a", ""), ("a.p/f", ""), ("a.tar.gz", ".gz")]
)
def test_an_ending_is_safe_in_a_name(name: str, ending: str) -> None:
    assert ending_of(name) == ending
