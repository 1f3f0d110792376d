from dataclasses import dataclass, field
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.document import Run
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.narrative import Style, fill
from ktt_desktop.domain.narrative_template import codes, parse_template, slots, words

UNITS = {
    **dict.fromkeys(("A1", "A1.1", "A1.2", "A1.6e", "B2"), "HTX"),
    **dict.fromkeys(("A5", "A6"), "triệu đồng/năm"),
    **dict.fromkeys(("A4.1p", "A4.2p"), "%"),
    "A7.k": "triệu đồng/người/năm",
    "B1": "LHHTX",
    "C1": "THT",
}
DECIMALS = {"A4.1p": 1, "A4.2p": 1, "A5": 6, "A6": 6, "A7.k": 6}
TABLE = {  # code → figures of the columns: main, end of last year, plan
    "A1": (64, None, None),
    "A1.1": (62, None, None),
    "A1.2": (2, None, None),
    "A1.6e": (12, None, None),
    "A2": (3779, None, 3830),
    "A3": (812, None, 890),
    "A3.2": (200, None, 280),
    "A4": (188, None, None),
    "A4.1": (138, None, None),
    "A4.1p": ("73.4", None, "71.9"),
    "A4.2": (30, None, None),
    "A4.2p": (16, None, "23.8"),
    "A5": (1200, 1400, 2000),
    "A6": (35, 30, 55),
    "A7.k": (52, 54, 58),
    "B1": (1, None, None),
    "B2": (4, None, 4),
    "C1": (9, 60, None),
    "C2": (138, None, 138),
    "C3": (138, None, None),
    "C3.1": (138, None, None),
}


@dataclass
class LangGiang:
    table: dict = field(default_factory=lambda: TABLE)
    year: int = 2022
    span: tuple = (2021, 2025)
    as_of: str = "tháng 8/2022"
    unit_name: str = "huyện Lạng Giang"
    issuer: str = "Ủy ban nhân dân huyện Lạng Giang"

    subject: str = ""
    name: str = "huyện Lạng Giang"
    stated: dict = field(default_factory=dict)

    @property
    def whole(self):
        return self

    def of_plan(self, code, column):
        return self.stated.get(code)

    def row(self, code):
        return code

    def value(self, code, column):
        figures = dict(zip(("TH", "P", "KH"), self.table.get(code, ()), strict=False))
        return None if figures.get(column) is None else Fraction(figures[column])

    def unit(self, code):
        return UNITS.get(code, "người")

    def decimals(self, code):
        return DECIMALS.get(code, 0)


class OfSector(LangGiang):
    @property
    def whole(self):
        return LangGiang()


def runs(template, style=None, **change):
    return fill(parse_template(template, "P1"), LangGiang(TABLE | change), style)


def text(template, style=None, **change):
    filled = runs(template, style, **change)
    return None if filled is None else "".join(run.text for run in filled)


