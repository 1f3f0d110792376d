"""Đọc một tệp cho một sổ: in the words of its phiếu, around its unit, as the officer chose."""

from ktt_desktop.catalogue.listed_around import around
from ktt_desktop.domain.importing.choices import Choices
from ktt_desktop.domain.importing.words import ImportWords
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.book import Book
from ktt_desktop.services.import_layouts import remembered
from ktt_desktop.services.list_files import OpenedFile
from ktt_desktop.services.list_reading import NO_CHOICES, FileReading, read_opened


def read_for(
    book: Book,
    profile: UnitProfile,
    opened: OpenedFile,
    words: ImportWords,
    progress: Progress,
    choices: Choices = NO_CHOICES,
) -> FileReading:
    """Understand a file as an officer of the unit means it; raises as read_opened."""
    home = around(book.units, (profile.name, profile.parent_name))
    return read_opened(opened, words, book.units, progress, home, choices)


def read_remembered(
    book: Book, profile: UnitProfile, opened: OpenedFile, words: ImportWords, progress: Progress
) -> tuple[FileReading, Choices]:
    """The same with the columns the officer chose last for such heads, and these choices."""
    reading = read_for(book, profile, opened, words, progress)
    choices = remembered(book, reading, words)
    if choices:
        reading = read_for(book, profile, opened, words, progress, choices)
    return reading, choices
