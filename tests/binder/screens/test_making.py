"""A member's whole binder: made, read back, written down; on both databases."""

from datetime import date
from hashlib import sha256

import pypdfium2
import pytest

from dmedesk.binder import rules
from dmedesk.binder.queries import binders_of
from dmedesk.binder.screens.making import Made, make_binder, section_keys
from dmedesk.binder.tables import Binder
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.store.tables import AttachedFile
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.binder.stories import SCAN, TODAY, BinderShop
from tests.flows.month_shop import clock
from tests.printing.reading import opened, read

ALL = [
    "member",
    "orders",
    "papers",
    "authorizations",
    "trials",
    "worksheets",
    "slips",
    "ledger",
    "decided",
    "invoices",
    "account",
    "repairs",
    "recalls",
    "timeline",
]


def test_the_whole_binder(story: BinderShop) -> None:
    made = story.make()
    assert made is not None
    _index_agrees(story, made)
    _every_house_is_in_it(made)
    _stored_papers_are_as_they_were(made)
    _cover_tells_what_is_missing(made)
    _made_again_it_is_the_same(story, made)


def _toc(content: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page (from 1) of every bookmark."""
    with opened(content) as document:
        return [
            (one.level, one.get_title(), one.get_dest().get_index() + 1)
            for one in document.get_toc()
        ]


def _index_agrees(story: BinderShop, made: Made) -> None:
    """Sections stand in order; bookmarks, index and pages agree; every page bears its number."""
    assert list(story.sections()) == ALL
    pages = read(made.content)
    assert len(pages) == made.pages
    for number, page in enumerate(pages, start=1):
        assert f"{number} of {made.pages}" in [line.strip() for line in page.text.split("\n")]
    toc = _toc(made.content)
    top = [title for level, title, _page in toc if level == 0]
    titles = [one.title for one in story.sections().values()]
    assert top == ["Cover", "Index", *titles]
    assert [page for _level, _title, page in toc] == sorted(page for *_rest, page in toc)
    index = " ".join(page.text for page in pages[1:3])
    for level, title, at in toc:
        if level:
            row = next(line for line in index.split("\n") if line.startswith(title))
            assert row.split()[-1] == str(at), row
        elif title in titles:
            assert title in pages[at - 1].text


def _every_house_is_in_it(made: Made) -> None:
    text = "\n".join(page.text for page in read(made.content))
    for said in (
        "Rivera, M1",
        "PA777",
        "Rental R1",
        "INV-000001",
        "How each amount was computed",
        "REP-000001",
        "Motor replaced and tested.",
        "RLT-000001",
        "Patient lift: the hook may open",
        "SLIP-000001",
        "Signed by Silva",
    ):
        assert said in text, said
    # The letter of another member about the same recall is not this member's.
    assert "RLT-000002" not in text
    assert "M2" not in text


def _stored_papers_are_as_they_were(made: Made) -> None:
    pages = read(made.content)
    index = " ".join(page.text for page in pages[:4])
    assert sha256(SCAN).hexdigest() in index
    toc = {title: page for _level, title, page in _toc(made.content)}
    scanned = next(page for title, page in toc.items() if title.endswith("Signed copy"))
    with opened(SCAN) as source:
        alone = source[0].get_textpage().get_text_range()
    assert pages[scanned - 1].text.startswith(alone.strip()[:40])
    picture = next(page for title, page in toc.items() if title.endswith("Photo"))
    assert [one.kind for one in pages[picture - 1].drawn] == [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]


def _cover_tells_what_is_missing(made: Made) -> None:
    cover = " ".join(read(made.content)[0].text.split())
    assert f"What is missing ({len(made.missing)})" in cover
    for said in made.missing:
        assert " ".join(said.split()) in cover, said
    missing = "\n".join(made.missing)
    assert "Member: A fax could not be printed: The file is of a kind that" in missing
    assert "Member: A broken scan could not be printed: The PDF is damaged." in missing
    assert "Payer: nobody is named who pays" in missing
    assert "no proof that it was given" in missing
    assert "no copy is attached" in missing


def test_a_changed_file_is_not_bound_but_listed(story: BinderShop) -> None:
    with unit_of_work(story.shop.engine, actor="ana", action="change", clock=clock) as work:
        file = work.session.query(AttachedFile).filter_by(sha256=sha256(SCAN).hexdigest()).one()
        file.content = SCAN + b"\n%changed"
    made = story.make("papers")
    assert made is not None
    (said,) = [one for one in made.missing if "Signed copy" in one]
    assert said.endswith("its bytes are not those that were stored.")


def test_only_the_days_and_sections_asked_for(story: BinderShop) -> None:
    august, september = date(2026, 8, 1), date(2026, 9, 1)
    ledger = story.sections(from_on=august, until_on=september)["ledger"]
    assert [row[1] for row in ledger.tables[0].rows] == ["2026-08-05"]
    assert story.sections(from_on=august, until_on=september)["slips"].is_empty
    made = story.make("ledger", from_on=august, until_on=september)
    assert made is not None
    cover = read(made.content)[0].text
    assert "from 2026-08-01 until 2026-08-31" in cover
    assert "Left out: Member" in cover
    assert "Nothing in these days: " in cover
    empty = story.sections(from_on=date(2019, 1, 1), until_on=date(2019, 2, 1))
    assert "slips" not in section_keys(list(empty.values()))
    assert "member" in section_keys(list(empty.values()))
    assert [title for level, title, _page in _toc(made.content) if level == 0][2:] == [
        "Ledger of months"
    ]


def _made_again_it_is_the_same(story: BinderShop, first: Made) -> None:
    with unit_of_work(story.shop.engine, actor="ana", action="forget", clock=clock) as work:
        work.session.query(Binder).delete()
    again = story.make()
    assert again is not None
    assert again.content == first.content


def test_the_making_is_a_fact(story: BinderShop) -> None:
    made = story.make("member")
    assert made is not None
    with reading(story.shop.engine) as session:
        (fact,) = binders_of(session, member_id=story.member_id)
    assert (fact.binder_no, fact.pages, fact.made_by) == ("M1-B1", made.pages, "ana")
    assert fact.sha256 == sha256(made.content).hexdigest()
    again = story.make("member")
    assert again is not None
    assert again.number == "M1-B2"


def test_nothing_is_written_down_where_it_was_told_to_end(story: BinderShop) -> None:
    asked: list[int] = []

    def stop_at_the_third(done: int) -> bool:
        asked.append(done)
        return len(asked) < 3

    assert story.make(go_on=stop_at_the_third) is None
    assert asked == [0, 1, 2]
    assert story.make(go_on=lambda done: done < 1_000 and not _is_binding(story, done)) is None
    with reading(story.shop.engine) as session:
        assert binders_of(session, member_id=story.member_id) == []


def _is_binding(story: BinderShop, done: int) -> bool:
    """Whether every paper was read, so that only the binding is left."""
    return done == sum(len(one.papers) for one in story.sections().values())


def test_what_cannot_be_asked_is_refused(
    story: BinderShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = BinderAsk(RecordRef("member", 999), TODAY)
    backward = story.ask(from_on=TODAY, until_on=TODAY)
    assert _refused(story, backward, "member") == ["period_backward"]
    assert _refused(story, story.ask()) == ["no_section"]
    assert _refused(story, nobody, "member") == ["unknown_member"]
    monkeypatch.setattr(rules, "MOST_BYTES", 5_000)
    assert _refused(story, story.ask(), *ALL) == ["binder_too_large"]


def _refused(story: BinderShop, ask: BinderAsk, *chosen: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        make_binder(story.doors, lambda _done: True, offers=house_offers(), ask=ask, chosen=chosen)
    return [one.code for one in refused.value.findings]
