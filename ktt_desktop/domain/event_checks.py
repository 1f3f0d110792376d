"""What keeps an event from being recorded: who takes part, when, and what may follow what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ktt_desktop.domain.dates import PartialDate, months_later
from ktt_desktop.domain.event_outcomes import ending_of, has_begun, newest
from ktt_desktop.domain.events import EventKind, EventPlan, EventRole, Outcome, Parties, Party
from ktt_desktop.domain.organisation_checks import problems_of
from ktt_desktop.domain.status_history import StatusOwner, change_problems
from ktt_desktop.domain.statuses import KIND_NAMES, StatusRules
from ktt_desktop.domain.terms import OperatingStatus, StatusAxis

Found = Iterator[tuple[str, str]]  # attribute of the plan, sentence

PARTY_ATTRS = {EventRole.SUBJECT: "subject", EventRole.OTHER: "others", EventRole.INTO: "into"}
NOT_STORED = 1 << 60  # an id for the lines of this event while they are checked one by one


@dataclass(frozen=True, slots=True)
class EventCheck:
    """Một kế hoạch sự kiện để kiểm tra, with what it would lead to."""

    rules: StatusRules
    kind: EventKind
    plan: EventPlan
    parties: Parties
    outcomes: tuple[Outcome, ...]
    today: date

    def problems(self) -> dict[str, str]:
        """Attribute of the plan → sentence, the first one of each."""
        found: dict[str, str] = {}
        for check in (
            self._who,
            self._living,
            self._manner,
            self._when,
            self._document,
            self._where,
            self._how_many,
        ):
            for attr, sentence in check():
                found.setdefault(attr, sentence)
        if not found:  # a line of a history can only be judged in a plan that is whole
            for attr, sentence in self._steps():
                found.setdefault(attr, sentence)
        return found

    def _who(self) -> Found:
        subject = self.parties.get(self.plan.subject)
        if self.kind.starts_from and subject is None:
            yield "subject", "Chọn tổ chức của sự kiện này."
            return
        if subject is not None and subject.draft.kind not in self.kind.starts_from:
            name = KIND_NAMES[subject.draft.kind]
            yield "subject", f"“{self.kind.label}” không áp dụng cho {name}."
        yield from self._beside(subject)

    def _beside(self, subject: Party | None) -> Found:
        plan, (least, most) = self.plan, self.kind.others
        if len(plan.others) < least:
            yield "others", f"Chọn ít nhất {least} tổ chức khác cùng chấm dứt."
        if most is not None and len(plan.others) > most:
            yield "others", "Sự kiện này không có tổ chức khác cùng chấm dứt."
        if self.kind.takes_over and not plan.into:
            yield "into", "Chọn tổ chức nhận sáp nhập."
        taken = {plan.subject}
        for attr, uid in (*(("others", each) for each in plan.others), ("into", plan.into)):
            party = self.parties.get(uid)
            if party is None:
                continue
            if uid in taken:
                yield attr, f"“{party.draft.name}” đã có trong sự kiện này. Chọn tổ chức khác."
            taken.add(uid)
            if subject is not None and party.draft.kind is not subject.draft.kind:
                yield attr, _other_kind(party, subject)

    def _living(self) -> Found:
        for each in self.outcomes:
            if each.before is None:
                continue
            attr, draft = PARTY_ATTRS[each.role], each.before.draft
            legal, operating = (newest(each.before, axis).status for axis in StatusAxis)
            status = self.rules.of(StatusAxis.LEGAL, draft.kind, legal)
            if status.final:
                yield attr, f"“{draft.name}” đã chấm dứt: “{status.label}”. {status.final}"
            elif operating == OperatingStatus.MOVED:
                yield (
                    attr,
                    f"“{draft.name}” đã chuyển sang địa bàn khác. Ghi tổ chức đã chuyển về "
                    "ở tab Tình trạng, rồi ghi sự kiện này.",
                )
            elif self._is_wrong_start(each, legal):
                yield (
                    attr,
                    f"“{draft.name}” đang ở tình trạng “{status.label}” nên không ghi được "
                    f"“{self.kind.label}” ({self.kind.told_basis}).",
                )

    def _is_wrong_start(self, outcome: Outcome, legal: str) -> bool:
        """Who takes over must go on: it is not in the procedure of ending itself."""
        allowed = [str(each) for each in self.kind.legal_from]
        if outcome.role is EventRole.INTO:
            allowed = [each for each in allowed if each not in self._begun()]
        return bool(allowed) and legal not in allowed

    def _begun(self) -> set[str]:
        return {str(each.begun.legal) for each in self.kind.endings}

    def _manner(self) -> Found:
        plan, subject = self.plan, self.parties.get(self.plan.subject)
        if subject is None or not self.kind.endings:
            return
        ending = ending_of(self.kind, plan, subject)
        if ending is None and self.kind.endings_of(subject.draft.kind):
            yield "manner", "Chọn cách chấm dứt."
        if not plan.is_finished and not self.kind.may_be_unfinished(subject.draft.kind):
            yield "is_finished", "Sự kiện này chỉ ghi khi đã hoàn tất."
        elif not plan.is_finished and ending is not None and has_begun(ending, subject):
            yield "is_finished", "Tổ chức đang ở trong thủ tục này. Ghi ngày hoàn tất."
        elif not plan.is_finished and ending is not None and not self.outcomes[0].steps:
            yield "is_finished", "Tổ chức chấm dứt ngay, không qua thủ tục. Ghi ngày chấm dứt."

    def _when(self) -> Found:
        plan = self.plan
        wanted = "on" if plan.is_finished else "began_on"
        if plan.day is None:
            yield wanted, "Phải nhập ngày, ví dụ 15/8/2022."
            return
        for attr, day in (("on", plan.on), ("began_on", plan.began_on)):
            if day is not None and (plan.is_finished or attr == wanted):
                yield from self._day(attr, day)
        began, on = plan.began_on, plan.on
        if plan.is_finished and began and on and began.first_day() > on.last_day():
            yield "began_on", f"Ngày bắt đầu ở sau ngày hoàn tất ({on.short()}). Gõ lại một ngày."

    def _day(self, attr: str, day: PartialDate) -> Found:
        if day.first_day() > self.today:
            yield attr, f"Ngày {day.short()} ở sau hôm nay. Ghi sự kiện khi đã đến ngày."
        for each in self.outcomes:
            registered = each.before.draft.registered_on if each.before else None
            if registered is not None and day.last_day() < registered.first_day():
                yield (
                    attr,
                    f"Ngày {day.short()} ở trước ngày đăng ký lần đầu của "
                    f"“{each.after.name}” ({registered.short()}). Gõ lại ngày.",
                )
        if attr == "on" and self.kind.months:
            yield from self._months(day)

    def _months(self, day: PartialDate) -> Found:
        subject, months = self.parties.get(self.plan.subject), self.kind.months
        if subject is None:
            return
        registered = subject.draft.registered_on
        if registered is None:
            yield (
                "subject",
                f"“{subject.draft.name}” chưa có ngày đăng ký lần đầu, nên chưa biết đã đủ "
                f"{months} tháng chưa ({self.kind.told_basis}). Ghi ngày đó vào hồ sơ trước.",
            )
        elif day.last_day() < (first := months_later(registered.first_day(), months)):
            yield (
                "on",
                f"Phải đủ {months} tháng từ ngày đăng ký {registered.short()} "
                f"({self.kind.told_basis}): sớm nhất là {PartialDate.from_date(first).short()}.",
            )

    def _document(self) -> Found:
        plan = self.plan
        if self.kind.needs_document and plan.is_finished and not plan.document.strip():
            yield "document", "Phải ghi số, ngày của văn bản. Chưa biết thì ghi “chưa rõ số”."

    def _where(self) -> Found:
        plan, kind = self.plan, self.kind
        is_asked = bool(kind.place_label) and (plan.leaves or kind.moved is None)
        if is_asked and not plan.where.strip():
            yield "where", f"Phải ghi {kind.place_label.lower()}: xã, phường và tỉnh."
        if kind.moved is None or plan.leaves:
            return
        if not plan.commune_code:
            yield "commune_code", "Chọn xã, phường chuyển đến."
        if not plan.address.strip():
            yield "address", "Phải ghi địa chỉ trụ sở mới."
        subject = self.parties.get(plan.subject)
        if subject is not None and plan.commune_code:
            old = subject.draft
            if (old.commune_code, old.address) == (plan.commune_code, plan.address.strip()):
                yield "commune_code", "Xã, phường và địa chỉ giống như trong hồ sơ. Chọn nơi mới."

    def _how_many(self) -> Found:
        creation, count = self.kind.creation, len(self.plan.created)
        if creation is None:
            if count:
                yield "created", "Sự kiện này không lập hồ sơ mới."
            return
        if count < creation.least:
            yield "created", f"Phải có ít nhất {creation.least} hồ sơ mới."
        if creation.most is not None and count > creation.most:
            yield "created", f"Chỉ lập được {creation.most} hồ sơ mới."
        subject = self.parties.get(self.plan.subject)
        kinds = creation.kinds or ((subject.draft.kind,) if subject else ())
        for place, draft in enumerate(self.plan.created):
            if kinds and draft.kind not in kinds:
                words = " hoặc ".join(KIND_NAMES[each] for each in kinds)
                yield f"created.{place}.kind", f"Hồ sơ mới phải là {words}."

    def _steps(self) -> Found:
        for each in self.outcomes:
            if each.before is not None:
                yield from self._lines(each, each.before)
                changes = problems_of(each.after).get("changes")
                if changes and each.after.changes != each.before.draft.changes:
                    yield "on", changes

    def _lines(self, outcome: Outcome, party: Party) -> Found:
        """Each new line must be able to follow those before it."""
        owner = StatusOwner(party.draft.kind, party.draft.registered_on)
        steps = list(party.steps)
        for place, step in enumerate(outcome.steps):
            is_end = self.plan.is_finished and step.on == self.plan.on
            problems = change_problems(self.rules, owner, steps, step, self.today)
            steps.append(replace(step, id=NOT_STORED + place))
            for attr, sentence in problems.items():
                yield self._attr(outcome.role, attr, is_end), self._told(outcome, sentence)

    def _attr(self, role: EventRole, attr: str, is_end: bool) -> str:
        if attr == "status":
            return PARTY_ATTRS[role]
        names = {"on": "on", "document": "document"}
        begun = {"on": "began_on", "document": "began_document"}
        return (names if is_end else begun).get(attr, attr)

    def _told(self, outcome: Outcome, sentence: str) -> str:
        is_subject = outcome.role is EventRole.SUBJECT
        return sentence if is_subject else f"{outcome.after.name}: {sentence}"


def _other_kind(party: Party, subject: Party) -> str:
    mine, theirs = (KIND_NAMES[each.draft.kind] for each in (subject, party))
    return f"“{party.draft.name}” là {theirs}, không cùng loại hình với {mine} của sự kiện này."
