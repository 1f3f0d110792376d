from dataclasses import replace
from datetime import UTC, timedelta
from io import BytesIO
from zipfile import ZipFile

from ktt_desktop.domain.document import Picture
from tests.reports.docx.test_pictures import picture
from tests.reports.docx.written import in_word, members, written, xml_parts
from tests.reports.printed import LETTERHEAD, WHEN, make_annex, make_document

WHOLE = make_document(
    blocks=(Picture(picture("PNG"), 60), Picture(picture("JPEG"), 60)),
    annexes=(make_annex(),),
    check_code="7KQ2M9TB4X",
    watermark="DỮ LIỆU THỰC HÀNH",
)
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def test_every_part_has_a_type_and_every_type_a_part():
    found = members(written(WHOLE))
    types = xml_parts(written(WHOLE))["[Content_Types].xml"]
    named = {each.get("PartName")[1:] for each in types.iter(f"{TYPES}Override")}
    endings = {each.get("Extension") for each in types.iter(f"{TYPES}Default")}

    assert named <= set(found)
    others = set(found) - named - {"[Content_Types].xml"}
    assert all(name.endswith((".rels", ".png", ".jpeg")) for name in others)
    assert {name.rpartition(".")[2] for name in others} <= endings


def test_every_reference_leads_to_a_part():
    found = members(written(WHOLE))
    for name, root in xml_parts(written(WHOLE)).items():
        if not name.endswith(".rels"):
            continue
        folder = name.partition("_rels/")[0]
        for link in root.iter(f"{LINKS}Relationship"):
            assert f"{folder}{link.get('Target')}" in found


def test_every_id_used_is_known():
    parts = xml_parts(written(WHOLE))
    for name, root in parts.items():
        folder, _, file = name.rpartition("/")
        links = parts.get(f"{folder}/_rels/{file}.rels")
        known = (
            {each.get("Id") for each in links.iter(f"{LINKS}Relationship")}
            if links is not None
            else set()
        )
        used = {
            value
            for each in root.iter()
            for key, value in each.attrib.items()
            if key.startswith(R_ID)
        }
        assert used <= known, name


def test_the_file_says_what_it_is_and_who_made_it():
    properties = in_word(make_document()).core_properties

    assert properties.title == "Kế hoạch Phát triển kinh tế tập thể, hợp tác xã năm 2023"
    assert properties.author == "Ủy ban nhân dân huyện Lạng Giang"
    assert properties.language == "vi-VN"
    assert properties.created == WHEN.astimezone(UTC)
    assert properties.modified == properties.created


def test_words_in_the_properties_cannot_break_them():
    head = replace(LETTERHEAD, subject="A & B <1>\x00\x1b", issuer=("Phòng\x00 & Ban",))

    properties = in_word(make_document(letterhead=head)).core_properties

    assert properties.subject == "A & B <1>"
    assert properties.author == "Phòng & Ban"


def test_equal_documents_of_one_moment_are_equal_bytes():
    assert written(WHOLE) == written(WHOLE)
    assert written(WHOLE) != written(WHOLE, WHEN + timedelta(days=1))


def test_no_member_tells_the_clock():
    with ZipFile(BytesIO(written(WHOLE))) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
