"""Make a book as the present program releases it: python tests/migrations/make_released_book.py

Run once when a revision is released; the file is committed and never made again.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIGURES = {"O1": 25, "O2": None, "O3": 0}


def make(target: Path, folder: Path) -> None:
    """Fill a book in an empty folder through the ordinary use cases and copy it to the target."""
    from ktt_desktop.catalogue.loader import load_catalogue
    from ktt_desktop.catalogue.units import load_units
    from ktt_desktop.domain.dates import PartialDate
    from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
    from ktt_desktop.domain.organisation import (
        Activity,
        Branch,
        OrganisationDraft,
        Person,
        Recognition,
        RegistrationChange,
    )
    from ktt_desktop.domain.records import Subject
    from ktt_desktop.domain.terms import Measure, SubjectKind
    from ktt_desktop.services import annual_return, book, dossiers, register

    opened = book.open_book(folder, load_catalogue(), load_units())
    draft = OrganisationDraft(
        name="Hợp tác xã Đồng Tiến",
        tax_code="0101243150",
        sector="NN.TT",
        registered_on=PartialDate(2015, 8),
        charter_capital=1_500_000_000,
        old_certificate="0123-HTX",
        persons=(Person(name="Nguyễn Văn An", title="Giám đốc"),),
        changes=(RegistrationChange(1, PartialDate(2018, 5), "Đổi người đại diện"),),
        activities=(Activity("2018", "0111", is_main=True),),
        branches=(Branch("DIA_DIEM", "Cửa hàng số 1", "00001"),),
        recognitions=(Recognition("OCOP", 2021, None, "Gạo, 3 sao"),),
    )
    saved, _ = register.save_organisation(opened, draft)
    subject = Subject(SubjectKind.ORGANISATION, saved.uid)
    annual_return.save_values(opened, subject, 2024, Measure.ACTUAL, FIGURES, reason="theo sổ")
    support = DossierDraft(
        Kind.SUPPORT,
        year=2024,
        period=Stage.YEAR,
        programme=opened.catalogue.programmes[0].code,
        topic=next(iter(opened.catalogue.measures)),
        organisations=(saved.uid,),
        money={"done.NSTW": 50_000_000},
    )
    wanted = DossierDraft(Kind.TARGET, values={"title": "HTX tốt, khá", "operator": ">="})
    for draft in (support, wanted):
        dossiers.save_dossier(opened, draft)
    opened.close()
    with closing(sqlite3.connect(opened.path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM INTO ?", (str(target),))


if __name__ == "__main__":
    import tempfile

    sys.path.insert(0, str(ROOT))
    from ktt_desktop.storage.migrate import SCHEMA_VERSION

    name = f"book-{SCHEMA_VERSION:04}.sqlite"
    with tempfile.TemporaryDirectory() as made_in:
        make(Path(__file__).with_name(name), Path(made_in))
