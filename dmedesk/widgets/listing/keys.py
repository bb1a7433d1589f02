"""The keys of every list, for the map on Shift+F1."""

from typing import Any

from dmedesk.widgets.listing.spec import ListSpec
from dmedesk.widgets.page import Key

KEYS = (
    Key("Enter, Ctrl+Enter", "open the record; in a tab of its own"),
    Key("Ctrl+F", "the filters under the titles; Esc clears one, Enter goes back"),
    Key("F3, Shift+F3", "find in the list without filtering it: the next, the previous match"),
    Key("Alt+Down in a filter", "sort by its column; with Shift after the other sorts"),
    Key("Ctrl+Shift+G", "rows in groups, and totals below the list"),
    Key("Left, Right on a group", "fold it, show its rows; with Shift all; Left goes to its head"),
    Key("F6, F7", "from pane to pane; the preview on and off"),
    Key("Ctrl+C", "copy the chosen rows with their titles"),
    Key("Shift+F10 or the right button", "what can be done with the row; only rows like it"),
    Key("Ctrl+P", "what is shown as a paper beside the list; again: print; Esc closes it"),
    Key("Ctrl+Shift+X", "export or print what is shown"),
    Key("Ctrl+Shift+V, Ctrl+Shift+C", "saved views; columns and their order"),
)


def keys_of(spec: ListSpec[Any]) -> tuple[Key, ...]:
    """The keys of a list's page, for the map."""
    new = (Key("Ctrl+N", f"enter a new {spec.one}"),) if spec.new else ()
    return (*KEYS, *new, *spec.keys)
