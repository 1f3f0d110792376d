"""What stands in a record, and how one value of it became another, in words."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.catalogue.vsic import load_vsic
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.history import list_change
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.organisation_json import to_json, value_from_text
from ktt_desktop.domain.statuses import KIND_NAMES
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.services.field_words import field_words

NOTHING = "để trống"
LISTS = (FieldType.LIST, FieldType.VSIC, FieldType.RECORDS)
FIRST_STATUSES = ("status_on", "status_document")  # told by the history of the statuses


def _status_field(axis: StatusAxis, label: str) -> FieldSpec:
    return FieldSpec(
        axis.value,
        label,
        FieldType.LIST,
        items=(
            FieldSpec("status", "Tình trạng", FieldType.CHOICE, choices=axis.value, required=True),
            FieldSpec("on", "Từ", FieldType.DATE, required=True),
            FieldSpec("ends_on", "Dự kiến đến", FieldType.DATE),
            FieldSpec("document", "Văn bản", FieldType.TEXT),
            FieldSpec("reason", "Lý do", FieldType.TEXT),
        ),
    )


# What the journal names besides the fields of the register.
STATUS_FIELDS = {
    StatusAxis.LEGAL.value: _status_field(StatusAxis.LEGAL, "Tình trạng pháp lý"),
    StatusAxis.OPERATING.value: _status_field(StatusAxis.OPERATING, "Tình trạng hoạt động"),
}
OTHER_FIELDS = {
    f"{StatusAxis.LEGAL.value}.reason": "Lý do xóa dòng tình trạng pháp lý",
    f"{StatusAxis.OPERATING.value}.reason": "Lý do xóa dòng tình trạng hoạt động",
    "deleted_at": "Hồ sơ",
    "merged_into": "Gộp vào hồ sơ",
    "merged_from": "Gộp từ hồ sơ",
    "event": "Sự kiện",
    "taken_over": "Nhận từ sổ của",
    "imported": "Nhập từ tệp",
}
# Written until revision 0002 of the book: one representative, a status as one code.
OLD_FIELDS = {
    "representative": FieldSpec("representative", "Người đại diện", FieldType.TEXT),
    "representative_title": FieldSpec("representative_title", "Chức danh", FieldType.TEXT),
} | {
    f"{attr}.{part}": FieldSpec(f"{attr}.{part}", f"{spec.label}: {label}", kind)
    for attr, spec in STATUS_FIELDS.items()
    for part, label, kind in (
        ("effective_on", "áp dụng từ", FieldType.DATE),
        ("document", "văn bản", FieldType.TEXT),
    )
}
# Rows without fields of their own in the catalogue.
ROWS = {
    "activities": (
        FieldSpec("code", "Mã ngành", FieldType.TEXT, required=True),
        FieldSpec("detail", "Chi tiết", FieldType.TEXT),
        FieldSpec("is_main", "Ngành chính", FieldType.YES_NO),
    ),
    "attachments": (FieldSpec("name", "Tên tệp", FieldType.TEXT, required=True),),
}


@dataclass(frozen=True, slots=True)
class RecordWords:
    """Lời cho hồ sơ của một tổ chức.

    `commune`, `former` (of before 1/7/2025) and `names` tell the names behind codes and uids.
    """

    catalogue: Catalogue
    kind: OrganisationKind
    commune: Callable[[str], str]
    former: Callable[[str], str]
    names: Mapping[str, str]

    def label(self, attr: str) -> str:
        """What a field of the journal is called."""
        spec = self._spec(attr)
        return spec.label if spec else OTHER_FIELDS.get(attr, attr)

    def change(self, attr: str, old: str | None, new: str | None) -> str:
        """How the value the journal holds became the other one."""
        spec = self._spec(attr)
        if attr == "deleted_at":
            return "Đưa vào thùng rác" if new else "Lấy lại từ thùng rác"
        if spec is None:
            return new or f"{old} (đã hoàn tác)"
        if spec.type in LISTS and _is_list(old) and _is_list(new):
            return _sentence(self._list_change(spec, _rows(old), _rows(new)))
        before, after = (self._stored_words(spec, text) for text in (old, new))
        return f"{before or NOTHING} → {after or NOTHING}"

    def value(self, attr: str, text: str | None) -> str:
        """One value as the journal holds it, in words; empty where it is blank."""
        spec = self._spec(attr)
        return self._stored_words(spec, text) if spec else text or ""

    def lines(self, draft: OrganisationDraft) -> Iterator[tuple[str, str]]:
        """Label and words of every field that is filled in, in the order of the form."""
        for spec in self.catalogue.register_of(draft.kind):
            value = getattr(draft, spec.attr)
            if spec.attr in FIRST_STATUSES or value in (None, "", ()):
                continue
            if spec.type in LISTS:
                yield spec.label, "; ".join(self._row(spec, row) for row in _rows(to_json(value)))
            else:
                yield spec.label, self.words(spec, value)

    def _spec(self, attr: str) -> FieldSpec | None:
        if found := STATUS_FIELDS.get(attr) or OLD_FIELDS.get(attr):
            return found
        return next((each for each in self.catalogue.register if each.attr == attr), None)

    def _stored_words(self, spec: FieldSpec, text: str | None) -> str:
        """The words of one value of the journal."""
        if not text:
            return ""
        if spec.attr in STATUS_FIELDS:
            return self._choice(spec.attr, text)
        if spec.attr in OLD_FIELDS:
            is_date = spec.type is FieldType.DATE
            return self.words(spec, PartialDate.from_iso(text) if is_date else text)
        return self.words(spec, value_from_text(spec.attr, text))

    def words(self, spec: FieldSpec, value: Any) -> str:
        """A value of a field as drafts hold it, in words with its unit; not of a list."""
        words = field_words(spec, value, self._choice)
        return f"{words} {spec.unit}" if words and spec.unit else words

    def _list_change(self, spec: FieldSpec, old: Sequence[Any], new: Sequence[Any]) -> list[str]:
        change = list_change(old, new, lambda row: _key(spec, row))
        told = [f"thêm {self._row(spec, row)}" for row in change.added]
        told += [f"bỏ {self._row(spec, row)}" for row in change.removed]
        told += [
            f"sửa {self._title(spec, now)} ({', '.join(self._differences(spec, was, now))})"
            for was, now in change.altered
        ]
        return told or ["đổi thứ tự các dòng"]

    def _differences(self, spec: FieldSpec, was: Any, now: Any) -> Iterator[str]:
        for item in _items(spec):
            before, after = (self._item(item, row) for row in (was, now))
            if was.get(item.attr) != now.get(item.attr):
                same = before == after  # the part of an identity number that is shown
                words = "đã đổi" if same else f"{before or NOTHING} → {after or NOTHING}"
                yield f"{_running(item.label)}: {words}"

    def _title(self, spec: FieldSpec, row: Any) -> str:
        """What a row of a list is called."""
        if spec.type is FieldType.RECORDS:
            return f"“{self.names.get(row, row)}”"
        if spec.type is FieldType.VSIC:
            return f"{row['code']} {load_vsic().title(row['version'], row['code'])}".strip()
        if spec.attr in STATUS_FIELDS:
            since = self._item(_items(spec)[1], row)
            return f"“{self._item(_items(spec)[0], row)}” từ {since or 'đầu'}"
        return " ".join(
            f"{_running(item.label)} {words}" if item.type is FieldType.COUNT else words
            for item in _items(spec)
            if item.required and (words := self._item(item, row))
        )

    def _row(self, spec: FieldSpec, row: Any) -> str:
        """A row with all that is known of it."""
        more = [
            _running(item.label)
            if item.type is FieldType.YES_NO
            else f"{_running(item.label)}: {words}"
            for item in _items(spec)
            if not item.required
            and (words := self._item(item, row))
            and row[item.attr] is not False
        ]
        title = self._title(spec, row)
        return f"{title} ({', '.join(more)})" if more else title

    def _item(self, item: FieldSpec, row: Any) -> str:
        raw = row.get(item.attr)
        if item.type is FieldType.DATE:
            raw = PartialDate.from_iso(raw) if raw else None
        return field_words(item, raw, self._choice)

    def _choice(self, name: str, code: str) -> str:
        """The label of a code in a list of choices; the code where the list has it no more."""
        if name in STATUS_FIELDS:
            return self.catalogue.status_rules.of(StatusAxis(name), self.kind, code).label
        if name == "communes":
            return self.commune(code)
        if name == "former_communes":
            return self.former(code)
        return self._lists(name).get(code, code)

    def _lists(self, name: str) -> Mapping[str, str]:
        match name:
            case "kinds":
                return {kind.value: words.capitalize() for kind, words in KIND_NAMES.items()}
            case "sectors":
                return self.catalogue.sectors
            case "recognitions":
                return {each.code: each.label for each in self.catalogue.recognitions.values()}
            case "operating":
                return {each: self.catalogue.operating[each].label for each in OperatingStatus}
            case "legal":
                return {each: self.catalogue.legal[each].label for each in LegalStatus}
            case _:
                return self.catalogue.lists[name]


def linked_uids(catalogue: Catalogue, attr: str, text: str | None) -> set[str]:
    """The other organisations a value of the journal speaks of."""
    linked = {each.attr for each in catalogue.register if each.type is FieldType.RECORDS}
    return set(_rows(text)) if attr in linked else set()


def _rows(text: str | None) -> list[Any]:
    return list(json.loads(text)) if text else []


def _is_list(text: str | None) -> bool:
    return not text or text.startswith("[")


def _items(spec: FieldSpec) -> tuple[FieldSpec, ...]:
    return spec.items or ROWS.get(spec.attr, ())


def _key(spec: FieldSpec, row: Any) -> Any:
    """What makes two rows the same row, whatever else of it was corrected."""
    if spec.type is FieldType.RECORDS:
        return row
    return tuple(row.get(item.attr) for item in _items(spec) if item.required)


def _running(label: str) -> str:
    """In the middle of a sentence; an abbreviation stays as it is."""
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def _sentence(told: Sequence[str]) -> str:
    words = "; ".join(told)
    return words[0].upper() + words[1:]
