"""How the officer wants "1.200" to be read; the answer holds until the program is closed."""

from PySide6.QtWidgets import QApplication

_PROPERTY = "dot_is_thousands"


def remembered_reading() -> bool | None:
    """Whether the dot of "1.200" groups thousands; None while nobody was asked."""
    application = QApplication.instance()
    answer = application.property(_PROPERTY) if application else None
    return answer if isinstance(answer, bool) else None


def remember_reading(dot_is_thousands: bool | None) -> None:
    """Keep the answer for all number fields of this session; None asks again."""
    application = QApplication.instance()
    if application:
        application.setProperty(_PROPERTY, dot_is_thousands)
