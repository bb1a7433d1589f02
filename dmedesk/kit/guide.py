"""The user guide: pages of Markdown in ``resources/guide``, found by screen and by words.

A page's file begins with its title and, in a comment, the keys of the screens that it is about:
``<!-- screens: month invoices -->``. ``contents.txt`` names the files in their order.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dmedesk.kit import paths

FIRST = "first-hour"
"""The page for whoever asks on a screen that no page is about."""

_SCREENS = re.compile(r"<!-- screens: ([^>]*) -->\n*")
_MARKS = re.compile(r"!\[[^]]*\]\([^)]*\)|\[([^]]*)\]\([^)]*\)|[*`#|>]+")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: its file's name, its title, the screens that it is about, its Markdown."""

    name: str
    title: str
    screens: tuple[str, ...]
    text: str

    @property
    def plain(self) -> str:
        """Its words without marks, for searching."""
        return " ".join(_MARKS.sub(r"\1", self.text).split())


@dataclass(frozen=True, slots=True)
class GuideHit:
    """A page in which every word asked for stands, and some words around the first of them."""

    page: GuidePage
    around: str


def guide_folder() -> Path:
    """Where the pages and their pictures are."""
    return paths.resources() / "guide"


@cache
def guide_pages() -> tuple[GuidePage, ...]:
    """Every page, in the order of the contents."""
    names = (guide_folder() / "contents.txt").read_text(encoding="utf-8").split()
    return tuple(_read(name) for name in names)


def _read(name: str) -> GuidePage:
    text = (guide_folder() / f"{name}.md").read_text(encoding="utf-8")
    screens = _SCREENS.search(text)
    title, _, _ = text.partition("\n")
    return GuidePage(
        name=name,
        title=title.removeprefix("# "),
        screens=tuple(screens[1].split()) if screens else (),
        text=_SCREENS.sub("", text),
    )


def page_named(name: str) -> GuidePage:
    """The page of this name; ``KeyError`` where there is none."""
    return {page.name: page for page in guide_pages()}[name]


def page_of_screen(key: str) -> GuidePage:
    """The page about a screen (``settings.import``), about its family (``settings``), or the first.

    Of a record the key is its kind (``asset``).
    """
    for wanted in (key, key.partition(".")[0]):
        for page in guide_pages():
            if wanted in page.screens:
                return page
    return page_named(FIRST)


def search_guide(words: str) -> list[GuideHit]:
    """The pages with all these words (beginnings of words, any case); all without words."""
    asked = [word.casefold() for word in words.split()]
    hits = []
    for page in guide_pages():
        plain = page.plain
        found = [_place_of(word, plain) for word in asked]
        if None not in found:
            first = min((place for place in found if place is not None), default=0)
            hits.append(GuideHit(page, _around(plain, first) if asked else ""))
    # A page whose title has the words is what was looked for.
    return sorted(hits, key=lambda hit: not _titled(hit.page, asked))


def _place_of(word: str, plain: str) -> int | None:
    found = re.search(rf"\b{re.escape(word)}", plain.casefold())
    return found.start() if found else None


def _titled(page: GuidePage, asked: list[str]) -> bool:
    return all(_place_of(word, page.title) is not None for word in asked)


def _around(plain: str, place: int) -> str:
    begin = plain.rfind(" ", 0, max(place - _AROUND // 2, 0)) + 1
    end = plain.find(" ", place + _AROUND)
    return f"{'… ' if begin else ''}{plain[begin : end if end > 0 else None]} …"
