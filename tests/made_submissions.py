"""Submission files of made-up units below, as their programs would write them."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.interchange.submission_format import Sheet, SubmissionData
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.interchange.submission_writer import data_bytes
from tests.interchange.bundles import HEADER, OTHER_SHEETS, make_bundle

PROVINCE = UnitProfile(
    code="24",
    name="Tỉnh Bắc Ninh",
    level=UnitLevel.PROVINCE,
    parent_code="",
    parent_name="",
)
LANG_GIANG, YEN_DINH = "07375", "07399"
FIRST_DAY = datetime(2025, 1, 5, 2, 0, tzinfo=UTC)
ORGANISATION = ("act", "uid", "kind", "name", "tax_code", "sector", "commune_code", "source_unit")
FORM = ("act", "subject_kind", "subject_key", "sector", "year", "measure", "as_of", "reasons")


def uid_of(name):
    """One organisation has one uid, however often its unit sends it."""
    return str(uuid5(NAMESPACE_URL, name))


def submission(
    unit=LANG_GIANG,
    *,
    unit_name="Xã Lạng Giang",
    period="N2024",
    number=0,
    names=("HTX Một",),
    members=None,
    act="M",
    follows=None,
    key=None,
    organisation=None,
    **header,
):
    """A file; `members` are the figures O1 by name, `follows` the bytes it supersedes.

    `organisation` are further fields of every organisation.
    """
    names, members, more = tuple(names), members or {}, organisation or {}
    organisations = [
        (act, uid_of(name), "HTX", name, None, "NN.TT", unit[:5], "", *more.values())
        for name in names
    ]
    forms = [
        ("M", "to_chuc", uid_of(name), "", 2024, "ACTUAL", None, "{}", value)
        for name, value in sorted(members.items())
    ]
    before = None if follows is None else open_bundle(follows)
    fields = {
        "unit_code": unit,
        "unit_name": unit_name,
        "period": ReportingPeriod.parse(period),
        "number": number,
        "bundle_id": str(
            uuid5(NAMESPACE_URL, f"{unit}{key}{period}{number}{names}{members}{more}")
        ),
        "created_at": FIRST_DAY + timedelta(days=number),
        "supersedes": before and (before.header.bundle_id, before.digest),
        "recipient_code": "24",
        "recipient_name": "Tỉnh Bắc Ninh",
        "unit_level": HEADER.unit_level,
    } | header
    level = str(fields["unit_level"])
    data = SubmissionData(
        unit,
        period,
        fields.get("practice", False),
        number,
        OTHER_SHEETS
        | {
            "organisations": Sheet((*ORGANISATION, *more), tuple(organisations)),
            "statuses": Sheet(("organisation", "axis", "status", "effective_on"), ()),
            "returns": Sheet((*FORM, "O1"), tuple(forms)),
            "figures": Sheet(("sector", "year", "measure", "code", "value"), ()),
            "units": Sheet(
                OTHER_SHEETS["units"].columns, ((key or unit, unit_name, level, "", 1),)
            ),
        },
    )
    return make_bundle(data_bytes(data), **fields)


def put(folder, name, content):
    """The file in a folder, under a name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path
