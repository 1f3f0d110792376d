"""Word files written for a test, and readers of what stands in them."""

import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from ktt_desktop.domain.document import Column, Heading, HeadingLevel, Row, Table
from ktt_desktop.domain.progress import Silent
from ktt_desktop.reports.docx.writer import docx_bytes
from tests.reports.printed import WHEN, make_document

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

GROUPED = (
    Column("Chỉ tiêu", 40),
    Column("Số lượng", 14, group="Năm 2022"),
    Column("Kinh phí", 14, group="Năm 2022"),
)


def written(document, created=WHEN):
    return docx_bytes(document, created, Silent())


def in_word(document):
    """The document as python-docx reads it."""
    return docx.Document(BytesIO(written(document)))


def with_blocks(*blocks, **changes):
    return in_word(make_document(blocks=blocks, **changes))


def table_of(*rows, columns=GROUPED, **changes):
    return Table(columns, tuple(Row(cells) for cells in rows), **changes)


def headings(*texts):
    shapes = {"I": HeadingLevel.ROMAN, "V": HeadingLevel.ROMAN, "X": HeadingLevel.ROMAN}
    return tuple(
        Heading(
            HeadingLevel.LETTER
            if text[1:2] == ")"
            else HeadingLevel.NUMBER
            if text[0].isdigit()
            else shapes[text[0]],
            text,
        )
        for text in texts
    )


def members(content):
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def xml_parts(content):
    found = members(content)
    return {
        name: etree.fromstring(part)
        for name, part in found.items()
        if name.endswith((".xml", ".rels"))
    }


def styled(document, style):
    """The texts of the paragraphs of a style, in tables as well."""
    found = document.element.body.iter(qn("w:p"))
    return [
        "".join(words.text for words in each.iter(qn("w:t")))
        for each in found
        if each.pPr is not None and each.pPr.style == style
    ]


def office_pdf(content, folder):
    """The file as LibreOffice prints it."""
    return office_pdfs([content], folder)[0]


def office_pdfs(contents, folder):
    """Several at once: LibreOffice starts slowly."""
    files = [folder / f"van-ban-{place}.docx" for place, _ in enumerate(contents)]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'ho-so').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return [file.with_suffix(".pdf").read_bytes() for file in files]
