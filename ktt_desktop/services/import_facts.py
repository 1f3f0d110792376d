"""What rows and records are told apart by, made for a whole list at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from ktt_desktop.domain.duplicates import Entry, phone_numbers
from ktt_desktop.domain.importing.abbreviations import in_full
from ktt_desktop.domain.importing.agreeing import certificate_key
from ktt_desktop.domain.importing.matching import Facts
from ktt_desktop.domain.importing.words import plain_all
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import name_keys
from ktt_desktop.services.import_places import Place
from ktt_desktop.services.import_values import StatedRows
from ktt_desktop.storage.import_book import KnownRecord

ATTRS = (
    *("kind", "name", "tax_code", "commune_code", "former_commune_code", "old_certificate"),
    *("registered_on", "phone", "address"),
)
PERSON = ("name", "phone")


def facts_of_records(records: Sequence[KnownRecord]) -> list[Facts]:
    """The facts of every record of the book."""
    names = _full_keys(each.values["name"] for each in records)
    people = _plain(each.person["name"] for each in records)
    addresses = _plain(each.values["address"] for each in records)
    found = []
    for record, name, person, address in zip(records, names, people, addresses, strict=True):
        values = record.values
        commune, former = values["commune_code"], values["former_commune_code"]
        found.append(
            Facts(
                record.uid,
                values["kind"],
                name,
                tuple(filter(None, (commune, former))),
                former,
                values["tax_code"] or "",
                certificate_key(values["old_certificate"]),
                values["registered_on"],
                person,
                _numbers(values["phone"], record.person["phone"] or ""),
                address,
                record.in_bin,
            )
        )
    return found


def facts_of_rows(rows: StatedRows, places: Sequence[Place]) -> list[Facts]:
    """The facts of every row of a list."""
    length = len(places)

    def column(columns: dict[str, Any], attr: str) -> Sequence[Any]:
        return columns.get(attr) or [""] * length

    values, of_person = rows.values, rows.person
    uids = rows.placed.list.texts.get("uid") or [""] * length
    columns = zip(
        uids,
        values["kind"],
        _full_keys(str(each) for each in values["name"]),
        places,
        values["tax_code"],
        column(values, "old_certificate"),
        column(values, "registered_on"),
        _plain(column(of_person, "name")),
        column(values, "phone"),
        column(of_person, "phone"),
        _plain(column(values, "address")),
        strict=True,
    )
    return [
        Facts(
            uid,
            kind,
            name,
            place.known_by,
            place.former,
            code,
            certificate_key(certificate) if certificate else "",
            day or None,
            person,
            _numbers(phone or "", other or ""),
            address,
        )
        for uid, kind, name, place, code, certificate, day, person, phone, other, address in columns
    ]


def _full_keys(names: Iterable[str]) -> list[str]:
    """What names are told apart by, abbreviations written in full."""
    return name_keys([in_full(each) for each in names])


def _plain(texts: Iterable[str | None]) -> list[str]:
    return plain_all([" ".join((each or "").split()) for each in texts])


def _numbers(*phones: str) -> tuple[str, ...]:
    said = tuple(filter(None, phones))
    if not said:
        return ()
    return phone_numbers(Entry(0, "", OrganisationKind.COOPERATIVE, "", phones=said))
