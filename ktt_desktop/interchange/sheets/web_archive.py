"""Excel's "Single file web page" (.mht, also named .xls): its pages out of one MIME text."""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.interchange.sheets.markup_table import html_sheets, page_text

MOST_PARTS = 500
_BOUNDARY = re.compile(rb'boundary\s*=\s*"?([^"\r\n;]+)', re.IGNORECASE)
_HEADER = re.compile(rb"^([\w-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
_SHEET = re.compile(
    r"<x:Name>([^<]*)</x:Name>(.*?)<x:WorksheetSource[^>]*?HRef=3?D?\"([^\"]*)\"", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Part:
    """Một phần của tệp; `place` is what the others call it."""

    kind: str
    place: str
    content: bytes


def archived_sheets(name: str, content: bytes) -> list[Sheet]:
    """The sheets in the pages of a web archive; raises UnreadableFileError."""
    parts = [each for each in _parts(content) if each.kind.startswith("text/html")]
    pages = [each for each in parts if not each.place.endswith("tabstrip.htm")]
    named = {
        place.rsplit("/", 1)[-1]: (title, "SheetHidden" in looks or "SheetVeryHidden" in looks)
        for each in pages
        for title, looks, place in _SHEET.findall(page_text(name, each.content))
    }
    found: list[Sheet] = []
    for each in pages:
        if b"<table" not in each.content.lower():
            continue
        title, is_hidden = named.get(each.place.rsplit("/", 1)[-1], ("", False))
        found.extend(
            replace(sheet, name=title or sheet.name, hidden=is_hidden)
            for sheet in html_sheets(name, each.content)
        )
    if not found:
        raise UnreadableFileError(f"{name} là trang web, không có bảng nào.")
    return found


def _parts(content: bytes) -> Iterator[_Part]:
    boundary = _BOUNDARY.search(content[:4096])
    if boundary is None:
        return
    for each in content.split(b"--" + boundary[1])[1:MOST_PARTS]:
        head, _, body = each.replace(b"\r\n", b"\n").lstrip(b"\n").partition(b"\n\n")
        said = {key.lower(): value for key, value in _HEADER.findall(head)}
        yield _Part(
            said.get(b"content-type", b"").decode("latin-1").lower(),
            said.get(b"content-location", b"").decode("latin-1"),
            _plain(body, said.get(b"content-transfer-encoding", b"").strip().lower()),
        )


def _plain(body: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return quopri.decodestring(body)
    if encoding == b"base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return b""
    return body
