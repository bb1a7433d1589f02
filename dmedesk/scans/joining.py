"""PDF files joined into one, and the text of one, without looking at its pages."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.scans.library import one_at_a_time

_MOST_PAGES = 60
"""Pages of which the text is taken: a notice is short, a catalogue is none."""


@one_at_a_time
def joined(parts: Sequence[bytes]) -> bytes:
    """All pages of these PDF files, one after the other. Raises ``Refused`` where one is none."""
    if len(parts) == 1:
        return parts[0]
    whole = pypdfium2.PdfDocument.new()
    try:
        for part in parts:
            source = _opened(part)
            try:
                whole.import_pages(source)
            finally:
                source.close()
        written = BytesIO()
        whole.save(written)
        return written.getvalue()
    finally:
        whole.close()


@one_at_a_time
def text_of(content: bytes) -> str:
    """The text of a PDF file; empty where it is a scan. Raises ``Refused`` where it is none."""
    document = _opened(content)
    try:
        pages = [_text(document, number) for number in range(min(len(document), _MOST_PAGES))]
    finally:
        document.close()
    return "\n".join(filter(None, pages)).strip()


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    lines = page.get_textpage().get_text_bounded().splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def is_pdf(content: bytes) -> bool:
    """Whether these bytes say that they are a PDF."""
    return content[:1024].lstrip().startswith(b"%PDF")


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        message, remedy = "This is no PDF that can be read.", "Open it elsewhere and save it anew."
        raise Refused([Finding(Severity.STOP, "bad_pdf", message, remedy=remedy)]) from error
