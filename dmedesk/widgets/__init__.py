"""The tool box of the windows, without a business word. Whoever imports it may use Qt."""

from dmedesk.widgets.lasting import keep_constants

keep_constants()
