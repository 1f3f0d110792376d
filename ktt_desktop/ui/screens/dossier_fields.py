"""A kind of work record as fields of a form: what the form edits, to and from DossierDraft."""

from collections.abc import Mapping
from dataclasses import field, make_dataclass, replace
from typing import Any

from ktt_desktop.catalogue.dossiers_loader import MANY, NONE, ONE, DossierKind
from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Value
from ktt_desktop.services.dossier_words import HEAD_LABELS, TOPIC_LABELS

PARTIES = "parties"  # the name of the search for organisations
MONEY_TAB = "Kinh phí"
MONEY_HELP = (
    "Gõ triệu đồng, hoặc kèm đơn vị: 23 tỷ, 59,709 tỷ, 920 tr. Gõ 0 khi văn bản ghi không có."
)
PART_HELP = "Hồ sơ chung đã ghi cả số này; số của phần không cộng thêm lần nữa."
EMPTY: Mapping[FieldType, Any] = {
    FieldType.TEXT: "",
    FieldType.LONG_TEXT: "",
    FieldType.CHOICE: "",
}


class DossierShape:
    """Phiếu của một loại hồ sơ: its fields in the order of the form, and a class of frozen values.

    The values of the form are those of the editors: PartialDate, True or False, "" for no choice.
    What the form has no field for travels along in `origin`.
    """

    def __init__(self, kind: DossierKind) -> None:
        self.kind = kind
        # The criteria of a rating ("raw.revenue") are entered in its sheet, not in a form.
        self._own = {key: each for key, each in kind.fields.items() if key.isidentifier()}
        self.fields = _fields(kind, list(self._own.values()))
        names = [each.attr for each in self.fields]
        self._make: Any = make_dataclass(
            "DossierValues",
            [
                ("origin", DossierDraft),
                ("revision", int),
                *((name, Any, field()) for name in names),
            ],
            frozen=True,
        )

    def values(self, draft: DossierDraft) -> Any:
        """A record as the form edits it."""
        heads = {name: getattr(draft, name) for name in self.kind.uses}
        if self.kind.organisations == MANY:
            heads["organisations"] = draft.organisations
        elif self.kind.organisations == ONE:
            heads["organisations"] = "".join(draft.organisations[:1])
        if self.kind.money:
            heads["money"] = dict(draft.money)
        own = {key: _to_form(spec, draft.values.get(key)) for key, spec in self._own.items()}
        return self._make(origin=draft, revision=draft.revision, **heads, **own)

    def draft(self, values: Any) -> DossierDraft:
        """The record the form holds."""
        heads = {name: getattr(values, name) for name in self.kind.uses}
        if self.kind.organisations == MANY:
            heads["organisations"] = values.organisations
        elif self.kind.organisations == ONE:
            heads["organisations"] = (values.organisations,) if values.organisations else ()
        if self.kind.money:
            heads["money"] = values.money
        kept = {key: each for key, each in values.origin.values.items() if key not in self._own}
        own = {
            key: _to_stored(getattr(values, key))
            for key in self._own
            if getattr(values, key) not in (None, "")
        }
        origin: DossierDraft = values.origin
        return replace(origin, revision=values.revision, values=kept | own, **heads)


def _fields(kind: DossierKind, own: list[FieldSpec]) -> list[FieldSpec]:
    first = own[0].tab
    heads = [_head(kind, name, first) for name in kind.uses]
    if kind.organisations != NONE:
        heads.append(_organisations(kind, first))
    if not kind.money:
        return [*heads, *own]
    money = FieldSpec(
        "money", "Kinh phí, triệu đồng", FieldType.MONEY, MONEY_TAB, "triệu đồng", help=MONEY_HELP
    )
    before = [each for each in own if each.tab != MONEY_TAB]
    return [*heads, *before, money, *(each for each in own if each.tab == MONEY_TAB)]


def _head(kind: DossierKind, name: str, tab: str) -> FieldSpec:
    label = HEAD_LABELS[name]
    if name == "topic":
        label = TOPIC_LABELS.get(kind.topics, label)
    type_ = FieldType.YEAR if name == "year" else FieldType.CHOICE
    return FieldSpec(name, label, type_, tab, help=PART_HELP if name == "part_of" else "")


def _organisations(kind: DossierKind, tab: str) -> FieldSpec:
    if kind.organisations == ONE:
        return FieldSpec("organisations", "Tổ chức", FieldType.CHOICE, tab)
    words = "Để trống khi không ghi cho riêng tổ chức nào."
    return FieldSpec(
        "organisations", "Tổ chức", FieldType.RECORDS, tab, choices=PARTIES, help=words
    )


def _to_form(spec: FieldSpec, stored: Value | None) -> Any:
    if stored is None:
        return EMPTY.get(spec.type)
    if spec.type is FieldType.DATE:
        return PartialDate.from_iso(str(stored))
    return bool(stored) if spec.type is FieldType.YES_NO else stored


def _to_stored(value: Any) -> Value:
    if isinstance(value, PartialDate):
        return value.iso()
    stored: Value = int(value) if isinstance(value, bool) else value
    return stored
