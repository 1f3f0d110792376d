"""The program's blank workbooks, filled in as officers do, and what is read out of them."""

import shutil
import subprocess

from openpyxl import load_workbook

from ktt_desktop.catalogue.listed_around import around
from ktt_desktop.domain.importing.template_mark import SIGN
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.import_fields import import_words_of
from ktt_desktop.services.import_templates import import_templates, save_template
from ktt_desktop.services.list_files import open_file
from ktt_desktop.services.list_reading import read_opened

PERIOD = YearMeasure(2024, Measure.ACTUAL)
OFFICE = shutil.which("soffice")


def saved(book, profile, name, path, period=PERIOD):
    """A blank workbook as the program makes it."""
    template = next(each for each in import_templates() if each.id == name)
    return save_template(book, profile, template, path, period)


def mark_row(page):
    """The hidden row of the mark, from 1."""
    return next(row[0].row for row in page.iter_rows() if str(row[0].value).startswith(SIGN))


def columns(page):
    """Where the column of every id stands, from 1."""
    row = mark_row(page)
    return {cell.value: cell.column for cell in page[row] if cell.value}


def filled(path, rows, *, below=0):
    """The workbook with rows {id: value} under its head, `below` those that are there."""
    workbook = load_workbook(path)
    page = workbook.worksheets[0]
    at, first = columns(page), mark_row(page) + 2 + below
    for number, row in enumerate(rows, start=first):
        for id_, value in row.items():
            page.cell(number, at[id_]).value = value
    workbook.save(path)
    return path


def reading(book, profile, path):
    """What the program reads, as the import does."""
    home = around(book.units, (profile.name, profile.parent_name))
    return read_opened(open_file(path, Silent()), import_words_of(book), book.units, Silent(), home)


def through_office(path, ending):
    """The file as LibreOffice writes it again."""
    folder = path.parent / "lo"
    profile = f"-env:UserInstallation={(path.parent / 'lo-profile').as_uri()}"
    command = (OFFICE, profile, "--headless", "--convert-to", ending, "--outdir", folder, path)
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    return folder / f"{path.stem}.{ending}"
