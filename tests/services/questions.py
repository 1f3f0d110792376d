"""What a book is asked while something is done."""

from ktt_desktop.storage.session import transaction


def questions_of(book, act):
    """The statements SQLite runs."""
    asked = []
    with transaction(book.sessions) as session:
        connection = session.connection().connection.driver_connection
    connection.set_trace_callback(asked.append)
    try:
        act()
    finally:
        connection.set_trace_callback(None)
    return [each for each in asked if each.startswith(("SELECT", "INSERT", "UPDATE"))]
