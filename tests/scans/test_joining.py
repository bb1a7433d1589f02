"""PDF files joined into one, and the text of one."""

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.recalls.sheets.notice import notice_pdf
from dmedesk.scans.joining import is_pdf, joined, text_of
from tests.printing.reading import read

ONE, OTHER = (notice_pdf(name, f"Text of {name}", received="") for name in ("one", "two"))


def test_all_pages_one_after_the_other() -> None:
    pages = [page.text for page in read(joined([ONE, OTHER, ONE]))]
    assert ["Text of one" in page for page in pages] == [True, False, True]
    assert joined([ONE]) is ONE


def test_the_text_of_a_file() -> None:
    assert "Text of two" in text_of(OTHER)
    assert is_pdf(ONE)
    assert not is_pdf(b"PK")


def test_what_is_no_pdf_is_refused() -> None:
    for act in (lambda: joined([ONE, b"no"]), lambda: text_of(b"no")):
        with pytest.raises(Refused) as refused:
            act()
        assert [one.code for one in refused.value.findings] == ["bad_pdf"]
