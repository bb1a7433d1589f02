"""Takes the pictures of every screen on a demo shop: ``python -m docs.screens.take [NAME ...]``.

Each screen is taken light, dark, and light with type at 150%, at 1366 by 768. Names (``month``,
``record-member``) take only the pictures whose names begin so; ``--look dark`` only one look. The
scenes, and how to add one: ``docs/screens/scenes/__init__.py``.
"""

import os
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LOGNAME"] = "ana"

from dmedesk.kit.clock import system_clock
from docs.screens.scenes import HOUSES
from docs.screens.scenes.desk import sign_in
from docs.screens.shop import build
from docs.screens.studio import LOOKS, Studio, studio_of


def play(studio: Studio) -> None:
    """Every scene that has a wanted picture."""
    sign_in(studio)
    for names, scene in (
        (names, scene) for house in HOUSES for names, scene in house.scenes.items()
    ):
        begins = names.split() or [""]
        if not studio.wanted or any(
            one.startswith(begin) or begin.startswith(one)
            for one in studio.wanted
            for begin in begins
        ):
            scene(studio)


def main() -> None:
    """Every picture anew, or those wanted."""
    asked = ArgumentParser(prog="python -m docs.screens.take", description="Takes pictures.")
    asked.add_argument("names", nargs="*", help="the beginnings of the wanted pictures' names")
    asked.add_argument("--look", choices=[look.name for look in LOOKS], help="only this look")
    wanted = asked.parse_args()
    examples = {kind: one for house in HOUSES for kind, one in house.records.items()}
    with TemporaryDirectory(prefix="dmedesk-") as folder:
        os.environ["DMEDESK_SETTINGS"] = str(Path(folder) / "settings.json")
        today = system_clock().astimezone().date()
        built = build(Path(folder), today, [house.fill for house in HOUSES if house.fill])
        for look in LOOKS:
            if wanted.look in {None, look.name}:
                with studio_of(built, look, tuple(wanted.names), examples) as studio:
                    play(studio)


if __name__ == "__main__":
    main()
