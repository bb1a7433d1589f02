"""Type-ahead for HCPCS codes: by the code or by words; any other code may be typed as well."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from dmedesk.catalog.rules.codes import codes

_BETWEEN = "  "


class CodeCompleter(QCompleter):
    """Offers ``E0260  Hospital bed …`` for any part of it, and puts in the code alone."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        offered = [f"{one.code}{_BETWEEN}{one.words}" for one in codes().values()]
        self.setModel(QStringListModel(offered, self))
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(self)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802 - Qt's name
        """The code of what was chosen."""
        return str(index.data()).partition(_BETWEEN)[0]
