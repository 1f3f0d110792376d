"""The foot of the document: recipients and signer side by side in a table without lines."""

from collections.abc import Sequence

from ktt_desktop.domain.document import SignatureBlock
from ktt_desktop.reports.docx.elements import paragraph, run
from ktt_desktop.reports.docx.tables import without_lines
from ktt_desktop.reports.docx.titles import printed
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.signature import LEFT_SHARE, SignatureFlowable, recipient_lines

ABOVE = 4.7  # points between the text and the signature


def signature_xml(signature: SignatureBlock, recipients: Sequence[str], width: float) -> str:
    """Nơi nhận bên trái, quyền hạn, chức vụ và họ tên bên phải; never split between two pages."""
    paper = SignatureFlowable(signature, recipients)
    paper.wrap(width, 0)
    left, right = width * LEFT_SHARE, width * (1 - LEFT_SHARE)
    cells = (_recipients(recipients), _signer(paper))
    return without_lines((left, right), cells, above=ABOVE)


def _recipients(recipients: Sequence[str]) -> list[str]:
    lines = recipient_lines(recipients)
    if not lines:
        return [paragraph("Recipients")]
    head = paragraph("RecipientsHead", run("Nơi nhận:"))
    return [head, *(paragraph("Recipients", run(line)) for line in lines)]


def _signer(paper: SignatureFlowable) -> list[str]:
    size = load_layout().sizes.body
    authority = [printed("Authority", [line], size) for line in paper.authority.lines]
    return [*authority, printed("Signer", paper.name.lines, size)]
