"""Writes a note about a member."""

from collections.abc import Callable, Mapping
from typing import Any

from dmedesk.members.actions.members import write_note
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed


class NoteBar(ActionBar):
    """A field of several lines, and the button that keeps what it says."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (FormField("note", "Note", Kind.LONG_TEXT, required=True),)
        super().__init__(workplace, failed, fields, action="write_note", done=done)

    def ask_for(self, member_id: int, name: str) -> None:
        """Ask for the words."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return write_note(work, member_id=member_id, note=values["note"])

        self.open_bar(f"A note about {name}", "Keep it", act, {})
