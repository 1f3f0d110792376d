"""Older submissions in today's form: one step for every version of the format."""

from collections.abc import Callable, Mapping

from ktt_desktop.domain.receiving import LowerUnit
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.submission_format import MERGE, Cell, Sheet

Sheets = Mapping[str, Sheet]
Step = Callable[[Sheets, LowerUnit], dict[str, Sheet]]

UNIT_COLUMNS = ("key", "name", "level", "parent", "list_complete")
SOURCE_COLUMNS = ("unit", "period", "number", "bundle_id", "data_digest", "created_at")
CORRECTION_COLUMNS = (
    *("subject_kind", "subject_key", "sector", "year", "measure", "code"),
    *("unit", "received", "value", "reason", "corrected_at"),
)
# What version 1.1 added; columns of 1.0 that were not there are taken as not known.
_PARTS = {
    "persons": ("name", "title", "gender"),
    "registration_changes": ("number", "changed_on", "content"),
    "activities": ("version", "code", "detail", "is_main"),
    "branches": ("kind", "name", "code", "address", "head"),
    "recognitions": ("kind", "first_year", "last_year", "detail"),
}
_ORGANISATION_1_1 = (
    *("foreign_name", "agriculture_type", "purpose", "governance", "formation", "formed_from"),
    *("current_address", "charter_on", "charter_is_2023", "conversion_2012", "last_meeting_on"),
    *("last_report_on", "is_alliance_member", "contract_on", "contract_until"),
    *("contract_is_unlimited", "contract_is_certified", "contract_notified_on", "wants_support"),
)
_DOSSIER_1_3 = (
    *("act", "uid", "kind", "year", "period", "programme", "topic", "part_of"),
    *("organisations", "content", "money"),
)
_MONEY_1_2 = ("NSTW", "NS_TINH", "NS_HUYEN", "NS_XA", "QUY", "TIN_DUNG", "HTX_DOI_UNG", "KHAC")
_CONTENT_1_2 = {
    "content": "content",
    "quantity": "quantity_done",
    "quantity_unit": "quantity_unit",
    "document": "document",
    "note": "note",
}


def upgraded(sheets: Sheets, version: tuple[int, int], sender: LowerUnit) -> dict[str, Sheet]:
    """The sheets of a file of some version in today's; those this program does not know stay."""
    found = dict(sheets)
    for before, step in _STEPS.items():
        if version <= before:
            found = step(found, sender)
    return found


def unit_row(unit: LowerUnit, parent: str) -> tuple[Cell, ...]:
    """A unit as a row of the sheet of units."""
    return (unit.key, unit.name, unit.level, parent, int(unit.list_complete))


def _to_1_1(sheets: Sheets, _: LowerUnit) -> dict[str, Sheet]:
    """The lists of an organisation; of its persons the first one was in its row."""
    parts = {
        name: Sheet(("organisation", "place", *columns), ()) for name, columns in _PARTS.items()
    }
    organisations = sheets["organisations"]
    persons = tuple(
        (row.get("uid"), 0, row.get("representative"), row.get("representative_title"), "")
        for row in organisations.records()
        if row.get("representative")
    )
    return {
        **sheets,
        **parts,
        "persons": Sheet(parts["persons"].columns, persons),
        "union_members": Sheet(("union", "member"), ()),
        "organisations": _with(organisations, dict.fromkeys(_ORGANISATION_1_1)),
        "statuses": _with(sheets["statuses"], {"ends_on": None, "reason": ""}),
    }


def _to_1_2(sheets: Sheets, _: LowerUnit) -> dict[str, Sheet]:
    """The commune of the former time."""
    organisations = _with(sheets["organisations"], {"former_commune_code": None})
    return {**sheets, "organisations": organisations}


def _to_1_3(sheets: Sheets, _: LowerUnit) -> dict[str, Sheet]:
    """The work records; support was the one kind that travelled, of the whole year."""
    support = _with(sheets["support"], {"NS_DP": None, "period": "NAM", "part_of": ""})
    records = tuple(_dossier(row) for row in support.records())
    return {**sheets, "support": support, "dossiers": Sheet(_DOSSIER_1_3, records)}


def _dossier(row: Mapping[str, Cell]) -> tuple[Cell, ...]:
    content = {new: row.get(old) for old, new in _CONTENT_1_2.items()}
    money = {f"done.{source}": row.get(source) for source in _MONEY_1_2}
    return (
        *(row.get("act", MERGE), row.get("uid"), "support", row.get("year"), "NAM"),
        *(row.get("programme"), row.get("measure"), "", row.get("organisation") or ""),
        *(_stated(content), _stated(money)),
    )


def _stated(values: Mapping[str, Cell]) -> str:
    """The canonical object of what is not blank."""
    return canonical({key: each for key, each in values.items() if each not in (None, "")}).decode()


def _to_1_4(sheets: Sheets, sender: LowerUnit) -> dict[str, Sheet]:
    """Whose every row is: until here all were of the sender."""
    returns = sheets["returns"]
    kind, key = (_place(returns, name) for name in ("subject_kind", "subject_key"))
    rows = returns.rows
    if kind is not None and key is not None:
        rows = tuple(
            row if row[kind] == "to_chuc" else (*row[:key], sender.key, *row[key + 1 :])
            for row in rows
        )
    return {
        **sheets,
        "organisations": _with(sheets["organisations"], {"source_unit": ""}),
        "returns": Sheet(returns.columns, rows),
        "dossiers": _with(sheets["dossiers"], {"source_unit": ""}),
        "units": Sheet(UNIT_COLUMNS, (unit_row(sender, ""),)),
        "sources": Sheet(SOURCE_COLUMNS, ()),
        "corrections": Sheet(CORRECTION_COLUMNS, ()),
    }


def _with(sheet: Sheet, columns: Mapping[str, Cell]) -> Sheet:
    """The sheet with the columns it has not, and what stands in them."""
    added = {name: each for name, each in columns.items() if name not in sheet.columns}
    cells = tuple(added.values())
    return Sheet((*sheet.columns, *added), tuple((*row, *cells) for row in sheet.rows))


def _place(sheet: Sheet, column: str) -> int | None:
    return sheet.columns.index(column) if column in sheet.columns else None


_STEPS: dict[tuple[int, int], Step] = {
    (1, 0): _to_1_1,
    (1, 1): _to_1_2,
    (1, 2): _to_1_3,
    (1, 3): _to_1_4,
}
