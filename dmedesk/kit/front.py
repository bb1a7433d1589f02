"""A second start on a shop that is open here already asks the first one to come to the front.

The two meet in a folder of this user's settings: the second writes a small file there, the first
removes it when it has come. Whoever gets no answer goes on by themselves.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 2.0
"""Seconds that a second start waits for the first to answer."""

_GLANCE = 0.02


def wishes_folder(settings: Path) -> Path:
    """Where wishes are left, beside the settings' file."""
    return settings.with_name("front")


def wish_for(shop: str, folder: Path) -> Path:
    """The file that wishes for the window on a shop, known by the shop's own place."""
    place = str(Path(shop).resolve()).encode()
    return folder / sha256(place).hexdigest()[:32]


def ask_to_front(
    shop: str,
    folder: Path,
    *,
    patience: float = PATIENCE,
    pause: Callable[[float], object] = sleep,
) -> bool:
    """Whether the window that is open on this shop came to the front."""
    wish = wish_for(shop, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        wish.touch()
    except OSError:
        return False
    until = monotonic() + patience
    while wish.exists() and monotonic() < until:
        pause(_GLANCE)
    answered = not wish.exists()
    wish.unlink(missing_ok=True)
    return answered
