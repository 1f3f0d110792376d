"""G1 and G2: how soon the window is painted, and what was imported until then."""

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.pairs import Result, compare, counted

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "pypdfium2")

# The program's own start; only what comes after the first paint is replaced.
OURS = """
import os, sys, time
from ktt_desktop import __main__
def main():
    from ktt_desktop import app
    def painted(program, *, practice):
        print(time.monotonic(), *sorted(set(sys.argv[1].split(",")) & set(sys.modules)), flush=True)
        os._exit(0)
    app.Program.open_book = painted
    return __main__.main([])
sys.exit(main())
"""

# The least that could be called a window: menu, toolbar, dock with a tree, table of 40 x 10.
MINIMAL = """
import os, time
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication, QDockWidget, QMainWindow, QStatusBar, QTableView, QToolBar, QTreeWidget,
)
def end():
    print(time.monotonic(), flush=True)
    os._exit(0)
class Window(QMainWindow):
    seen = False
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            QTimer.singleShot(0, end)
        return done
application = QApplication([])
window = Window()
window.menuBar().addMenu("Tệp")
window.addToolBar(QToolBar())
table, model = QTableView(), QStandardItemModel(40, 10)
for row in range(40):
    for column in range(10):
        model.setItem(row, column, QStandardItem(f"Hợp tác xã {row}, {column}"))
table.setModel(model)
dock = QDockWidget("Cây")
dock.setWidget(QTreeWidget())
window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
window.setCentralWidget(table)
window.setStatusBar(QStatusBar())
window.resize(1366, 768)
window.show()
application.exec()
"""


def measure(folder: Path, pairs: int) -> dict[str, Result]:
    """Seconds from the start of the process to the first paint, and heavy modules until then."""
    heavy: set[str] = set()

    def ours() -> float:
        taken, modules = _first_paint(OURS, folder)
        heavy.update(modules)
        return taken

    window = compare(
        lambda: _first_paint(MINIMAL, folder)[0], ours, 1.5, "× cửa sổ Qt tối giản", pairs
    )
    return {"G1": window, "G2": counted(len(heavy), 0, "mô-đun nặng khi cửa sổ hiện")}


def _first_paint(script: str, folder: Path) -> tuple[float, list[str]]:
    homes = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ} | dict.fromkeys(homes, str(folder))
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, ",".join(FORBIDDEN)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    painted, *modules = done.stdout.split()
    return float(painted) - begun, modules
