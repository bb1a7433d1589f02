"""The whole binder: cover and index, then each chapter with its papers, numbered and bookmarked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dmedesk.binder.rules import Chapter, Facts, numbered
from dmedesk.binder.sheets.front import front_pages, front_pdf
from dmedesk.scans.binding import bound
from dmedesk.scans.bookmarks import Bookmark, Titles, finished


@dataclass(frozen=True, slots=True)
class WholeBinder:
    """A binder's bytes, its pages, and its chapters with the pages on which they begin."""

    content: bytes
    pages: int
    chapters: tuple[Chapter, ...]


def binder_pdf(
    facts: Facts,
    chapters: Sequence[Chapter],
    contents: list[bytes],
    missing: Sequence[str],
    *,
    go_on: Callable[[], bool] = lambda: True,
) -> WholeBinder | None:
    """The binder, the same bytes for the same values; None where ``go_on`` says no.

    ``contents`` are the PDF files of every chapter's own pages and of its parts, in turn; each is
    taken out of the list when it is bound, so that it is not in memory twice.
    """
    front = front_pages(facts, chapters, missing)
    placed = numbered(chapters, front)
    pages = front + sum(chapter.pages for chapter in placed)
    cover, index_at = front_pdf(facts, placed, missing)
    joined = bound(_taken(cover, contents), go_on=go_on)
    if not joined:
        return None
    titles = Titles(
        f"Audit binder {facts.number}", facts.supplier.name, f"{facts.whose.name}, {facts.period}"
    )
    marks = [Bookmark("Cover", 1), Bookmark("Index", index_at), *map(_mark, placed)]
    return WholeBinder(finished(joined, titles, marks), pages, tuple(placed))


def _taken(cover: bytes, contents: list[bytes]) -> Iterator[bytes]:
    yield cover
    contents.reverse()
    while contents:
        yield contents.pop()


def _mark(chapter: Chapter) -> Bookmark:
    parts = tuple(Bookmark(part.title, part.page) for part in chapter.parts)
    return Bookmark(chapter.title, chapter.page, parts)
