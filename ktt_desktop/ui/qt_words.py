"""Qt's own words in Vietnamese: menus of text fields, standard buttons, the file dialog."""

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ktt_desktop.runtime.paths import resources


def install(application: QApplication) -> None:
    """Let Qt speak Vietnamese and name months so; call once, before the first widget is made.

    Qt brings no such translation: resources/translations/qt_vi.ts is ours. Raises FileNotFoundError
    when its compiled form is missing.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator, path = QTranslator(application), resources() / "translations" / "qt_vi.qm"
    if not translator.load(str(path)):
        raise FileNotFoundError(path)
    application.installTranslator(translator)
