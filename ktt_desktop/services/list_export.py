"""The register as a file: exactly the rows, columns and order that are shown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from ktt_desktop.domain.numbers import MILLIONS, format_number
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import ListSums, OrganisationRow, RegisterQuery
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_columns import COUNT, OrganisationColumn, list_columns
from ktt_desktop.services.list_file import ListFile, made_today
from ktt_desktop.services.list_words import filter_words
from ktt_desktop.services.places import commune_name, former_name, kept_names, senders
from ktt_desktop.services.register_list import organisation_rows, selection_sums
from ktt_desktop.services.reporting import WATERMARK

TITLE = "Danh mục hợp tác xã, liên hiệp hợp tác xã, tổ hợp tác"
AT_ONCE = 2_000  # rows read at a time


@dataclass(frozen=True, slots=True)
class ShownList:
    """Danh sách đang hiện; `ids` in its order, `chosen` says that they are a selection."""

    query: RegisterQuery
    columns: tuple[str, ...]
    ids: Sequence[int]
    chosen: bool = False


def list_file(
    book: Book, profile: UnitProfile, shown: ShownList, progress: Progress
) -> ListFile[OrganisationRow]:
    """The list with all that stands around it on paper."""
    return ListFile(
        sheet="Danh mục",
        title=TITLE,
        things="tổ chức",
        unit=profile.heading,
        made=made_today(),
        conditions=_conditions(book, profile, shown),
        summary=_summary(selection_sums(book, shown.ids, shown.query)),
        columns=tuple(_columns(book, profile, shown)),
        rows=list(_rows(book, shown, progress)),
        watermark=WATERMARK if profile.practice else "",
    )


def _columns(book: Book, profile: UnitProfile, shown: ShownList) -> Iterator[OrganisationColumn]:
    every = list_columns(book.catalogue, _communes(book, profile), _former(book))
    return (every[key] for key in shown.columns)


def _rows(book: Book, shown: ShownList, progress: Progress) -> Iterator[OrganisationRow]:
    for first in range(0, len(shown.ids), AT_ONCE):
        progress.report(first, len(shown.ids), "Đọc danh mục")
        yield from organisation_rows(book, shown.ids[first : first + AT_ONCE], shown.query)


def _communes(book: Book, profile: UnitProfile) -> Callable[[str], str]:
    kept = kept_names(book)
    return cache(lambda code: commune_name(book.units, profile, code, kept))


def _former(book: Book) -> Callable[[str], str]:
    return cache(partial(former_name, book.units))


def _conditions(book: Book, profile: UnitProfile, shown: ShownList) -> str:
    communes = _communes(book, profile)
    words = filter_words(
        *(shown.query, book.catalogue, communes, _former(book)),
        lambda key: senders(book).get(key, key),
    )
    chosen = ["các tổ chức được chọn"] if shown.chosen else []
    parts = "; ".join([*chosen, *([words] if words else [])])
    return f"Lọc: {parts}" if parts else ""


def _summary(sums: ListSums) -> str:
    members = "–" if sums.members is None else format_number(sums.members, COUNT)
    capital = "–" if sums.charter_capital is None else format_number(sums.charter_capital, MILLIONS)
    return (
        f"Số tổ chức {format_number(sums.count, COUNT)} · Thành viên {members} · "
        f"Vốn điều lệ {capital} triệu đồng"
    )
