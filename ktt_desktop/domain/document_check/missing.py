"""R13: what all siblings tell and one does not."""

from collections.abc import Iterator, Mapping

from ktt_desktop.domain.document_check.document import Scope
from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.findings import DocumentFinding, warning
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.meaning import kinds_in
from ktt_desktop.domain.document_check.words import COOPERATIVE, GROUP, KINDS, UNION, find_word


def siblings(known: Known) -> Iterator[DocumentFinding]:
    """Sectors: a figure that at least two others tell and this one does not."""
    scopes = [s for s in known.scopes() if not _has_organisations(known, s)]
    told = {s: {e.measure for e in known.facts if e.scope == s} for s in scopes}
    split = {s for s in scopes if known.share(s, COUNT, "HD")}
    every = dict.fromkeys(e.measure for e in known.facts if e.scope in told)
    for scope in scopes:
        missing = [
            known.words.label(measure)
            for measure in every
            if measure not in told[scope] and _common(measure, scope, told)
        ]
        if scope not in split and 2 * len(split) > len(scopes) - 1 and len(split) > 1:
            missing.append("số HTX đang hoạt động, tạm ngừng")
        if missing:
            line = known.document.line(scope.line)
            first = next(e for e in known.facts if e.scope == scope)
            yield warning(
                "R13",
                f"Lĩnh vực {scope.label} không ghi {', '.join(missing)}, trong khi các lĩnh "
                "vực khác "
                "đều ghi.",
                [line.quote(), first.quote(), _last(known, scope).quote()],
            )


def _common(measure: str, scope: Scope, told: Mapping[Scope, set[str]]) -> bool:
    """Whether most of the other sectors tell it."""
    others = [each for each in told if each != scope]
    have = [each for each in others if measure in told[each]]
    return len(have) > 1 and 2 * len(have) > len(others)


def _has_organisations(known: Known, scope: Scope) -> bool:
    return any(e.scope == scope and e.organisation for e in known.facts)


def _last(known: Known, scope: Scope) -> Fact:
    return [e for e in known.facts if e.scope == scope][-1]


def organisations(known: Known) -> Iterator[DocumentFinding]:
    """Named organisations: capital of two sorts, figures that some have and others lack."""
    facts = [e for e in known.facts if e.organisation and e.scope is not None]
    names = list(dict.fromkeys(e.organisation for e in facts))
    if len(names) < 2:
        return
    capital = {
        sort: [e for e in facts if e.measure == sort] for sort in known.words.lists["capital"]
    }
    said = []
    if all(capital.values()):
        kinds = [f"{known.words.label(sort)} ở {len(e)} HTX" for sort, e in capital.items()]
        said.append(f"vốn ghi bằng hai loại ({', '.join(kinds)})")
    lacking = [
        (known.words.label(measure), len(names) - len(have))
        for measure in dict.fromkeys(e.measure for e in facts)
        if measure not in known.words.lists["capital"] and not known.words.measures[measure].part_of
        for have in [{e.organisation for e in facts if e.measure == measure}]
        if len(names) // 2 <= len(have) < len(names)
    ]
    said += [f"{label} thiếu ở {count} HTX" for label, count in lacking]
    if said:
        firsts = [next(e for e in facts if e.organisation == name) for name in names]
        places = [e.quote() for e in facts if e.measure in known.words.lists["capital"]]
        yield warning(
            "R13",
            f"{len(names)} HTX được nêu tên không ghi cùng loại số liệu nên không cộng được: "
            f"{'; '.join(said)}.",
            places or [e.quote() for e in firsts],
        )


def announced_kinds(known: Known) -> Iterator[DocumentFinding]:
    """A heading that names HTX, LHHTX and THT over figures of some of them only."""
    for line in known.document.lines:
        if line.level is None or line.level < 3 or known.document.place(line).time.target:
            continue
        named = {part for kind in kinds_in(line.plain, known.words) for part in kind.split("+")}
        below = [e for e in known.facts if line.number in known.document.place(e.figure.line).path]
        told = {part for e in below for part in e.kind.split("+")}
        missing = [kind for kind in (COOPERATIVE, UNION, GROUP) if kind in named - told]
        if len(named) > 1 and len(below) > 1 and missing and below[0].line != line.number:
            yield warning(
                "R13",
                "Đề mục nêu "
                f"{', '.join(k for k in (COOPERATIVE, UNION, GROUP) if k in named)} nhưng "
                f"bên dưới không có số liệu của {', '.join(missing)}.",
                [line.quote(), below[0].quote(), below[-1].quote()],
            )


def silent_kinds(known: Known) -> Iterator[DocumentFinding]:
    """Groups whose activity is praised while no figure of theirs is given."""
    told = {part for e in known.facts if e.kind in KINDS for part in e.kind.split("+")}
    if not any(e.of_unit and not e.time.target for e in known.facts):
        return
    for line in known.document.lines:
        found = find_word(line.plain, ["hoạt động của các"])
        named = kinds_in(line.plain[found.end() : found.end() + 80], known.words) if found else ()
        for kind in {part for each in named for part in each.split("+")} - told:
            count = known.organisations()
            yield warning(
                "R13",
                f"Dòng {line.number} đánh giá hoạt động của {kind}, nhưng văn bản không có "
                "số liệu nào "
                f"của {kind}.",
                [line.quote(0, 120), *([count.quote()] if count else [])],
            )
            return


def lone_groups(known: Known) -> Iterator[DocumentFinding]:
    """Workers of groups without the number of their members."""
    for workers in known.of_unit("lao_dong", GROUP):
        if not known.of_unit("thanh_vien", GROUP) and known.of_unit("thanh_vien"):
            yield warning(
                "R13",
                f"Có số lao động của {GROUP} ({workers.figure.shown}) nhưng không có số thành viên "
                f"{GROUP}, trong khi HTX có ghi.",
                [workers.quote()],
            )
            return
