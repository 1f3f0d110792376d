"""Niêm phong máy: what the seal of a received file says."""

import pytest

from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.seals import SealKind
from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.bounded_zip import read_members
from ktt_desktop.interchange.seals import SIGNATURE
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.practice import explain_open_errors
from ktt_desktop.services.seals import (
    forget_seal,
    is_sealing,
    known_seals,
    own_seal,
    register_seal,
    seal_of,
    set_sealing,
)
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.validation import check_book


@pytest.fixture
def export(practice, tmp_path):
    """Exports the practice book; returns the file."""
    book, profile, period = practice
    explain_open_errors(book, period, check_book(book, profile, period))
    return lambda: export_submission(book, profile, period, tmp_path, Silent()).submission


def bundle_of(path):
    return open_bundle(path, allow_practice=True)


def test_exports_are_sealed_from_the_day_it_is_switched_on(practice, export):
    book = practice[0]
    assert not is_sealing(book)
    assert bundle_of(export()).seal is None

    set_sealing(book, on=True)

    bundle = bundle_of(export())
    assert bundle.seal.fingerprint == own_seal(book)
    first = export().read_bytes()
    assert export().read_bytes() == first, "equal data, equal seal"
    set_sealing(book, on=False)
    assert bundle_of(export()).seal is None


def test_a_machine_is_known_once_it_was_registered(practice, export):
    book = practice[0]
    set_sealing(book, on=True)
    bundle = bundle_of(export())
    assert seal_of(book, bundle.seal, "07654").kind is SealKind.STRANGER

    register_seal(book, "07654", bundle.seal.fingerprint, "Máy của chị Lan")

    state = seal_of(book, bundle.seal, "07654")
    assert (state.kind, state.is_warning) == (SealKind.REGISTERED, False)
    other = seal_of(book, bundle.seal, "07655")
    assert (other.kind, other.unit, other.is_warning) == (SealKind.ANOTHERS, "07654", True)
    assert [each.note for each in known_seals(book)] == ["Máy của chị Lan"]
    forget_seal(book, bundle.seal.fingerprint)
    assert known_seals(book) == []


def test_an_unsealed_file_or_another_machine_is_a_warning_where_one_is_registered(practice):
    book = practice[0]
    assert not seal_of(book, None, "07654").is_warning
    register_seal(book, "07654", "0123-4567-89AB-CDEF-GHJK")
    assert seal_of(book, None, "07654").is_warning
    assert "đã ghi sổ máy" in seal_of(book, None, "07654").sentence


def test_a_fingerprint_is_typed_as_it_stands_on_paper(practice):
    book = practice[0]
    typed = " o123 4567–89ab-cdef-ghjk "
    assert register_seal(book, "1", typed).fingerprint == "0123456789ABCDEFGHJK"
    assert grouped_check_code("0123456789ABCDEFGHJK") == "0123-4567-89AB-CDEF-GHJK"
    for wrong in ("", "0123", "U123-4567-89AB-CDEF-GHJK", "0123-4567-89AB-CDEF-GHJKM"):
        with pytest.raises(InvalidInputError, match="20 chữ"):
            register_seal(book, "1", wrong)


def test_a_wrong_seal_refuses_the_file(practice, export):
    book = practice[0]
    set_sealing(book, on=True)
    path = export()
    members = read_members(path.read_bytes())
    digits = members[SIGNATURE]
    place = digits.index(b'"signature":"') + 20
    forged = digits[:place] + (b"0" if digits[place : place + 1] != b"0" else b"1")
    members[SIGNATURE] = forged + digits[place + 1 :]
    path.write_bytes(archive_bytes(members.items(), stored=frozenset({"mimetype"})))

    with pytest.raises(UnreadableFileError, match="niêm phong không đúng"):
        bundle_of(path)
