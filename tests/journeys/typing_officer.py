"""Run as a program: types one figure after the other into the window and says what was saved.

`python -m tests.journeys.typing_officer FOLDER` prints a value only after the window showed it as
saved ("✓ Đã lưu lúc …"); the test kills it at any moment.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.officer import ALT, CONTROL, Officer


def main(folder: Path) -> None:
    application = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    officer = Officer(folder, practice=True)
    officer.until(lambda: "Huyện Lạng Giang" in officer.program.window.windowTitle())
    officer.at_desk()
    officer.press(Qt.Key.Key_2, modifier=ALT)
    officer.at_desk()
    officer.press(Qt.Key.Key_2, modifier=CONTROL)
    officer.settle()
    officer.go_down_to("A2")
    saved = []
    officer.context.saved.connect(lambda: saved.append(None))
    for value in range(1000, 9999):
        done = len(saved) + 1
        officer.keys(str(value))
        officer.press(Qt.Key.Key_Return)
        officer.until(lambda done=done: len(saved) >= done)
        print(value, flush=True)
        officer.press(Qt.Key.Key_Up)
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
