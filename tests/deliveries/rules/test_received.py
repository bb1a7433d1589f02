"""A page is filed unaided only where nothing speaks against it; all else is for a person."""

from hypothesis import given
from hypothesis import strategies as st

from dmedesk.deliveries.rules.received import (
    LONGEST_READ,
    CodeOnPage,
    Judged,
    Verdict,
    as_read,
    judged,
)

A, B, C = "SLIP-000001", "SLIP-000002", "SLIP-000003"
KNOWN = frozenset({A, B, C})
WHOLE, HALF = 0.16, 0.1


def code(
    text: str = A,
    *,
    along: float = 0.1,
    share: float = WHOLE,
    looks: int = 2,
    symbology: str = "code128",
) -> CodeOnPage:
    return CodeOnPage(text, symbology, along, share, looks)


def judge(*codes: CodeOnPage) -> Judged:
    return judged(codes, known=KNOWN, share_of=lambda _number: WHOLE)


def test_a_known_number_that_two_looks_read_on_a_whole_page_is_filed() -> None:
    assert judge(code()) == Judged(Verdict.FILED, (A,))


def test_one_look_alone_is_not_enough() -> None:
    assert judge(code(looks=1)) == Judged(Verdict.UNSURE)
    assert judge(code(), code(B, looks=1)).verdict is Verdict.SEVERAL


def test_a_page_without_a_barcode_and_a_strangers() -> None:
    assert judge() == Judged(Verdict.UNREAD)
    assert judge(code("SLIP-000009")) == Judged(Verdict.FOREIGN)
    assert judge(code("4006381333931", symbology="ean13")) == Judged(Verdict.FOREIGN)


def test_our_number_in_another_kind_of_barcode_is_not_ours() -> None:
    assert judge(code(symbology="qrcode")) == Judged(Verdict.FOREIGN)


def test_a_strangers_label_on_a_slip_does_no_harm() -> None:
    found = judge(
        code(), code("4006381333931", symbology="ean13", looks=1), code("9612019", looks=1)
    )
    assert found == Judged(Verdict.FILED, (A,))


def test_two_small_slips_in_two_halves_are_filed_to_both() -> None:
    both = judge(code(share=HALF, along=0.1), code(B, share=HALF, along=0.6))
    assert both == Judged(Verdict.FILED, (A, B))


def test_two_slips_that_cannot_be_told_apart_are_for_a_person() -> None:
    same_half = judge(code(share=HALF, along=0.1), code(B, share=HALF, along=0.4))
    overlapping = judge(code(along=0.1), code(B, along=0.6))
    three = judge(*(code(one, share=HALF, along=at) for one, at in ((A, 0.1), (B, 0.5), (C, 0.9))))
    assert {same_half.verdict, overlapping.verdict, three.verdict} == {Verdict.SEVERAL}


def test_a_small_slip_alone_may_lie_beside_another_that_was_not_seen() -> None:
    assert judge(code(share=HALF)) == Judged(Verdict.UNSURE)
    copies = judge(code(share=HALF, along=0.1), code(share=HALF, along=0.6))
    assert copies == Judged(Verdict.FILED, (A,))


@given(
    st.lists(
        st.builds(
            CodeOnPage,
            st.sampled_from([A, B, C, "SLIP-000009", "x"]),
            st.sampled_from(["code128", "ean13"]),
            st.floats(0, 1),
            st.floats(0, 0.3),
            st.integers(1, 3),
        ),
        max_size=5,
    )
)
def test_nothing_is_filed_that_was_not_read_twice_and_is_not_known(codes: list[CodeOnPage]) -> None:
    found = judge(*codes)
    assert (found.verdict is Verdict.FILED) == bool(found.numbers)
    assert len(found.numbers) <= 2
    for number in found.numbers:
        assert number in KNOWN
        assert any(
            one.text == number and one.looks > 1 and one.symbology == "code128" for one in codes
        )


def test_what_a_stranger_wrote_is_made_fit_for_people() -> None:
    said = as_read(
        [code("(01)1\x1d(21)2"), code("(01)1\x1d(21)2"), code("  \x00 "), code("x\xa0y")]
    )
    assert said == "(01)1 (21)2, x y"
    assert len(as_read([code("y" * 500)])) == LONGEST_READ
