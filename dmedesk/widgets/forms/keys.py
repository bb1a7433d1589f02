"""The keys of a record that is typed into, for the map on Shift+F1."""

from dmedesk.widgets.page import Key

FILE_KEYS = (
    Key("Ins, Ctrl+V in the files", "attach a file, or what was copied"),
    Key("Enter, Esc in the files", "open the chosen file, and back to all"),
    Key("Ctrl+Shift+S, Del in the files", "save the chosen one out, take it off the record"),
)
"""What the keys do while the cursor is in a record's files."""

KEYS = (
    Key("Ctrl+S", "save"),
    Key("F12", "save and close"),
    Key("F9", "check; again: go to the next thing that is wrong"),
    Key("Ctrl+Z, Ctrl+Y", "undo and redo what was typed, over all fields"),
    Key("Ctrl+D", "a new one like this"),
    Key("Ctrl+P", "its papers beside it; again: print"),
    Key("Ctrl+Shift+F", "its attached files beside it, and its history again"),
    *FILE_KEYS,
    Key("F2, F4", "edit the cell, open the field’s list or its calendar"),
    Key("Arrows, PgUp, PgDown, Home, End in a calendar", "days, months (Ctrl: years), first, last"),
    Key("T, Enter, Esc in a calendar", "today, take the day, leave it"),
    Key("Up, Down, PgUp, PgDown in a day", "a day, a month on or back; t, +3, 2w, fri, eom"),
    Key("Ins, Del", "add, remove a row of a list"),
    Key("Esc", "leave what was typed (asks once)"),
)
"""The keys of every form."""
