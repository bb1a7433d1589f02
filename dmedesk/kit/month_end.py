"""The month-end list: what is looked at, in its order (``resources/guide/month_end.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache

from dmedesk.kit.guide import guide_folder
from dmedesk.kit.offers import Tile


@dataclass(frozen=True, slots=True)
class MonthEndStep:
    """One step: what is asked, the screen where it is done, and what tells that it is open.

    ``tiles`` are the beginnings of the keys of today's tiles; a step without any is for a person's
    own eyes.
    """

    title: str
    says: str
    screen: str
    tiles: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether the shop's own records tell if it is done."""
        return bool(self.tiles)

    def open_among(self, tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
        """The tiles of today's board that keep it open."""
        return tuple(tile for tile in tiles if self.tiles and tile.key.startswith(self.tiles))


@cache
def month_end() -> tuple[MonthEndStep, ...]:
    """Every step, from the first to the last."""
    told = tomllib.loads((guide_folder() / "month_end.toml").read_text(encoding="utf-8"))
    return tuple(
        MonthEndStep(one["title"], one["says"], one["screen"], tuple(one.get("tiles", ())))
        for one in told["step"]
    )
