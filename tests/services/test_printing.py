from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.printing import open_pages, pdf_bytes, word_bytes
from tests.usual_report import build_document

MOMENT = datetime(2022, 8, 15, 7, 30, tzinfo=UTC)


def test_the_pages_of_a_report_can_be_looked_at(practice):
    with open_pages(pdf_bytes(build_document(*practice), MOMENT)) as pages:
        image = pages.render(0, 0.5)
        text = "".join(pages.text(index) for index in range(pages.count))

    assert pages.count >= 3
    assert len(set(image.pixels)) > 2
    assert "KẾ HOẠCH" in text
    assert "3.779" in text


def test_equal_documents_of_one_moment_are_equal_bytes(practice):
    document = build_document(*practice)
    later = MOMENT.replace(year=2023)

    assert pdf_bytes(document, MOMENT) == pdf_bytes(document, MOMENT)
    assert pdf_bytes(document, MOMENT) != pdf_bytes(document, later)


def test_what_is_no_pdf_is_refused():
    with pytest.raises(UnreadableFileError):
        open_pages(b"not a PDF")


def test_a_report_becomes_a_word_file_that_says_the_same(practice):
    document = build_document(*practice)

    written = docx.Document(BytesIO(word_bytes(document, MOMENT, Silent())))

    said = "\n".join(each.text for each in written.paragraphs)
    assert "KẾ HOẠCH" in said
    assert "3.779" in said
    assert written.sections[-1].orientation.name == "LANDSCAPE"
