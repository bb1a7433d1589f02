"""``python -m dmedesk`` and the ``dmedesk`` command."""

import sys

from dmedesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
