"""A second start asks the first window to come, and goes on by itself where nobody answers."""

from pathlib import Path

from dmedesk.kit.front import ask_to_front, wish_for, wishes_folder

SHOP = "my shop.dmedesk"


def test_whoever_answers_takes_the_wish_away(tmp_path: Path) -> None:
    def answer(_seconds: float) -> None:
        wish_for(SHOP, tmp_path).unlink(missing_ok=True)

    assert ask_to_front(SHOP, tmp_path, pause=answer)
    assert list(tmp_path.iterdir()) == []


def test_without_an_answer_one_goes_on_and_leaves_nothing(tmp_path: Path) -> None:
    assert not ask_to_front(SHOP, tmp_path / "front", patience=0.05)
    assert list((tmp_path / "front").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not ask_to_front(SHOP, tmp_path / "file")


def test_two_ways_to_one_file_are_one_wish(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    one = wish_for(str(tmp_path / SHOP), tmp_path)
    assert wish_for(str(tmp_path / "below" / ".." / SHOP), tmp_path) == one
    assert wish_for(str(tmp_path / "another.dmedesk"), tmp_path) != one


def test_wishes_are_left_beside_the_settings(tmp_path: Path) -> None:
    assert wishes_folder(tmp_path / "settings.json") == tmp_path / "front"