# --- the plan of Lạng Giang, part one, as it was written


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (
            "Về số lượng, doanh thu và thu nhập của HTX, LH HTX, THT (tính đến {as_of})",
            "Về số lượng, doanh thu và thu nhập của HTX, LH HTX, THT (tính đến tháng 8/2022)",
        ),
        (
            "- Số lượng hợp tác xã (HTX) là {A1} HTX, trong đó: Số lượng HTX đang hoạt động là: "
            "{A1.1} HTX; Số lượng HTX đang tạm ngừng hoạt động là: {A1.2} HTX.",
            "- Số lượng hợp tác xã (HTX) là 64 HTX, trong đó: Số lượng HTX đang hoạt động là: "
            "62 HTX; Số lượng HTX đang tạm ngừng hoạt động là: 02 HTX.",
        ),
        (
            "- Số lượng Liên hiệp hợp tác xã (LH HTX) là {B1} LH HTX đang hoạt động.",
            "- Số lượng Liên hiệp hợp tác xã (LH HTX) là 01 LH HTX đang hoạt động.",
        ),
        (
            "- Số lượng tổ hợp tác (THT): Có {C1} THT hoạt động[[ ({C1|v0})]].",
            "- Số lượng tổ hợp tác (THT): Có 09 THT hoạt động "
            "(giảm 51 THT so với thời điểm 31/12/2021).",
        ),
        (
            "- Doanh thu bình quân của HTX là {A5|unit}[[ ({A5|v0})]][[; {A5|Vp}]].",
            "- Doanh thu bình quân của HTX là 1.200 triệu đồng (giảm 200 triệu đồng so với thời "
            "điểm 31/12/2021); So với mục tiêu kế hoạch năm 2022 giảm 800 triệu đồng.",
        ),
        (
            "- Lãi bình quân của 01 HTX là {A6} triệu đồng[[ ({A6|v0})]][[. {A6|Vp}]].",
            "- Lãi bình quân của 01 HTX là 35 triệu đồng (tăng 05 triệu đồng so với thời điểm "
            "31/12/2021). So với mục tiêu kế hoạch năm 2022 giảm 20 triệu đồng.",
        ),
        (
            "- Số HTX hoạt động hiệu quả: {A1.6e} HTX.",
            "- Số HTX hoạt động hiệu quả: 12 HTX.",
        ),
        (
            "- Tổng số thành viên HTX là {A2} thành viên[[; {A2|Vp:thành viên}]].",
            "- Tổng số thành viên HTX là 3.779 thành viên; So với mục tiêu kế hoạch năm 2022 "
            "giảm 51 thành viên.",
        ),
        (
            "- Số thành viên của LH HTX là {B2} HTX[[; {B2|Vp}]].",
            "- Số thành viên của LH HTX là 04 HTX; So với mục tiêu kế hoạch năm 2022 "
            "đạt 100% kế hoạch.",
        ),
        (
            "- Số thành viên của THT là {C2} thành viên[[; {C2|Vp:thành viên}]].",
            "- Số thành viên của THT là 138 thành viên; So với mục tiêu kế hoạch năm 2022 "
            "đạt 100% kế hoạch.",
        ),
        (
            "- Tổng số lao động làm việc thường xuyên trong HTX có {A3} người[[, {A3|vp}]], "
            "trong đó số lao động đồng thời là thành viên của HTX là {A3.2} người[[, {A3.2|vp}]].",
            "- Tổng số lao động làm việc thường xuyên trong HTX có 812 người, so với mục tiêu kế "
            "hoạch năm 2022 giảm 78 người, trong đó số lao động đồng thời là thành viên của HTX "
            "là 200 người, so với mục tiêu kế hoạch năm 2022 giảm 80 người.",
        ),
        (
            "- Tổng số lao động làm việc thường xuyên trong THT có {C3} người, trong đó số lao "
            "động đồng thời là thành viên của THT là {C3.1} người[[, {C3.1|vp}]].",
            "- Tổng số lao động làm việc thường xuyên trong THT có 138 người, trong đó số lao "
            "động đồng thời là thành viên của THT là 138 người.",
        ),
        (
            "- Thu nhập bình quân đầu người của khu vực kinh tế tập thể, HTX là {A7.k} triệu "
            "đồng/năm[[ ({A7.k|v0})]][[. {A7.k|Vp}]].",
            "- Thu nhập bình quân đầu người của khu vực kinh tế tập thể, HTX là 52 triệu đồng/năm "
            "(giảm 02 triệu đồng so với thời điểm 31/12/2021). So với mục tiêu kế hoạch năm 2022 "
            "giảm 06 triệu đồng.",
        ),
        (
            "- Tổng số cán bộ quản lý của HTX là {A4} người.",
            "- Tổng số cán bộ quản lý của HTX là 188 người.",
        ),
        (
            "- Tổng số cán bộ quản lý của HTX đạt trình độ sơ cấp, trung cấp là {A4.1} người, đạt "
            "{A4.1/A4|percent} so với tổng số cán bộ quản lý[[; {A4.1p|Vp}]].",
            "- Tổng số cán bộ quản lý của HTX đạt trình độ sơ cấp, trung cấp là 138 người, đạt "
            "73,4% so với tổng số cán bộ quản lý; So với mục tiêu kế hoạch năm 2022 tăng 1,5%.",
        ),
        (
            "- Tổng số cán bộ quản lý của HTX đạt trình độ cao đẳng, đại học là {A4.2} người, đạt "
            "{A4.2/A4|percent} so với tổng số cán bộ quản lý[[; {A4.2p|Vp}]].",
            "- Tổng số cán bộ quản lý của HTX đạt trình độ cao đẳng, đại học là 30 người, đạt "
            "16% so với tổng số cán bộ quản lý; So với mục tiêu kế hoạch năm 2022 giảm 7,8%.",
        ),
    ],
)
def test_the_plan_of_lang_giang_writes_itself(template, sentence):
    assert text(template) == sentence


# --- numbers in prose


def test_small_counts_are_zero_padded_unless_told_otherwise():
    assert text("{A1.2}") == "02"
    assert text("{A1.2}", Style(zero_padded=False)) == "2"


@given(st.integers(0, 10**9))
def test_only_one_to_nine_are_padded(count):
    grouped = f"{count:,}".replace(",", ".")
    assert text("{A1}", A1=(count,)) == (f"0{count}" if 1 <= count <= 9 else grouped)


