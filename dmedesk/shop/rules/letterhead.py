"""What a shop may be called, and which picture its papers may bear."""

import struct
from hashlib import sha256
from io import BytesIO

from dmedesk.kit.cells import LONGEST_TEXT
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity

LARGEST_LOGO = 2 * 1024 * 1024
"""Bytes that a logo's file may have."""

_MOST_DOTS = 4_000
_ENDINGS = {"PNG": "png", "JPEG": "jpg"}


def company_name(text: str) -> str:
    """The name as it will be printed, single spaces between its words.

    Raises ``Refused`` where there is nothing to print, or more than a name on paper may have.
    """
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise _refused_name("company_name_missing", "The shop has no name that can be printed.")
    if len(name) > LONGEST_TEXT:
        raise _refused_name("company_name_too_long", f"The shop's name has {len(name)} characters.")
    return name


def logo_name(content: bytes) -> str:
    """What a logo is known by: the SHA-256 of its file's bytes, and ``.png`` or ``.jpg``.

    Raises ``Refused`` for a file that is no PNG or JPEG, too large, or not whole.
    """
    # Pillow takes a while to import: paid by those who have a logo.
    from PIL import Image  # noqa: PLC0415

    if len(content) > LARGEST_LOGO:
        raise _refused_logo("logo_too_large", "The logo's file has more than 2 MB.")
    try:
        image = Image.open(BytesIO(content), formats=tuple(_ENDINGS))
        if max(image.size) > _MOST_DOTS:
            dots = f"{image.width} by {image.height}"
            raise _refused_logo("logo_too_large", f"The logo has {dots} dots.")
        image.load()
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError) as fault:
        raise _refused_logo(
            "logo_unreadable", "The logo is no picture that can be read."
        ) from fault
    return f"{sha256(content).hexdigest()}.{_ENDINGS[str(image.format)]}"


def _refused_logo(code: str, message: str) -> Refused:
    remedy = f"Take a PNG or JPEG file of at most 2 MB, {_MOST_DOTS} dots wide and high."
    return Refused([Finding(Severity.STOP, code=code, message=message, remedy=remedy)])


def _refused_name(code: str, message: str) -> Refused:
    remedy = f'Give it one of at most {LONGEST_TEXT} characters: --name "Example Medical".'
    return Refused([Finding(Severity.STOP, code=code, message=message, remedy=remedy)])
