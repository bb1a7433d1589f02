"""What was typed into a form, step by step, so that Ctrl+Z and Ctrl+Y go back and forth."""

from collections.abc import Mapping
from typing import Any

Change = dict[str, tuple[Any, Any]]
"""By field: what stood there before and after."""


class Steps:
    """The steps of one form. Typing on in one field is one step for each word."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._open = self._deletes = False

    def typed(self, key: str, before: Any, after: Any) -> None:
        """A field was changed by typing; goes on with the last step where it is the same word."""
        last = self._done[-1] if self._done else {}
        deletes = _only_deletes(before, after)
        goes_on = self._open and last.keys() == {key} and self._deletes == deletes
        if goes_on and last[key][1] == before and not _begins_a_word(before, after):
            last[key] = (last[key][0], after)
        else:
            self._done.append({key: (before, after)})
        self._undone.clear()
        self._open, self._deletes = True, deletes

    def changed(self, changes: Mapping[str, tuple[Any, Any]]) -> None:
        """Several fields were changed at once."""
        if changes:
            self._done.append(dict(changes))
            self._undone.clear()
        self._open = False

    def close(self) -> None:
        """The cursor left the field: what is typed next is another step."""
        self._open = False

    def clear(self) -> None:
        """Nothing was typed."""
        self._done.clear()
        self._undone.clear()
        self._open = False

    def undo(self) -> dict[str, Any]:
        """What to put back into which fields; nothing where nothing is to be undone."""
        self._open = False
        if not self._done:
            return {}
        step = self._done.pop()
        self._undone.append(step)
        return {key: before for key, (before, _after) in step.items()}

    def redo(self) -> dict[str, Any]:
        """What to put in again."""
        self._open = False
        if not self._undone:
            return {}
        step = self._undone.pop()
        self._done.append(step)
        return {key: after for key, (_before, after) in step.items()}


def _only_deletes(before: Any, after: Any) -> bool:
    """Whether a part of the text was taken out, and nothing was typed."""
    if not (isinstance(before, str) and isinstance(after, str)) or len(after) >= len(before):
        return False
    return any(
        before.startswith(after[:place]) and before.endswith(after[place:])
        for place in range(len(after) + 1)
    )


def _begins_a_word(before: Any, after: Any) -> bool:
    """Whether a space was typed, or something that is no text was chosen."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return True
    return len(after) > len(before) and after[-1:].isspace()
