"""Where the frozen program begins."""

import multiprocessing
import sys

from dmedesk.cli import main

if __name__ == "__main__":
    # The processes that draw papers are this same program, started once more.
    multiprocessing.freeze_support()
    sys.exit(main())
