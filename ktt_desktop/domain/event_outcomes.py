"""What an event makes of every record concerned: new values, new lines of the histories."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.events import (
    Creation,
    Ending,
    EventKind,
    EventPlan,
    EventRole,
    Outcome,
    Parties,
    Party,
    Stage,
)
from ktt_desktop.domain.organisation import OrganisationDraft, RegistrationChange
from ktt_desktop.domain.status_history import StatusStep, in_order
from ktt_desktop.domain.statuses import StatusRules
from ktt_desktop.domain.terms import LegalStatus, StatusAxis

Lines = tuple[StatusStep, ...]


def outcomes(
    rules: StatusRules, kind: EventKind, plan: EventPlan, parties: Parties
) -> tuple[Outcome, ...]:
    """Every record after the event, as far as the plan goes: the existing ones, then the new."""
    return (
        *_subject(rules, kind, plan, parties),
        *(
            _ended(rules, kind, plan, EventRole.OTHER, parties[uid])
            for uid in plan.others
            if uid in parties
        ),
        *_taking_over(kind, plan, parties),
        *_created(kind, plan, parties),
    )


def ending_of(kind: EventKind, plan: EventPlan, party: Party) -> Ending | None:
    """How an organisation ends by the event; None while that was not chosen, or it goes on."""
    ways = kind.endings_of(party.draft.kind)
    return ways[0] if len(ways) == 1 else next((w for w in ways if w.code == plan.manner), None)


def newest(party: Party, axis: StatusAxis) -> StatusStep:
    """The last line of an axis."""
    return in_order(party.steps, axis)[-1]


def has_begun(ending: Ending, party: Party) -> bool:
    """Whether the organisation is in the procedure of this ending already."""
    return newest(party, StatusAxis.LEGAL).status == ending.begun.legal


def told_name(draft: OrganisationDraft) -> str:
    """As “HTX A (mã số 2400123456)”."""
    return f"{draft.name} (mã số {draft.tax_code})" if draft.tax_code else draft.name


def _subject(
    rules: StatusRules, kind: EventKind, plan: EventPlan, parties: Parties
) -> Iterator[Outcome]:
    if (party := parties.get(plan.subject)) is None:
        return
    if kind.endings:
        ended = _ended(rules, kind, plan, EventRole.SUBJECT, party)
        yield _giving_code_away(kind, plan, ended)
    elif kind.moved is not None:
        yield _moved(kind, plan, party)
    else:
        words = kind.label + _names(plan.created, ", thành lập ")
        after = _with_change(party.draft, plan, words)
        yield Outcome(EventRole.SUBJECT, party, after)


def _ended(
    rules: StatusRules, kind: EventKind, plan: EventPlan, role: EventRole, party: Party
) -> Outcome:
    ending = ending_of(kind, plan, party)
    if ending is None:
        return Outcome(role, party, party.draft)
    steps = _ending_steps(rules, plan, ending, party)
    if not plan.is_finished:
        return Outcome(role, party, party.draft, steps)
    return Outcome(role, party, replace(party.draft, unions=(), members_of_union=()), steps)


def _ending_steps(rules: StatusRules, plan: EventPlan, ending: Ending, party: Party) -> Lines:
    begun = _is_begun_now(rules, plan, ending, party)
    on = plan.began_on or plan.day
    steps: Lines = ()
    if begun:
        document = plan.began_document or plan.document
        steps = _steps(_beginning(plan, ending, party), on, document, ending.label)
    if plan.is_finished:
        steps += _steps(ending.ended, plan.on, plan.document, ending.label)
    present = {axis: newest(party, axis).status for axis in StatusAxis}
    return tuple(each for each in steps if each.status != present[each.axis])


def _is_begun_now(rules: StatusRules, plan: EventPlan, ending: Ending, party: Party) -> bool:
    """Whether the procedure begins with this event: not yet begun, and not skipped by the law.

    An unregistered THT ends without a procedure, for no way leads into one.
    """
    begun, ended = ending.begun.legal, ending.ended.legal
    if begun is None or ended is None or has_begun(ending, party):
        return False
    source, kind = newest(party, StatusAxis.LEGAL).status, party.draft.kind
    leads_in = bool(rules.between(StatusAxis.LEGAL, kind, source, begun))
    return leads_in or not rules.between(StatusAxis.LEGAL, kind, source, ended)


def _beginning(plan: EventPlan, ending: Ending, party: Party) -> Stage:
    """Where it begins and ends on one day, the operating status goes straight to its end."""
    is_one_day = plan.is_finished and plan.began_on in (None, plan.on)
    is_kept = newest(party, StatusAxis.OPERATING).status in ending.begun.keeps
    return replace(ending.begun, operating=None) if is_one_day or is_kept else ending.begun


def _steps(stage: Stage, on: PartialDate | None, document: str, reason: str) -> Lines:
    wanted = {StatusAxis.LEGAL: stage.legal, StatusAxis.OPERATING: stage.operating}
    return tuple(
        StatusStep(axis, status.value, on, document=document, reason=reason)
        for axis, status in wanted.items()
        if status is not None
    )


def _giving_code_away(kind: EventKind, plan: EventPlan, ended: Outcome) -> Outcome:
    """The record that ends keeps its code in words: two records never hold one code."""
    creation, draft = kind.creation, ended.after
    if creation is None or not creation.keeps_tax_code or not draft.tax_code:
        return ended
    to = _names(plan.created, "")
    words = f"Mã số {draft.tax_code} chuyển sang {to or 'hợp tác xã mới'}"
    words += f" từ {plan.on.running()}." if plan.on else "."
    note = f"{draft.note}\n{words}" if draft.note else words
    return replace(ended, after=replace(draft, tax_code="", note=note))


def _moved(kind: EventKind, plan: EventPlan, party: Party) -> Outcome:
    draft = party.draft
    if plan.leaves:
        after = _with_change(draft, plan, f"Chuyển trụ sở ra ngoài địa bàn: {plan.where.strip()}")
        steps = _steps(Stage(operating=kind.moved), plan.on, plan.document, kind.label)
        return Outcome(EventRole.SUBJECT, party, after, steps)
    after = replace(
        draft,
        commune_code=plan.commune_code,
        former_commune_code="",
        address=plan.address,
        current_address="",
        registered_by=plan.registered_by or draft.registered_by,
    )
    words = f"Chuyển trụ sở từ {draft.address or '(chưa ghi)'} sang {plan.address.strip()}"
    return Outcome(EventRole.SUBJECT, party, _with_change(after, plan, words))


def _with_change(draft: OrganisationDraft, plan: EventPlan, content: str) -> OrganisationDraft:
    """One more registered change, the n-th, where the organisation is registered."""
    if draft.legal_status is LegalStatus.UNREGISTERED:
        return draft
    number = max((each.number or 0 for each in draft.changes), default=0) + 1
    return replace(draft, changes=(*draft.changes, RegistrationChange(number, plan.on, content)))


def _taking_over(kind: EventKind, plan: EventPlan, parties: Parties) -> Iterator[Outcome]:
    if kind.takes_over and (party := parties.get(plan.into)) is not None:
        yield Outcome(EventRole.INTO, party, party.draft)


def _created(kind: EventKind, plan: EventPlan, parties: Parties) -> Iterator[Outcome]:
    creation = kind.creation
    if creation is None:
        return
    for place, draft in enumerate(plan.created):
        after = _new_draft(creation, plan, parties, draft)
        yield Outcome(EventRole.CREATED, None, after, place=place)


def _new_draft(
    creation: Creation, plan: EventPlan, parties: Parties, draft: OrganisationDraft
) -> OrganisationDraft:
    is_registered = creation.is_founded and draft.legal_status is not LegalStatus.UNREGISTERED
    after = replace(
        draft,
        formation=creation.formation,
        formed_from=_origin(plan, parties) or draft.formed_from,
        registered_on=draft.registered_on or (plan.on if is_registered else None),
        status_on=plan.on,
        status_document=plan.document,
    )
    subject = parties.get(plan.subject)
    if creation.keeps_tax_code and subject is not None and subject.draft.tax_code:
        return replace(after, tax_code=subject.draft.tax_code)
    return after


def _origin(plan: EventPlan, parties: Parties) -> str:
    """The organisations it comes from, or the place."""
    uids = (plan.subject, *plan.others)
    names = [told_name(parties[uid].draft) for uid in uids if uid in parties]
    return "; ".join(names) or plan.where.strip()


def _names(drafts: Sequence[OrganisationDraft], lead: str) -> str:
    names = ", ".join(each.name.strip() for each in drafts if each.name.strip())
    return f"{lead}{names}" if names else ""
