"""The dialogs of the status tab: a new status, a line put right, a line taken away."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.status_history import Problems, StatusStep, choices
from ktt_desktop.domain.statuses import NextStatus
from ktt_desktop.domain.terms import StatusAxis
from ktt_desktop.services import statuses
from ktt_desktop.services.book import today
from ktt_desktop.services.statuses import StatusPage
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.forms.text_editors import DateEditor
from ktt_desktop.ui.screens.register_next_status import NextStatusEditor

AXES = {StatusAxis.LEGAL: "pháp lý", StatusAxis.OPERATING: "hoạt động thực tế"}
HOW_TO_DATE = "Gõ 15/8/2022, 8/2022 hoặc 2022 khi chỉ biết tháng, năm."


def _fields(reason: str, reason_required: bool) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("status", "Tình trạng", FieldType.CHOICE, required=True),
        FieldSpec("on", "Áp dụng từ ngày", FieldType.DATE, help=HOW_TO_DATE),
        FieldSpec("ends_on", "Dự kiến đến ngày", FieldType.DATE, help="Chỉ khi tạm ngừng."),
        FieldSpec("document", "Số, ngày văn bản", FieldType.TEXT),
        FieldSpec("reason", reason, FieldType.TEXT, required=reason_required),
    )


@dataclass(frozen=True, slots=True)
class Removal:
    """Lý do xóa một dòng tình trạng."""

    reason: str = ""


def change_dialog(
    context: Context, page: StatusPage, axis: StatusAxis, parent: QWidget
) -> FormDialog:
    """Hộp thoại "Thay đổi tình trạng", not yet open: a new line, from today unless said else."""
    book, blank = context.book, StatusStep(axis, "", PartialDate.from_date(today()))
    first = choices(book.catalogue.status_rules, page.owner, page.steps, blank)[0]
    step = replace(blank, status=first.status.code if first.allowed else "")
    form = _form(
        context,
        page,
        step,
        _fields("Lý do, ghi chú", reason_required=False),
        lambda each: statuses.check_change(book, page, each),
    )
    title = f"Thay đổi tình trạng {AXES[axis]}"
    return FormDialog(
        context, title, form, lambda each: statuses.change_status(book, page.uid, each), parent
    )


def correction_dialog(
    context: Context, page: StatusPage, step: StatusStep, parent: QWidget
) -> FormDialog:
    """Hộp thoại "Sửa sai", not yet open: the line as it stands, and why it was wrong."""
    book = context.book
    form = _form(
        context,
        page,
        replace(step, reason=""),
        _fields("Lý do sửa sai", reason_required=True),
        lambda each: statuses.check_correction(book, page, each),
    )
    title = f"Sửa sai tình trạng {AXES[step.axis]}"
    return FormDialog(
        context, title, form, lambda each: statuses.correct_status(book, page.uid, each), parent
    )


def removal_dialog(
    context: Context, page: StatusPage, step: StatusStep, parent: QWidget
) -> FormDialog:
    """Hộp thoại "Xóa dòng tình trạng", not yet open: why the line should not be there."""
    book = context.book

    def check(removal: Removal) -> Problems:
        problem = statuses.check_removal(book, page, step, removal.reason)
        return {"reason": problem} if problem else {}

    label = book.catalogue.status_rules.of(step.axis, page.owner.kind, step.status).label
    when = step.on.running() if step.on else "đầu"
    help_ = f"Bỏ dòng “{label}” từ {when}. Chỉ xóa dòng ghi nhầm; nhật ký giữ lại nội dung cũ."
    field = FieldSpec("reason", "Lý do xóa", FieldType.TEXT, required=True, help=help_)
    form = RecordForm((field,), Removal(), check, {})
    dialog = FormDialog(context, "Xóa dòng tình trạng", form, _remove(context, page, step), parent)
    dialog.resize(dialog.width(), dialog.sizeHint().height())
    return dialog


def _remove(context: Context, page: StatusPage, step: StatusStep) -> Callable[[Removal], ChangeSet]:
    return lambda removal: statuses.remove_status(context.book, page.uid, step.id, removal.reason)


def _form(
    context: Context,
    page: StatusPage,
    step: StatusStep,
    fields: tuple[FieldSpec, ...],
    check: Callable[[StatusStep], Problems],
) -> RecordForm[StatusStep]:
    """The form of a line; what may be chosen follows the day, an end only a suspension has."""
    rules = context.book.catalogue.status_rules

    def offered(line: StatusStep) -> tuple[NextStatus, ...]:
        return choices(rules, page.owner, page.steps, line)

    picker, end = NextStatusEditor(offered(step)), DateEditor()
    form = RecordForm(fields, step, check, {}, {"status": lambda: picker, "ends_on": lambda: end})
    on = form.editor("on")

    def follow() -> None:
        picker.set_choices(offered(form.draft()))
        ways = rules.to(step.axis, page.owner.kind, picker.value())
        end.setEnabled(any(way.planned_end for way in ways))
        if not end.isEnabled():
            end.set_value(None)

    on.edited.connect(follow)
    picker.edited.connect(follow)
    follow()
    return form
