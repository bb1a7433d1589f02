"""What kind of file some bytes are, told by the bytes themselves: a name may say anything."""

import re
from pathlib import PurePosixPath, PureWindowsPath

PDF = "application/pdf"
UNKNOWN = "application/octet-stream"

_BEGINNINGS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_RIFF, _WEBP = b"RIFF", b"WEBP"
_PICTURES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/webp"}
)
_BY_ENDING = {
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ENDING = re.compile(r"\.[a-z0-9]{1,8}", re.ASCII)
LONGEST_NAME = 200


def media_type(content: bytes, file_name: str) -> str:
    """The media type of a file: by how its bytes begin, else by its ending, else unknown.

    A file that calls itself a picture or a PDF and is none counts as unknown.
    """
    if content[:4] == _RIFF and content[8:12] == _WEBP:
        return "image/webp"
    for beginning, found in _BEGINNINGS:
        if content.startswith(beginning):
            return found
    return _BY_ENDING.get(ending_of(file_name), UNKNOWN)


def is_picture(media: str) -> bool:
    """Whether a file of this type can be shown as a picture."""
    return media in _PICTURES


def ending_of(file_name: str) -> str:
    """The ending of a file's name, small, with its dot; empty where it is none that is safe."""
    ending = PurePosixPath(file_name).suffix.lower()
    return ending if _ENDING.fullmatch(ending) else ""


def plain_name(path: str) -> str:
    """The name of a file alone: without folders of any system, and without what cannot be printed.

    A very long one loses letters before its ending.
    """
    last = PureWindowsPath(PurePosixPath(path.strip()).name).name
    name = "".join(sign if sign.isprintable() else " " for sign in last).strip()
    if len(name) <= LONGEST_NAME:
        return name
    ending = ending_of(name)
    return name[: LONGEST_NAME - len(ending)] + ending