def test_percentages_and_decimals_are_never_padded():
    assert text("{A4.1p}%", **{"A4.1p": (5,)}) == "5%"
    assert text("{A4.1p|percent}", **{"A4.1p": ("7.25",)}) == "7,3%"
    assert text("{A5}", A5=("5.5",)) == "5,5"


def test_money_is_written_with_three_decimals_at_most():
    assert text("{A5|unit}", A5=("1200.1234",)) == "1.200,123 triệu đồng"


def test_money_is_written_as_in_prose():
    assert text("{A5|money}", A5=(1022000,)) == "1.022 tỷ đồng"
    assert text("{A5|money}", A5=("59709",)) == "59.709 triệu đồng"
    assert text("{A5|money}", A5=("-5",)) == "-5 triệu đồng"


def test_a_percentage_leaves_the_rest():
    assert text("{A4.1p|rest}") == "26,6%"


def test_a_zero_can_go_unsaid():
    assert text("Có {A1} HTX[[, {A1.2|some} HTX ngừng]].", **{"A1.2": (0,)}) == "Có 64 HTX."
    assert text("Có {A1} HTX[[, {A1.2|some} HTX ngừng]].") == "Có 64 HTX, 02 HTX ngừng."
    for style in (Style(), Style(keep_blanks=True)):
        assert text("Có {A1.2|some} HTX ngừng.", style, **{"A1.2": (0,)}) is None


# --- against the plan


@pytest.mark.parametrize(
    ("plan", "stated", "change", "share"),
    [
        (2000, None, "so với mục tiêu kế hoạch năm 2022 giảm 800 triệu đồng", "đạt 60% kế hoạch"),
        (2000, 61, "so với mục tiêu kế hoạch năm 2022 giảm 800 triệu đồng", "đạt 61% kế hoạch"),
        (None, 61, "đạt 61% kế hoạch", "đạt 61% kế hoạch"),
        (None, None, None, None),
        (0, None, "so với mục tiêu kế hoạch năm 2022 tăng 1.200 triệu đồng", None),
    ],
)
def test_a_figure_is_held_against_its_plan_by_its_change_or_its_share(plan, stated, change, share):
    figures = LangGiang({"A5": (1200, None, plan)}, stated={"A5": stated})
    for style, phrase in ((Style(), change), (Style(as_share=True), share)):
        for shape, said in (("vp", phrase), ("Vp", phrase and phrase[0].upper() + phrase[1:])):
            filled = fill(parse_template(f"{{A5|{shape}}}", "P1"), figures, style)
            assert filled == (said and (Run(said, anchor="A5:TH A5:KH", slot=f"A5|{shape}"),))


# --- sectors and organisations


def test_a_sector_speaks_of_itself_and_of_the_whole_unit():
    template = parse_template("{sector}: {B2}/{=A1} HTX, {name}", "P1")
    figures = OfSector({"B2": (60, None, None)}, subject="NN", name="nông nghiệp")
    assert fill(template, figures) == (
        Run("nông nghiệp: "),
        Run("60", anchor="B2:TH:NN", slot="B2"),
        Run("/"),
        Run("64", anchor="A1:TH", slot="=A1"),
        Run(" HTX, nông nghiệp"),
    )


def test_a_template_tells_its_places_and_words():
    template = parse_template("{sector} {N} {A1}[[ {=A5@UOC|unit}]]", "P1")
    assert words(template) == ("sector", "N")
    assert [each.text for each in slots(template)] == ["A1", "=A5@UOC|unit"]


def test_no_change_against_last_year_is_said_so():
    change = {"A5": (1200, 1200, 1200)}
    assert text("{A5|v0}", **change) == "không thay đổi so với thời điểm 31/12/2021"
    assert text("{A5|V0}", **change) == "Không thay đổi so với thời điểm 31/12/2021"


@given(now=st.integers(0, 10**6), then=st.integers(0, 10**6))
def test_a_change_says_its_direction_and_its_size(now, then):
    sentence = text("{A1|v0}", Style(zero_padded=False), A1=(now, then))
    size = f"{abs(now - then):,}".replace(",", ".")
    if now == then:
        assert sentence.startswith("không thay đổi ")
    else:
        assert sentence.startswith(f"{'tăng' if now > then else 'giảm'} {size} HTX so với ")


def test_a_phrase_begins_with_a_capital_when_asked():
    assert text("{A6|Vp}") == "So với mục tiêu kế hoạch năm 2022 giảm 20 triệu đồng"
    assert text("{A6|vp}") == "so với mục tiêu kế hoạch năm 2022 giảm 20 triệu đồng"
    assert text("{A6|V0}") == "Tăng 05 triệu đồng so với thời điểm 31/12/2021"


