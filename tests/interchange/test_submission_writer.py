import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from ktt_desktop.interchange.check_code import check_code, data_digest
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.interchange.submission_writer import data_bytes
from tests.interchange.bundles import make_bundle, submission_data


def test_the_members_stand_in_their_order_with_the_mimetype_first():
    with ZipFile(BytesIO(make_bundle())) as archive:
        assert archive.namelist() == [
            "mimetype",
            "manifest.json",
            "data.json",
            "schema.json",
            "checks.json",
            "view/bieu.xlsx",
            "view/bao-cao.pdf",
        ]
        manifest = json.loads(archive.read("manifest.json"))
        data = archive.read("data.json")
    assert manifest["dataDigest"] == data_digest(data)
    assert manifest["checkCode"] == check_code(data_digest(data))
    assert manifest["formatVersion"] == "1.4"
    assert len(manifest["members"]) == 5


def test_equal_arguments_give_equal_bytes():
    assert make_bundle() == make_bundle()


def test_a_blank_and_a_zero_stay_apart():
    sheet = Sheet(("act", "a", "b"), (("M", None, 0),))
    content = data_bytes(submission_data(sheet=sheet))
    assert b'["M",null,0]' in content


def test_a_float_and_a_crooked_row_are_refused():
    with pytest.raises(TypeError):
        data_bytes(submission_data(sheet=Sheet(("a",), ((1.5,),))))
    with pytest.raises(ValueError, match="organisations"):
        data_bytes(submission_data(sheet=Sheet(("a", "b"), ((1,),))))
