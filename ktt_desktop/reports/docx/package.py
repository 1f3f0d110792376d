"""The zip of a Word file: its parts, what they refer to, and nothing that changes by the clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ktt_desktop.reports.docx.elements import DECLARATION, attribute, plain

PRODUCER = "Sổ KTTT"
MAIN = "word/document.xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip; the same in every file
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"


@dataclass(frozen=True, slots=True)
class Properties:
    """Thuộc tính tệp: title, unit and moment of making."""

    title: str
    author: str
    subject: str
    created: datetime


@dataclass(slots=True)
class Package:
    """Các phần của tệp; a part is added once and referred to by the id its reader knows."""

    contents: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, kind: str, xml: str, *, name: str = "", reader: str = MAIN) -> str:
        """Add a part of WordprocessingML, as "styles" or "header"; returns its id."""
        path = f"word/{name or kind}.xml"
        main = ".main" if path == MAIN else ""
        self.contents[path] = xml.encode()
        self.types[path] = f"{_WORD}.{kind}{main}+xml"
        return "" if main else self._relate(reader, f"{_OFFICE}/{kind}", path.removeprefix("word/"))

    def add_picture(self, content: bytes, reader: str = MAIN) -> str:
        """Add a PNG or JPEG, once however often it is shown; returns its id."""
        ending = "png" if content.startswith(b"\x89PNG") else "jpeg"
        path = f"word/media/{sha256(content).hexdigest()[:16]}.{ending}"
        self.contents[path] = content
        return self._relate(reader, f"{_OFFICE}/image", path.removeprefix("word/"))

    def bytes(self, properties: Properties) -> bytes:
        """The finished file."""
        parts = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relations(
                [
                    (f"{_OFFICE}/officeDocument", MAIN),
                    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                    (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
                ]
            ),
            "docProps/core.xml": _core(properties),
            "docProps/app.xml": _application(properties),
        }
        found = {path: xml.encode() for path, xml in parts.items()} | self.contents
        for reader, relations in self.relations.items():
            folder, _, name = reader.rpartition("/")
            found[f"{folder}/_rels/{name}.rels"] = _relations(relations).encode()
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for path, content in found.items():
                member = ZipInfo(path, _EARLIEST)
                member.compress_type = ZIP_DEFLATED
                archive.writestr(member, content)
        return target.getvalue()

    def _relate(self, reader: str, kind: str, target: str) -> str:
        known = self.relations.setdefault(reader, [])
        if (kind, target) not in known:
            known.append((kind, target))
        return f"rId{known.index((kind, target)) + 1}"

    def _content_types(self) -> str:
        endings = {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            "png": "image/png",
            "jpeg": "image/jpeg",
        }
        known = {"docProps/core.xml": _CORE, "docProps/app.xml": _PROPERTIES} | self.types
        defaults = (
            f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in endings.items()
        )
        overrides = (
            f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in known.items()
        )
        inner = "".join((*defaults, *overrides))
        return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{inner}</Types>'


def _relations(relations: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target={attribute(target)}/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    address = f"{_PACKAGE}/relationships"
    return f'{DECLARATION}<Relationships xmlns="{address}">{inner}</Relationships>'


def _core(properties: Properties) -> str:
    moment = f"{properties.created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    written = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    author = plain(properties.author)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{plain(properties.title)}</dc:title>"
        f"<dc:subject>{plain(properties.subject)}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f"<dc:language>vi-VN</dc:language>{written}</cp:coreProperties>"
    )


def _application(properties: Properties) -> str:
    address = _OFFICE.replace("relationships", "extended-properties")
    return (
        f'{DECLARATION}<Properties xmlns="{address}"><Application>{PRODUCER}</Application>'
        f"<Company>{plain(properties.author)}</Company></Properties>"
    )
