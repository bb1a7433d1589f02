"""The guide's pages are found by screen and by words, and lead somewhere."""

import re

import pytest

from dmedesk.kit.guide import (
    FIRST,
    GuidePage,
    guide_folder,
    guide_pages,
    page_named,
    page_of_screen,
    search_guide,
)

LINK = re.compile(r"\]\(([^)]+)\)")


def test_the_contents_name_every_page_once() -> None:
    files = {path.stem for path in guide_folder().glob("*.md")}
    named = [page.name for page in guide_pages()]
    assert set(named) == files
    assert len(named) == len(files)
    assert named[0] == FIRST


@pytest.mark.parametrize("page", guide_pages(), ids=lambda page: page.name)
def test_a_page_has_a_title_and_its_links_lead_somewhere(page: GuidePage) -> None:
    assert page.title
    assert page.text.startswith(f"# {page.title}\n")
    broken = [
        link
        for link in LINK.findall(page.text)
        if not link.startswith(("#", "tour:")) and not (guide_folder() / link).exists()
    ]
    assert broken == []


def test_no_screen_is_on_two_pages() -> None:
    told = [screen for page in guide_pages() for screen in page.screens]
    assert sorted(told) == sorted(set(told))


def test_a_screen_leads_to_its_page_a_family_to_its_first_and_else_to_the_beginning() -> None:
    assert page_of_screen("settings.import").name == "moving-in"
    assert page_of_screen("settings.something_new").name == "staff"
    assert page_of_screen("asset").name == "units"
    assert page_of_screen("of nothing").name == FIRST


def test_words_find_pages_by_their_beginnings_titles_first() -> None:
    hits = search_guide("backup")
    assert hits[0].page.name == "backup"
    assert "first-hour" in {hit.page.name for hit in hits}
    assert "backup" in hits[0].around.casefold()
    assert search_guide("backup zebra") == []
    assert [hit.page for hit in search_guide("")] == list(guide_pages())


def test_searched_words_are_without_marks() -> None:
    plain = page_named("month").plain
    assert "**" not in plain
    assert "pictures/" not in plain
