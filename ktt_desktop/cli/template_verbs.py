"""The verb `template`: a blank workbook to fill in and import."""

import argparse
from pathlib import Path

from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import DONE, Verbs, say, takes_book
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import Measure

MEASURES = {
    "ke-hoach": Measure.PLAN,
    "6-thang": Measure.HALF_YEAR,
    "uoc": Measure.ESTIMATE,
    "thuc-hien": Measure.ACTUAL,
}


def add_to(verbs: Verbs) -> None:
    """Make the verb known."""
    text = "ghi mẫu Excel trống để điền rồi nhập vào sổ"
    template_ = verbs.add_parser("template", help=text, description=text)
    template_.add_argument("name", metavar="MẪU", help="to-chuc, so-lieu hoặc ho-tro")
    template_.add_argument("--out", type=Path, metavar="TỆP", help="tệp .xlsx ghi ra")
    year = "năm của số liệu; bỏ trống là năm đang làm"
    template_.add_argument("--year", type=int, metavar="NĂM", help=year)
    template_.add_argument(
        "--measure",
        choices=MEASURES,
        default="thuc-hien",
        metavar="LOẠI",
        help=f"loại số liệu: {', '.join(MEASURES)}",
    )
    takes_book(template_)
    template_.set_defaults(command=template, period=None)


def template(options: argparse.Namespace) -> int:
    """Write the blank workbook; raises KttError where there is none of that name."""
    from ktt_desktop.services.import_templates import file_name, import_templates, save_template

    known = {each.id: each for each in import_templates()}
    if options.name not in known:
        raise InvalidInputError(f"Không có mẫu “{options.name}”. Các mẫu: {', '.join(known)}.")
    chosen = known[options.name]
    with own_book(options) as (book, profile, period):
        year = PartialDate(period.year if options.year is None else options.year).year
        time = YearMeasure(year, MEASURES[options.measure])
        target = options.out or Path(file_name(chosen, time))
        say(str(save_template(book, profile, chosen, target, time)))
    return DONE
