"""What is typed as it is stored."""

from dmedesk.members.rules.typed import tidy


def test_texts_lose_their_edges_and_empty_ones_are_nothing() -> None:
    assert tidy({"a": " x ", "b": " ", "c": "", "d": 0, "e": None}) == {
        "a": "x",
        "b": None,
        "c": None,
        "d": 0,
        "e": None,
    }
