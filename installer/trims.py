"""What the libraries bring along and this program never loads: left out of the bundle.

Nothing that talks to a network is among what stays: neither Qt's network module nor TLS.
"""

import re
from collections.abc import Iterable

Entry = tuple[str, str, str]  # name in the bundle, source, kind

MODULES = (
    *("tkinter", "unittest", "pydoc", "doctest", "lib2to3", "test", "setuptools", "pip", "wheel"),
    *("pkg_resources", "_wmi", "ssl", "_ssl", "numpy", "pandas", "IPython", "pytest"),
    *("lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.sax", "lxml.cssselect"),
    *(
        "psycopg2",
        "MySQLdb",
        "pycparser",
        "multiprocessing",
        "PIL.ImageTk",
        "PIL.AvifImagePlugin",
    ),
    *("PIL.WebPImagePlugin", "PIL.ImageCms"),
    *(
        f"PySide6.Qt{each}"
        for each in (
            *("Network", "Qml", "Quick", "QuickWidgets", "QuickControls2", "OpenGL"),
            *("OpenGLWidgets", "Sql", "Test", "Designer", "Help", "UiTools", "Xml", "DBus"),
            *("Concurrent", "QuickTest"),
        )
    ),
)

_QT_MODULES = (
    "Quick|Qml|QmlModels|QmlMeta|QmlWorkerScript|OpenGL|Network|Pdf|VirtualKeyboard|"
    "LabsAnimation|LabsPlatform|Test|Sql|Designer|ShaderTools|Wayland|EglFs|Concurrent"
)
_PLUGINS = (
    "qpdf|qvirtualkeyboard|qtvirtualkeyboardplugin|qtuiotouchplugin|qdirect2d|qminimal|qtga|"
    "qtiff|qwbmp|qwebp|qicns|qopensslbackend|qcertonlybackend|qschannelbackend|"
    "qnetworklistmanager|qglib|qeglfs|qlinuxfb|qvnc|qvkkhrdisplay|qminimalegl|qwayland|"
    "qevdev|qlibinput|qnetworkmanager|qgtk3"
)
_LEFT_OUT = re.compile(
    rf"(^|/)(lib)?(Qt6({_QT_MODULES})\w*|{_PLUGINS}|opengl32sw|d3dcompiler_47|libssl-3\w*|"
    r"_avif|_webp|_imagingtk|_imagingcms|_wmi|_ssl|_tkinter|tcl86t|tk86t)[\w.-]*$",
    re.IGNORECASE,
)
_QT_FOLDERS = re.compile(r"(^|/)(qml|translations|wayland-[\w-]+|tls|networkinformation)(/|$)")


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of a TOC that the program needs."""
    return [each for each in entries if _needed(each[0].replace("\\", "/"))]


def _needed(name: str) -> bool:
    ours = name.startswith("resources/")
    inside_qt = name.startswith("PySide6/") and _QT_FOLDERS.search(name) is not None
    return ours or not (inside_qt or _LEFT_OUT.search(name))
