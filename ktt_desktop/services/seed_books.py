"""The published plans the program was built against, read from data files and entered as a book.

A plan is two files of the same name: seed_figures/NNN.toml, what a field of a form holds, and
seed_dossiers/NNN.toml, what a work record holds. Everything stands there as the plan writes it.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import NUMBERS
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Value
from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.numbers import MILLIONS, Quantity, parse
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.report import settings_from
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.runtime.paths import seed_data
from ktt_desktop.services.annual_return import save_as_of, save_values
from ktt_desktop.services.book import BOOK_FILE, Book
from ktt_desktop.services.dossiers import load_dossier, save_dossier
from ktt_desktop.services.opening import close_after_work, open_for_work
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.settings import profile_from, save_period, save_profile
from ktt_desktop.services.unit_figures import unit_subject

FIGURES, RECORDS = "seed_figures", "seed_dossiers"
HEADS = ("kind", "year", "period", "topic")

Seed = dict[str, Any]
Entry = Mapping[str, Any]
Form = tuple[Subject, int, Measure]


def make_seed_book(name: str, folder: Path) -> Path:
    """The book of one plan in a folder of its own; raises KttError where there is one already."""
    seed = read_seed(seed_data(), name)
    if (folder / BOOK_FILE).exists():
        raise KttError(f"Thư mục {folder} đã có sổ. Chọn thư mục khác bằng --out.")
    opened = open_for_work(folder, practice=False)
    try:
        save_profile(opened.book, profile_of(seed))
        save_period(opened.book, ReportingPeriod.parse(seed["period"]))
        enter_figures(opened.book, seed)
        enter_records(opened.book, seed)
        choose_settings(opened.book, seed)
    finally:
        close_after_work(opened.book)
    return opened.book.path


def seed_names(data: Path) -> tuple[str, ...]:
    """The plans there are data of: "000", "001" …"""
    return tuple(sorted(path.stem for path in (data / FIGURES).glob("*.toml")))


def read_seed(data: Path, name: str) -> Seed:
    """One plan as data: its unit, and where each of its statements is held; raises KttError."""
    known = seed_names(data)
    if not known:
        raise KttError(
            "Bản cài đặt không kèm dữ liệu của các kế hoạch mẫu. "
            "Chạy lệnh này trong thư mục mã nguồn của chương trình."
        )
    if name not in known:
        raise KttError(f"Không có kế hoạch mẫu “{name}”. Các kế hoạch có: {', '.join(known)}.")
    figures, records = _read(data / FIGURES, name), _read(data / RECORDS, name)
    return {
        "organisation": [],
        "figure": [],
        "elsewhere": [],
        **figures,
        "record": records["record"],
        "party": records.get("organisation", []),
    }


def stored(seed: Seed) -> list[Entry]:
    """The statements a field holds, each field once."""
    return [each for each in seed["figure"] if "restates" not in each]


def profile_of(seed: Seed) -> UnitProfile:
    """The unit of that time, whose list names only some of its organisations."""
    is_so = {"historical": True, "list_complete": False}
    return profile_from({"signed_on": None, **seed["unit"], **is_so})


def value_of(book: Book, each: Entry) -> int | None:
    """The stored integer of a statement, read as it is written."""
    quantity = book.catalogue.edition.indicators[each["code"]].quantity
    return parse(each["written"], quantity, dot_is_thousands=True)


def enter_figures(book: Book, seed: Seed) -> dict[str, Form]:
    """The figures of a plan, through the ordinary use cases; the form of each statement."""
    subjects = _registered(book, seed["organisation"])
    found: dict[str, Form] = {}
    days: dict[Form, set[str]] = defaultdict(set)
    for each in stored(seed):
        uid = subjects.get(each.get("organisation", ""))
        subject = (
            Subject(SubjectKind.ORGANISATION, uid)
            if uid
            else unit_subject(profile_of(seed), each.get("sector", ""))
        )
        form = (subject, each["year"], Measure(each["measure"]))
        reason = each.get("words", "")
        save_values(book, *form, {each["code"]: value_of(book, each)}, reason=reason)
        days[form] |= {each["as_of"]} if "as_of" in each else set()
        found[each["id"]] = form
    for form, said in days.items():
        for day in said:  # one: a form speaks of one day
            save_as_of(book, *form, PartialDate.from_iso(day))
    return found


def enter_records(book: Book, seed: Seed) -> list[DossierDraft]:
    """The work records of a plan as saved, in the order of the file."""
    parties, uids, saved = _registered(book, seed["party"]), dict[str, str](), list[DossierDraft]()
    for each in seed["record"]:
        draft, _ = save_dossier(book, _draft(book, each, parties, uids))
        uids[each.get("id", draft.uid)] = draft.uid
        saved.append(draft)
    return saved


def choose_settings(book: Book, seed: Seed) -> None:
    """How the report of a plan is written: the table [report], fields of ReportSettings."""
    if "report" in seed:
        key = main_report(book, ReportingPeriod.parse(seed["period"]))
        save_settings(book, key, settings_from(seed["report"]))


def written_values(catalogue: Catalogue, each: Entry) -> tuple[dict[str, Value], dict[str, int]]:
    """The values and the money of an entry as a record stores them; raises InvalidInputError."""
    fields = catalogue.dossiers[each["kind"]].fields
    values = {
        key: _number(said, fields[key].quantity) if fields[key].type in NUMBERS else said
        for key, said in each.get("values", {}).items()
    }
    money = {key: _number(said, MILLIONS) for key, said in each.get("money", {}).items()}
    return values, money


def _draft(
    book: Book, each: Entry, parties: Mapping[str, str], uids: Mapping[str, str]
) -> DossierDraft:
    values, money = written_values(book.catalogue, each)
    if "uid" in each:  # a record that every book has
        known = load_dossier(book, each["uid"])
        return replace(known, values={**known.values, **values}, money={**known.money, **money})
    programme = each.get("programme", "")
    return DossierDraft(
        **{name: each[name] for name in HEADS if name in each},
        programme=uids.get(programme, programme),
        part_of=uids[each["part_of"]] if "part_of" in each else "",
        organisations=tuple(parties[name] for name in each.get("organisations", ())),
        values=values,
        money=money,
    )


def _number(said: str, quantity: Quantity) -> int:
    stored = parse(said, quantity, dot_is_thousands=True)
    assert stored is not None
    return stored


def _registered(book: Book, organisations: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Uid by name."""
    drafts = (OrganisationDraft(**each) for each in organisations)
    return {each.name: save_organisation(book, each)[0].uid for each in drafts}


def _read(folder: Path, name: str) -> Seed:
    with (folder / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