def test_years_day_and_unit_are_words():
    sentence = text("Năm {N-1}, {N}, {N+1}: {unit}, {as_of}")
    assert sentence == "Năm 2021, 2022, 2023: huyện Lạng Giang, tháng 8/2022"


def test_a_figure_may_name_its_column():
    assert text("{A5@KH} và {A5@P}, đạt {A5@TH/A5@KH|percent}") == "2.000 và 1.400, đạt 60%"
    assert text("{A5}", Style(main_column="KH")) == "2.000"


# --- blanks


@pytest.mark.parametrize("template", ["{A9} HTX", "{A1|v0}", "{A1|vp}", "{A9/A1|percent}"])
def test_a_sentence_with_a_blank_is_dropped_or_kept_with_dots(template):
    assert runs(template) is None
    assert "……" in text(template, Style(keep_blanks=True))


def test_a_share_of_nothing_is_a_blank():
    assert text("{A4.1/A4|percent}", A4=(0,)) is None
    assert text("{A4.1/A9|percent}") is None


def test_a_zero_is_not_a_blank():
    assert text("Có {A1} HTX", A1=(0,)) == "Có 0 HTX"


def test_an_optional_segment_goes_with_its_blank_even_where_blanks_are_kept():
    template = "Có {A1} HTX[[, trong đó {A9} HTX mới]][[ ({A1|v0})]]."
    assert text(template) == "Có 64 HTX."
    assert text(template, Style(keep_blanks=True)) == "Có 64 HTX."


def test_dots_typed_in_a_template_are_not_a_blank():
    assert text("Họ tên: ……{N}") == "Họ tên: ……2022"


# --- anchors


def test_every_figure_is_anchored_and_the_words_around_it_are_one_run():
    assert runs("Năm {N} có {A1}[[ HTX]] của {unit}.") == (
        Run("Năm 2022 có "),
        Run("64", anchor="A1:TH", slot="A1"),
        Run(" HTX của huyện Lạng Giang."),
    )


@pytest.mark.parametrize(
    ("template", "anchor"),
    [
        ("{A5@KH}", "A5:KH"),
        ("{A5|v0}", "A5:TH A5:P"),
        ("{A5|Vp}", "A5:TH A5:KH"),
        ("{A4.1/A4|percent}", "A4.1:TH A4:TH"),
        ("{A5@TH/A5@KH|percent}", "A5:TH A5:KH"),
    ],
)
def test_an_anchor_lists_the_figures_a_run_was_made_from(template, anchor):
    assert [run.anchor for run in runs(template)] == [anchor]


@pytest.mark.parametrize(
    "slot", ["A5@KH", "A5|v0", "A2|vp:thành viên", "A5@TH/A5@KH|percent", "A4.1/A4|percent"]
)
def test_a_run_tells_the_place_of_the_template_it_was_written_from(slot):
    assert [run.slot for run in runs(f"{{{slot}}}")] == [slot]


def test_a_kept_blank_keeps_its_anchor():
    assert runs("{A9}", Style(keep_blanks=True)) == (Run("……", anchor="A9:TH", slot="A9"),)


# --- reading


@pytest.mark.parametrize(
    "template",
    [
        "{A1",
        "A1}",
        "{a1}",
        "{A1@XX}",
        "{A1|tien}",
        "{A1|money:tỷ}",
        "{==A1}",
        "{A1/=A2|percent}",
        "{A1/A2}",
        "{A1/A2|v0}",
        "{A1/A2@XX|percent}",
        "{A4.1p|percent:HTX}",
        "{N-2}",
        "{}",
        "[[{A1}",
        "{A1}]]",
        "[[a [[{A1}]] b]]",
    ],
)
def test_a_template_that_makes_no_sense_is_refused_with_its_place(template):
    with pytest.raises(CatalogueError, match=r"P1\.I\.1a"):
        parse_template(template, "P1.I.1a")


def test_single_brackets_are_plain_text():
    assert text("[A2] là {A2}") == "[A2] là 3.779"


def test_codes_are_listed_once_in_the_order_of_the_text():
    template = parse_template("{A4.1/A4|percent} {A1.6e}[[ {A7.k|v0} {A1.6e}]] {A1.10@UOC}", "P1")
    assert codes(template) == ("A4.1", "A4", "A1.6e", "A7.k", "A1.10")


def test_of_nothing_no_parts_are_told():
    template = "Có {B1} LHHTX[[, trong đó {B1.1} đang hoạt động]][[, {A1.2} HTX ngừng]]."
    assert text(template, B1=(0, 0, 0), **{"B1.1": (0, 0, 0)}) == "Có 0 LHHTX, 02 HTX ngừng."
    assert text(template, B1=(1, 0, 0), **{"B1.1": (0, 0, 0)}).startswith(
        "Có 01 LHHTX, trong đó 0 "
    )
