"""Brings the pictures of the guide up to date: ``python -m docs.screens.guide``.

The guide shows the program's own pictures (``docs.screens.take`` takes them), made smaller.
"""

import re
from pathlib import Path

from PIL import Image

from dmedesk.kit.guide import guide_folder, guide_pages

SCREENS = Path(__file__).parent
WIDE, COLOURS = 680, 200
_PICTURE = re.compile(r"\(pictures/([\w-]+)\.png\)")


def wanted() -> set[str]:
    """The names of the pictures that the guide's pages show."""
    return {name for page in guide_pages() for name in _PICTURE.findall(page.text)}


def main() -> None:
    """Make each picture anew, and remove those that no page shows any more."""
    folder = guide_folder() / "pictures"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        if old.stem not in wanted():
            old.unlink()
    for name in sorted(wanted()):
        with Image.open(SCREENS / f"{name}-light.png") as taken:
            high = round(taken.height * WIDE / taken.width)
            small = taken.convert("RGB").resize((WIDE, high), Image.Resampling.LANCZOS)
        small.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(
            folder / f"{name}.png", optimize=True
        )


if __name__ == "__main__":
    main()
