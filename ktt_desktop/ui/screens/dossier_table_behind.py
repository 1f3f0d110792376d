"""The work records behind a cell of Biểu C, D, E."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.sourced_table import SourcedCell
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.form_behind import BehindRecord, records_behind
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.behind_dialog import BehindDialog, BehindView

HEADS = ("Nội dung, chương trình, kỳ", "Hồ sơ", "Số góp vào ô")
WIDEST = 340  # logical pixels: a long content is cut, its tooltip has all of it


def show_records_behind(
    context: Context, parent: QWidget, words: str, hint: str, cell: SourcedCell
) -> None:
    """Read off the UI thread what a cell is made of, then show it; `words` name the cell."""
    book, told = context.book, f"{words}: {cell.text or 'chưa có số liệu'}"
    context.ask(
        parent,
        lambda _: records_behind(book, cell),
        lambda found: BehindDialog(context, _view(told, hint, found), parent).open(),
    )


def _view(told: str, hint: str, found: Sequence[BehindRecord]) -> BehindView:
    return BehindView(
        title="Số này gồm những gì",
        told=told,
        heads=HEADS,
        lines=[(each.about, each.what, each.share) for each in found],
        places=[Place(SubjectKind.DOSSIER, each.uid, each.kind, "", "") for each in found],
        nothing="Không có hồ sơ nào đứng sau ô này.",
        go="Mở hồ sơ  Enter",
        about=1,
        numbers=2,
        hint=hint,
        widest=WIDEST,
    )
