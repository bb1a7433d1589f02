"""The packet of a first delivery read back: what is rented, what the texts say, who signs where."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from dmedesk.deliveries.rules.paper import PacketPaper
from dmedesk.deliveries.sheets.packet import packet_pdf
from dmedesk.deliveries.sheets.slip import slip_pdf
from dmedesk.printing import grid
from dmedesk.shop.rules.texts import TextKind, paragraphs, proposal
from tests.deliveries.sheets.specimens import PACKET, SLIP
from tests.printing.reading import overlapping, read

LONG = replace(PACKET, agreement=PACKET.agreement * 3, rented=PACKET.rented * 4)
COPY = replace(PACKET, slip=replace(SLIP, copy=3))
MEDICARE = replace(PACKET, agreement=paragraphs(proposal(TextKind.AGREEMENT), regime="medicare"))


@pytest.mark.parametrize(
    "paper", [PACKET, LONG, COPY, MEDICARE], ids=["plain", "long", "copy", "medicare"]
)
def test_it_is_set_as_every_paper(paper: PacketPaper) -> None:
    for page in read(packet_pdf(paper)):
        assert list(overlapping(page.letters)) == []
        assert {round(one.size, 1) for one in page.letters} <= {8.5, 10.5, 18.0}
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.top >= grid.TOP - 0.1
            assert box.bottom <= grid.BOTTOM + 0.1


def test_slip_agreement_and_assignment_come_twice_and_the_notice_once() -> None:
    texts = [page.text for page in read(packet_pdf(PACKET))]
    titles = ("Delivery slip", "Rental agreement", "Assignment", "Privacy notice")
    found = [next(title for title in titles if title in text) for text in texts]
    assert found == [*titles[:1] * 2, *titles[1:2] * 2, *titles[2:3] * 2, titles[3]]


def test_the_agreement_lists_each_unit_with_its_months_and_charge() -> None:
    text = read(packet_pdf(PACKET))[2].text
    for said in ("E0260", "06AE123456", "month 1 of 13", "125.00", "0521987", "month by month"):
        assert said in text


def test_a_signature_never_stands_alone_on_a_page() -> None:
    pages = read(packet_pdf(LONG))
    signed = [page.text for page in pages if "For the supplier" in page.text]
    assert len(signed) == 4
    words = [one.text.split()[-3:] for one in (LONG.agreement[-1], LONG.assignment[-1])]
    for text in signed:
        assert any(" ".join(last) in " ".join(text.split()) for last in words)


def test_only_the_slip_bears_its_barcode() -> None:
    """A signed agreement that is scanned is not filed as a signed slip: a person looks at it."""
    slips = len(read(slip_pdf(PACKET.slip)))
    document = pypdfium2.PdfDocument(packet_pdf(PACKET))
    for number in range(len(document)):
        image = document[number].render(scale=300 / 72).to_pil()
        codes = [code.text for code in zxingcpp.read_barcodes(image)]
        assert codes == ([SLIP.number] if number < slips else [])
    document.close()


def test_what_the_shop_has_not_written_has_no_page() -> None:
    bare = replace(PACKET, agreement=(), privacy=(), assignment=())
    assert len(read(packet_pdf(bare))) == 2


def test_a_further_print_is_marked_on_every_page() -> None:
    assert all("COPY 3" in page.text for page in read(packet_pdf(COPY)))


def test_the_same_packet_is_the_same_bytes() -> None:
    assert packet_pdf(PACKET) == packet_pdf(PACKET)
