"""What the frozen program runs: the same as `python -m ktt_desktop`."""

import sys

from ktt_desktop.__main__ import main

sys.exit(main())
