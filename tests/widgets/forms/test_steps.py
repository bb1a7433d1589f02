"""Undo and redo over the fields of a form, word by word."""

from dmedesk.widgets.forms.steps import Steps


def _type(steps: Steps, key: str, text: str, before: str = "") -> None:
    for place in range(len(text)):
        steps.typed(key, before + text[:place], before + text[: place + 1])


def test_a_word_is_a_step() -> None:
    steps = Steps()
    _type(steps, "name", "Ana Maria")
    assert steps.undo() == {"name": "Ana"}
    assert steps.undo() == {"name": ""}
    assert steps.undo() == {}
    assert steps.redo() == {"name": "Ana"}
    assert steps.redo() == {"name": "Ana Maria"}
    assert steps.redo() == {}


def test_deleting_is_another_step_than_typing() -> None:
    steps = Steps()
    _type(steps, "name", "Ana")
    steps.typed("name", "Ana", "An")
    steps.typed("name", "An", "A")
    assert steps.undo() == {"name": "Ana"}


def test_each_field_and_each_visit_is_its_own_step() -> None:
    steps = Steps()
    _type(steps, "name", "A")
    _type(steps, "city", "Q")
    steps.close()
    _type(steps, "city", "u", before="Q")
    assert [steps.undo() for _ in range(3)] == [{"city": "Q"}, {"city": ""}, {"name": ""}]


def test_several_fields_at_once_are_one_step_and_typing_forgets_what_was_undone() -> None:
    steps = Steps()
    steps.changed({"a": (1, 2), "b": (None, 3)})
    steps.changed({})
    assert steps.undo() == {"a": 1, "b": None}
    steps.typed("a", 1, 5)
    assert steps.redo() == {}
    steps.clear()
    assert steps.undo() == {}
