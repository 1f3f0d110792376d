"""Writing the submission file: canonical data, hashed members, one deterministic archive."""

from hashlib import sha256

from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.check_code import check_code, data_digest
from ktt_desktop.interchange.manifest import with_own_digest
from ktt_desktop.interchange.seals import Sealer
from ktt_desktop.interchange.submission_format import (
    MANIFEST,
    MEMBERS,
    MIMETYPE,
    MIMETYPE_MEMBER,
    SIGNATURE,
    Header,
    SubmissionData,
    manifest_header,
)


def data_bytes(data: SubmissionData) -> bytes:
    """data.json; raises TypeError for a float, ValueError for a row of the wrong length."""
    for name, sheet in data.sheets.items():
        if any(len(row) != len(sheet.columns) for row in sheet.rows):
            raise ValueError(f"a row of {name} does not fit its columns")
    return canonical(
        {
            "unit": data.unit,
            "period": data.period,
            "practice": data.practice,
            "number": data.number,
            **{
                name: {"columns": sheet.columns, "rows": sheet.rows}
                for name, sheet in data.sheets.items()
            },
        }
    )


def build_bundle(
    header: Header,
    data: bytes,
    schema: bytes,
    checks: bytes,
    workbook: bytes,
    report: bytes,
    seal: Sealer | None = None,
) -> bytes:
    """The whole file, sealed where a seal is given; equal arguments give equal bytes."""
    contents = dict(zip(MEMBERS, (data, schema, checks, workbook, report), strict=True))
    digest = data_digest(data)
    head = manifest_header(header)
    manifest = canonical(
        with_own_digest(
            {
                **head,
                "dataDigest": digest,
                "formDigest": sha256(schema).hexdigest(),
                "checkCode": check_code(digest),
                "members": [
                    {"path": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
                    for name, content in contents.items()
                ],
            }
        )
    )
    first = [(MIMETYPE_MEMBER, MIMETYPE.encode()), (MANIFEST, manifest)]
    last = [] if seal is None else [(SIGNATURE, seal(manifest, str(head["createdAt"])))]
    return archive_bytes([*first, *contents.items(), *last], stored=frozenset({MIMETYPE_MEMBER}))
