"""R12: residue of another place, and of another kind of document."""

import re
from collections.abc import Iterator

from ktt_desktop.domain.document_check.findings import DocumentFinding, Quote, notice
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import UPPER

RANKS = (("xã", "phường", "thị trấn", "đặc khu"), ("huyện", "quận", "thị xã", "thành phố"))


def other_level(known: Known) -> Iterator[DocumentFinding]:
    """ "địa bàn thành phố" in a document of a district: another unit of the same rank."""
    own = known.document.header.level
    rank = next((each for each in RANKS if own in each), ())
    places: list[Quote] = []
    words: list[str] = []
    for level in rank:
        if level == own:
            continue
        form = re.compile(
            rf"(?<!\w)(?:địa bàn|UBND|của|nhân dân|trong) {level}(?!\w)(?! [{UPPER}])"
        )
        for line in known.document.lines:
            for found in form.finditer(line.text):
                places.append(line.quote(max(0, found.start() - 40), found.end() + 30))
                words.append(found[0])
    if places:
        yield notice(
            "R12",
            f"Văn bản của {own} {known.document.header.name} nhưng có {len(places)} chỗ ghi "
            f"“{'”, “'.join(dict.fromkeys(words))}”: có thể còn sót từ văn bản của nơi khác.",
            places,
        )


def other_name(known: Known) -> Iterator[DocumentFinding]:
    """Another unit of the same rank named as if it were the document's own."""
    header = known.document.header
    if not header.name:
        return
    form = re.compile(
        rf"(?:[Đđ]ịa bàn|UBND) {header.level} (?P<name>[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}})"
    )
    for line in known.document.lines:
        for found in form.finditer(line.text):
            if not found["name"].startswith(header.name) and not header.name.startswith(
                found["name"]
            ):
                yield notice(
                    "R12",
                    f"Văn bản của {header.level} {header.name} nhưng ghi “{found[0]}”.",
                    [line.quote(max(0, found.start() - 40), found.end() + 30)],
                )
