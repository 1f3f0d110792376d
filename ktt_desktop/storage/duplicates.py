"""What records are compared by: of all of them, or of those a new record may be one with."""

from collections.abc import Sequence
from functools import reduce

from sqlalchemy.orm import Session

from ktt_desktop.domain.duplicates import Entry, phone_numbers, plain
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import name_key
from ktt_desktop.storage.search_index import SHORTEST
from ktt_desktop.storage.session import wide_rows

_PERSON = "SELECT {column} FROM organisation_person WHERE organisation_id = o.id AND place = 0"
_SELECT = (
    "SELECT o.id, o.uid, o.kind, o.name, o.commune_code, o.old_certificate, o.phone, "
    f"({_PERSON.format(column='name')}), ({_PERSON.format(column='phone')}) "
    "FROM organisation o WHERE o.deleted_at IS NULL"
)
_BY_WORDS = "SELECT rowid FROM organisation_search WHERE organisation_search MATCH :words"
# The last two digits of a number stand together however it is written: they are looked for first.
_DIGITS = reduce(lambda text, sign: f"replace({text}, '{sign}', '')", " .-()", "phone")
_IS_PHONE = f"instr(phone, :end{{place}}) AND instr({_DIGITS}, :phone{{place}})"
_BY_PHONE = (
    f"SELECT id FROM organisation WHERE {_IS_PHONE}",
    f"SELECT organisation_id FROM organisation_person WHERE place = 0 AND {_IS_PHONE}",
)


def all_entries(session: Session) -> list[Entry]:
    """Every record that is not in the bin, by name."""
    return [_entry(row) for row in wide_rows(session, f"{_SELECT} ORDER BY o.sort_key, o.id", {})]


def entries_near(session: Session, entry: Entry) -> list[Entry]:
    """The records that share a piece of its name, a person, a number; one question.

    Names, persons and certificates come from the search index, telephones from the records.
    """
    found, parameters = [], {}
    if words := _words(entry):
        found.append(_BY_WORDS)
        parameters["words"] = " OR ".join(f'"{each}"' for each in words)
    for place, number in enumerate(phone_numbers(entry)):
        found += [each.format(place=place) for each in _BY_PHONE]
        parameters |= {f"end{place}": number[-2:], f"phone{place}": number.removeprefix("0")}
    if not found:
        return []
    question = f"{_SELECT} AND o.id IN ({' UNION ALL '.join(found)}) ORDER BY o.sort_key, o.id"
    return [_entry(row) for row in wide_rows(session, question, parameters)]


def _words(entry: Entry) -> list[str]:
    """Pieces of text one of which is in the key of every record it may be one with."""
    ending = " ".join(name_key(entry.name).split()[-2:])
    pieces = (ending, plain(entry.representative), plain(entry.certificate))
    return [each for each in pieces if len(each) >= SHORTEST]


def _entry(row: Sequence[object]) -> Entry:
    id_, uid, kind, name, commune, certificate, phone, representative, second_phone = row
    return Entry(
        int(str(id_)),
        str(uid),
        OrganisationKind(str(kind)),
        str(name),
        str(commune),
        str(certificate),
        str(representative or ""),
        (str(phone), str(second_phone or "")),
    )
