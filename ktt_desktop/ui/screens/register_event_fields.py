"""What the dialog of an event asks for: its own fields, those of a new record, what they offer."""

from collections.abc import Iterator
from dataclasses import replace

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.events import Creation, EventKind, EventPlan, EventRole
from ktt_desktop.domain.statuses import KIND_NAMES
from ktt_desktop.domain.terms import LegalStatus, OrganisationKind
from ktt_desktop.ui.forms.editors import Choices
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_records import KINDS

HOW_TO_DATE = "Gõ 15/8/2022, 8/2022 hoặc 2022 khi chỉ biết tháng, năm."
NEW = "registration"  # the list of whether a new tổ hợp tác is registered
REGISTRATION = (
    (LegalStatus.ACTIVE.value, "Đã được cấp giấy chứng nhận"),
    (LegalStatus.UNREGISTERED.value, "Chưa đăng ký, mới thông báo với Ủy ban nhân dân xã"),
)
FINISHED: dict[bool | None, str] = {True: "Đã hoàn tất", False: "Mới bắt đầu thủ tục"}
LEAVES: dict[bool | None, str] = {False: "Xã, phường khác của đơn vị", True: "Ra ngoài địa bàn"}
BEGINNING = ("began_on", "began_document")
INSIDE = ("commune_code", "address", "registered_by")  # of a move within the area


def event_fields(
    kind: EventKind, of: OrganisationKind | None, plan: EventPlan
) -> tuple[FieldSpec, ...]:
    """The fields of an event but for its new records, the note last."""
    return (
        *_ending_fields(kind, of, plan),
        *_moving_fields(kind),
        FieldSpec("on", "Ngày có hiệu lực", FieldType.DATE, required=True, help=HOW_TO_DATE),
        FieldSpec("document", "Số, ngày văn bản", FieldType.TEXT, required=kind.needs_document),
        *_place_fields(kind),
        *_record_fields(kind, of),
        FieldSpec("note", "Ghi chú", FieldType.TEXT),
    )


def asked_fields(fields: tuple[FieldSpec, ...], plan: EventPlan) -> set[str]:
    """Those of the fields that count for the plan as it is now."""
    attrs = {each.attr for each in fields}
    if not plan.is_finished:
        attrs -= {"on", "document"}
    if "leaves" in attrs:
        attrs -= set(INSIDE) if plan.leaves else {"where"}
    return attrs


def created_fields(catalogue: Catalogue, creation: Creation) -> tuple[FieldSpec, ...]:
    """The short form of a new record; the other fields are entered in its record later."""
    register = {each.attr: each for each in catalogue.register}
    return tuple(
        each
        for each in (
            register["kind"],
            replace(register["name"], help=""),
            register["tax_code"],
            FieldSpec(
                "legal_status",
                "Đăng ký",
                FieldType.CHOICE,
                choices=NEW,
                kinds=(OrganisationKind.COOPERATIVE_GROUP,),
            ),
            replace(register["registered_on"], help="Để trống thì lấy ngày có hiệu lực."),
            register["registered_by"],
            replace(register["charter_capital"], help=""),
            register["sector"],
            register["commune_code"],
            replace(register["address"], label="Địa chỉ trụ sở", help=""),
            FieldSpec("persons", "Người đại diện chính", FieldType.TEXT),
        )
        if (each.attr != "kind" or len(creation.kinds) > 1)
        and (each.attr != "tax_code" or not creation.keeps_tax_code)
    )


def event_choices(
    catalogue: Catalogue, communes: Communes, kind: EventKind, of: OrganisationKind | None
) -> Choices:
    """What the choices among all these fields offer."""
    return {
        "manners": tuple((each.code, each.label) for each in kind.endings_of(of)) if of else (),
        "kinds": tuple(
            (each.value, KIND_NAMES[each].capitalize()) for each in _created_kinds(kind)
        ),
        "sectors": tuple(catalogue.sectors.items()),
        "communes": communes.choices,
        NEW: REGISTRATION,
    }


def _created_kinds(kind: EventKind) -> tuple[OrganisationKind, ...]:
    return kind.creation.kinds if kind.creation else ()


def _ending_fields(
    kind: EventKind, of: OrganisationKind | None, plan: EventPlan
) -> Iterator[FieldSpec]:
    ways = kind.endings_of(of) if of else ()
    if len(ways) > 1:
        yield FieldSpec("manner", "Hình thức", FieldType.CHOICE, choices="manners", required=True)
    if of is None or plan.has_begun:
        return
    if kind.may_be_unfinished(of):
        yield FieldSpec("is_finished", "Thủ tục", FieldType.YES_NO)
    if any(each.begin_label for each in ways):
        label = ways[0].begin_label if len(ways) == 1 else "Ngày bắt đầu thủ tục"
        yield FieldSpec("began_on", label, FieldType.DATE)
        yield FieldSpec("began_document", "Số, ngày văn bản đó", FieldType.TEXT)


def _moving_fields(kind: EventKind) -> Iterator[FieldSpec]:
    if kind.moved is not None:
        yield FieldSpec("leaves", "Chuyển đến", FieldType.YES_NO)


def _place_fields(kind: EventKind) -> Iterator[FieldSpec]:
    if kind.place_label:
        yield FieldSpec("where", kind.place_label, FieldType.TEXT, required=True)
    if kind.moved is not None:
        yield FieldSpec(
            "commune_code",
            "Xã, phường mới",
            FieldType.CHOICE,
            choices="communes",
            required=True,
        )
        yield FieldSpec("address", "Địa chỉ trụ sở mới", FieldType.TEXT, required=True)
        yield FieldSpec("registered_by", "Cơ quan đăng ký mới", FieldType.TEXT)


def _record_fields(kind: EventKind, of: OrganisationKind | None) -> Iterator[FieldSpec]:
    least, most = kind.others
    search = next((name for name, each in KINDS.items() if each is of), "")
    if most != 0:
        label = f"Tổ chức khác cũng {kind.roles[EventRole.OTHER]}"
        yield FieldSpec("others", label, FieldType.RECORDS, choices=search, required=least > 0)
    if kind.takes_over:
        label = f"Tổ chức {kind.roles[EventRole.INTO]}"
        yield FieldSpec("into", label, FieldType.RECORDS, choices=search, required=True)
