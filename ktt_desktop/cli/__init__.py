"""The command line: the same use cases without a window, Vietnamese messages, exit codes.

0 done · 1 cannot be done, the sentence says why · 2 wrong use · 4 errors or findings stand open
"""

from ktt_desktop.cli.command_line import main
from ktt_desktop.cli.terminal import DONE, OPEN_ERRORS, REFUSED

__all__ = ["DONE", "OPEN_ERRORS", "REFUSED", "main"]
