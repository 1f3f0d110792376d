"""What the frozen programs run: the window, or the command line for those who look after PCs."""

import sys
from pathlib import Path

from ktt_desktop.__main__ import main

COMMAND_LINE = "so-kttt-cli"

words = sys.argv[1:]
sys.exit(main(["cli", *words] if Path(sys.executable).stem == COMMAND_LINE else words))
