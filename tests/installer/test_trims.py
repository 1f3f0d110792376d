import pytest

from installer.trims import kept


def entry(name):
    return (name, f"/somewhere/{name}", "BINARY")


@pytest.mark.parametrize(
    "name",
    [
        *(r"PySide6\Qt6Network.dll", "PySide6/Qt/lib/libQt6Network.so.6", "PySide6/Qt6Quick.dll"),
        *("PySide6/opengl32sw.dll", "PySide6/plugins/tls/qopensslbackend.dll", "_ssl.pyd"),
        *("PySide6/plugins/imageformats/qpdf.dll", "PIL/_avif.cp313-win_amd64.pyd"),
        *("PySide6/translations/qtbase_de.qm", "PySide6/qml/QtQuick/plugins.qmltypes"),
        *("libssl-3.dll", "_tkinter.pyd", "PySide6/Qt6QmlModels.dll"),
    ],
)
def test_what_no_widget_needs_is_left_out(name):
    assert kept([entry(name)]) == []


@pytest.mark.parametrize(
    "name",
    [
        *(
            "PySide6/Qt6Core.dll",
            "PySide6/Qt6Gui.dll",
            "PySide6/Qt6Widgets.dll",
            "PySide6/Qt6Svg.dll",
        ),
        *("PySide6/plugins/platforms/qwindows.dll", "PySide6/plugins/platforms/qoffscreen.dll"),
        *("PySide6/plugins/iconengines/qsvgicon.dll", "PySide6/Qt/lib/libQt6XcbQpa.so.6"),
        *("PIL/_imaging.cp313-win_amd64.pyd", "libcrypto-3.dll", "sqlite3.dll", "_hashlib.pyd"),
        *("resources/translations/qt_vi.qm", "nacl/_sodium.pyd", "pypdfium2_raw/pdfium.dll"),
    ],
)
def test_what_the_program_needs_stays(name):
    assert kept([entry(name)]) == [entry(name)]
