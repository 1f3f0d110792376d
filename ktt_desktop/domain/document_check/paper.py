"""R10 and R12: the document's own number, day, addressee and signature."""

from collections.abc import Iterator

from ktt_desktop.domain.document_check.findings import DocumentFinding, notice, opening
from ktt_desktop.domain.document_check.known import Known


def own_number(known: Known) -> Iterator[DocumentFinding]:
    """The document's own number, day and signature."""
    header = known.document.header
    first = next((line for line in known.document.lines if line.text), None)
    if first is None or not header.kind:
        return
    if header.number_line is not None and not header.number:
        yield notice("R10", "Văn bản chưa có số.", [header.number_line.quote()])
        return
    missing = [
        word
        for word, there in (
            ("số, ký hiệu", header.number_line),
            ("ngày ban hành", header.signed),
            ("người ký", header.signature),
        )
        if not there
    ]
    if missing:
        unknown = ": không nhận biết được là văn bản nào" if len(missing) > 1 else ""
        yield notice(
            "R10",
            f"Văn bản không có {', '.join(missing)}{unknown}.",
            [(header.kind_line or first).quote()],
        )


def addressed(known: Known) -> Iterator[DocumentFinding]:
    """A plan or a scheme is addressed to nobody."""
    header = known.document.header
    if header.kind not in ("kế hoạch", "đề án", "chương trình", "phương án"):
        return
    for line in known.document.lines:
        if line.plain.startswith("kính gửi"):
            yield notice(
                "R12",
                f"{opening(header.kind)} không có “Kính gửi” (chỉ báo cáo, tờ trình, công văn có).",
                [line.quote()],
            )


def signature(known: Known) -> Iterator[DocumentFinding]:
    """An UBND signs as a body: the line TM. ỦY BAN NHÂN DÂN stands above KT. CHỦ TỊCH."""
    header = known.document.header
    if not header.symbol.endswith("ubnd") or not header.signature:
        return
    if not any(line.plain.startswith("tm.") for line in header.signature):
        yield notice(
            "R12",
            "Văn bản của UBND ký thay Chủ tịch nhưng thiếu dòng “TM. ỦY BAN NHÂN DÂN”.",
            [header.signature[0].quote()],
        )
