"""Trying out what an update brings, in a scratch folder, before anything is installed."""

import logging
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import Units, load_units
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.updates import UpdateHeader, UpdatePart
from ktt_desktop.services.book import open_book
from ktt_desktop.services.in_use import read_content, read_units
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.practice import fill_practice_book
from ktt_desktop.services.reporting import build_document
from ktt_desktop.services.update_store import write_members

logger = logging.getLogger(__name__)


def try_out(header: UpdateHeader, files: Mapping[str, bytes]) -> Catalogue | Units:
    """Read the files as the program will, a catalogue also by using it; raises CatalogueError."""
    with TemporaryDirectory(prefix="so-kttt-", ignore_cleanup_errors=True) as scratch:
        data = Path(scratch) / "data"
        write_members(data, files)
        if header.part is UpdatePart.UNITS:
            return read_content(header, data, read_units)
        catalogue = read_content(header, data, load_catalogue)
        _rehearse(catalogue, Path(scratch) / "so")
        return catalogue


def _rehearse(catalogue: Catalogue, folder: Path) -> None:
    """Fill the practice book, check it and draw up its report."""
    try:
        book = open_book(folder, catalogue, load_units())
        try:
            profile, period = fill_practice_book(book)
            build_document(book, profile, main_report(book, period))
        finally:
            book.close()
    except Exception as error:  # whatever a rule or a sentence written elsewhere leads to
        logger.exception("a catalogue cannot be worked with")
        raise CatalogueError(f"không làm được báo cáo thử bằng bản này ({error})") from error
