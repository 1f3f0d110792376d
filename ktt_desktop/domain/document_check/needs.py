"""R9: one year's need of money against the years of a programme; products against a sector."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.document_check.facts import COUNT
from ktt_desktop.domain.document_check.findings import DocumentFinding, shown, warning
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.partitions import Partition, partitions_of
from ktt_desktop.domain.document_check.words import COOPERATIVE, MONEY, find_word, has_word

HALF = Fraction(1, 2)


def products(known: Known) -> Iterator[DocumentFinding]:
    """More organisations with products of a kind than the sector has."""
    for line in known.document.lines:
        if not known.document.place(line).time.target:
            continue
        for stated in known.stated[line.number]:
            figure = stated.figure
            if figure.unit != COOPERATIVE or not has_word(
                stated.after, known.words.lists["products"]
            ):
                continue
            most = figure.high or figure.value
            for scope in known.scopes():
                share = known.share(scope, COUNT)
                if share and scope.code == known.words.sectors[0].code and most > share.value:
                    yield warning(
                        "R9",
                        f"Mục tiêu {figure.shown} có sản phẩm OCOP nhiều hơn cả số HTX lĩnh vực "
                        f"{scope.label}: {share.words}.",
                        [figure.quote(), *(each.quote() for each in share.facts)],
                    )


def whole_period(known: Known) -> Iterator[DocumentFinding]:
    """One year's need of money that nearly uses up the years of a programme."""
    groups = [e for e in partitions_of(known) if e.whole.figure.unit == MONEY and e.adds_up]
    for period in groups:
        if not find_word(period.whole.sentence.plain, ["giai đoạn"]):
            continue
        document = _programme(known, period)
        for year in groups:
            same = document and _programme(known, year) == document
            if same and not find_word(year.whole.sentence.plain, ["giai đoạn"]):
                yield from _year_of(known, period, year)


def _programme(known: Known, group: Partition) -> str:
    """The decision whose money it is: the last one cited above."""
    line = group.whole.figure.line.number
    heading = known.document.place(group.whole.figure.line).heading
    first = heading.number if heading else 1
    dated = {each.number for each in known.words.legal if each.period}
    cited = [
        e for e in known.document.citations if first <= e.line.number <= line and e.number in dated
    ]
    return cited[-1].number if cited else ""


def _year_of(known: Known, period: Partition, year: Partition) -> Iterator[DocumentFinding]:
    local = {"NS_TINH": "NSDP", "NS_HUYEN": "NSDP", "NS_XA": "NSDP"}
    told, places = [], []
    for part in year.parts:
        for whole in period.parts:
            same = local.get(part.label, part.label) == local.get(whole.label, whole.label)
            if not same or not whole.stated.figure.value:
                continue
            share = part.stated.figure.value / whole.stated.figure.value
            if share > HALF:
                told.append(
                    f"{part.stated.figure.body} / {whole.stated.figure.body} = "
                    f"{shown(100 * share, 0)}%"
                )
                places += [part.stated.figure.quote(), whole.stated.figure.quote()]
    if told:
        yield warning(
            "R9",
            f"Nhu cầu của một năm so với cả giai đoạn (dòng {period.whole.figure.row}): "
            f"{'; '.join(told)}.",
            places,
        )
