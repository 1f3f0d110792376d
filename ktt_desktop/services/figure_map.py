"""Which field of the forms or of the work records holds each number of a file of figures."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.stated_figure import Holder, StatedFigure, stated_figures
from ktt_desktop.services.figure_fields import RecordFields
from ktt_desktop.services.figure_rows import FormRows

LARGEST = 20_000_000  # bytes; some hundred thousand figures
NARRATIVE = "narrative"
IN_FORMS = ("indicator", "sector_table", "organisation", "comparison")


@dataclass(frozen=True, slots=True)
class Mapped:
    """Một con số và nơi giữ nó; `also` are further fields of the same statement.

    Without a holder `reason` tells why.
    """

    id: str
    holder: Holder | None
    also: tuple[Holder, ...] = ()
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """As plain values, what is empty as null."""
        return {
            "id": self.id,
            "holder": None if self.holder is None else _plain(self.holder),
            "also": [_plain(each) for each in self.also],
            "reason": self.reason or None,
        }


def map_file(catalogue: Catalogue, path: Path) -> list[Mapped]:
    """Every entry of a file, in its order; raises UnreadableFileError, InvalidInputError."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFileError(f"Tệp {path.name} quá lớn. Chia tệp thành nhiều phần.")
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFileError(f"Không đọc được tệp {path}. Kiểm tra lại đường dẫn.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            f"Tệp {path.name} không phải là JSON đọc được. Chọn tệp khác."
        ) from error
    return map_figures(catalogue, stated_figures(raw))


def map_figures(catalogue: Catalogue, stated: tuple[StatedFigure, ...]) -> list[Mapped]:
    """The field of each statement, by code, class, unit and words."""
    rows = FormRows(catalogue, stated)
    fields = RecordFields(catalogue, rows)
    return [_mapped(each, rows, fields) for each in stated]


def _mapped(each: StatedFigure, rows: FormRows, fields: RecordFields) -> Mapped:
    if not (each.code or each.quote or each.unit):
        return Mapped(each.id, None, reason="Mục không ghi mã, đơn vị tính hay lời văn nào.")
    if each.group == NARRATIVE:
        return Mapped(each.id, None, reason="Số của lời văn, không phải số liệu của đơn vị.")
    found = rows.holders(each) if each.group in IN_FORMS else []
    found = found or fields.holders(each)
    if not found:
        said = (f"mã {each.code}", f"“{each.quote}”", f"đơn vị tính {each.unit}")
        told = (each.code, each.quote, each.unit)
        what = ", ".join(part for part, known in zip(said, told, strict=True) if known)
        return Mapped(each.id, None, reason=f"Không có ô nào cho {what} (loại {each.group}).")
    return Mapped(each.id, found[0], tuple(found[1:]))


def _plain(holder: Holder) -> dict[str, Any]:
    return {key: None if value == "" else value for key, value in asdict(holder).items()}
