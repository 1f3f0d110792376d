"""Fixed terms one letter or one mark away from right, and what only looks so."""

import pytest

from ktt_desktop.domain.document_check.check import check_document


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("trị trường", "thị trường"),
        ("Phân đầu", "phấn đấu"),
        ("nông nhiệp", "nông nghiệp"),
        ("triền khai", "triển khai"),
        ("đanh ký", "đăng ký"),
        ("KHTT", "KTTT"),
        ("THX", "HTX"),
        ("trên địa huyện", "trên địa bàn huyện"),
    ],
)
def test_a_slip_is_told_with_what_it_should_be(catalogue, wrong, right):
    [found] = check_document(f"Việc {wrong} được quan tâm.", catalogue.document_words)
    assert found.rule == "R12"
    assert right in found.message


@pytest.mark.parametrize(
    "text",
    [
        "nâng cao nhận thức đầy đủ",
        "các giải pháp triển khai",
        "báo cáo Bộ Tài chính",
        "công nghiệp, tiểu thủ công nghiệp",
        "đóng bảo hiểm xã hội cho cán bộ",
        "hành vi vi phạm",
        "luôn luôn quan tâm",
        "thị trưởng",
    ],
)
def test_words_that_only_meet_are_no_slip(catalogue, text):
    assert not check_document(text, catalogue.document_words)
