"""The catalogue that is shipped: complete, free of loose ends, in step with the code."""

from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from ktt_desktop.catalogue.fields import SECTOR_FORMS, FieldType
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.expression import PART_FUNCTIONS, readings
from ktt_desktop.domain.narrative_template import codes
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.organisation_checks import PLACE_OF_BUSINESS
from ktt_desktop.domain.rules import Scope
from ktt_desktop.domain.terms import (
    FundingSource,
    LegalStatus,
    Measure,
    OperatingStatus,
    OrganisationKind,
)
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.list_totals import read_totals
from ktt_desktop.services.register import PLAIN
from ktt_desktop.services.register_parts import PARTS
from ktt_desktop.storage.session import transaction

# Biểu A with its own additions, in the order of the paper form (domain reference, 4.2 and 4.9).
TABLE_A = [
    *("A1", "A1.1", "A1.2", "A1.3", "A1.4", "A1.5", "A1.11", "A1.6", "A1.6p", "A1.6e", "A1.6ep"),
    *("A1.7", "A1.7p", "A1.8", "A1.8p", "A1.9", "A1.10"),
    *("A2", "A2.1", "A2.2", "A2.3", "A2.4", "A2.5", "A3", "A3.1", "A3.2", "A3.3", "A3.3p"),
    *("A4", "A4.0", "A4.0p", "A4.1", "A4.1p", "A4.2", "A4.2p", "A4.3", "A4.h", "A4.i"),
    *("A5", "A5.1", "A5.1p", "A6", "A7", "A7.k", "A8", "A8.1", "A9"),
    *("B1", "B1.1", "B1.2", "B1.3", "B1.4", "B2", "B3", "B4", "B4.1", "B4.2", "B5", "B6"),
    *("C1", "C1.1", "C1.2", "C2", "C2.1", "C3", "C3.1", "C4", "C5", "C6", "G1", "G2"),
]
# Biểu B: each kind's total, then its eight groups of industries (4.3).
TABLE_B = [
    code
    for place, total in enumerate(("A1", "B1", "C1"), start=1)
    for code in (total, *(f"N{place}.{group}" for group in range(1, 9)))
]
# Biểu B2: count, active, suspended, dissolved, members, workers, worker-members, capital, means.
TABLE_B2 = [
    *("S1", "S1.1", "S1.2", "S1.3", "S2", "S3", "S3.1", "S4", "S5", "S6", "S7"),
    *("S1p", "S2p", "S4p"),
]
# Letters of the codes of a form: the form of an organisation, Biểu A, Biểu B2.
LETTERS = {"phieu": "O", "bieu-a": "ABCG", "bieu-b": "N", "bieu-k": "ABC", "bieu-b2": "S"}
COUNTS_AS = {"active", "stopped", "dissolved", "converted", "moved"}
TONES = {"good", "warning", "error", "neutral"}
# Fields of the form that are not columns of the register: the histories of the two statuses.
STATUS_FIELDS = {"operating_status", "legal_status", "status_on", "status_document"}
SUBJECT_FORMS = {
    Scope.UNIT: ("bieu-a", "bieu-b", "bieu-k"),
    Scope.SECTOR: ("bieu-b2", "bieu-a"),
    Scope.ORGANISATION: ("phieu",),
}


@pytest.fixture(scope="module")
def edition(catalogue):
    return catalogue.edition


def test_table_a_has_every_row_of_the_paper_form_in_its_order(edition):
    assert [each for each in edition.tables["A"].codes if each in TABLE_A] == TABLE_A


def test_table_b_has_every_group_of_the_three_kinds(edition):
    assert list(edition.tables["B"].codes) == TABLE_B


def test_a_share_of_the_plan_is_named_after_its_figure(edition):
    for each in edition.of_form("bieu-k"):
        figure = edition.indicators[each.code.removesuffix("k")]
        assert (each.title, figure.form) == (figure.title, "bieu-a"), each.code


def test_a_group_of_table_b_counts_its_sectors_and_the_groups_share_out_all(catalogue):
    edition = catalogue.edition
    for kind in OrganisationKind:
        counted = [
            sector
            for each in edition.of_form("bieu-b")
            if each.aggregate.kind is kind
            for sector in catalogue.sectors_in(each.aggregate.group)
        ]
        assert sorted(counted) == sorted(catalogue.sectors)


def test_table_b2_has_every_column_of_the_sector_detail(edition):
    assert [each for each in edition.tables["B2"].codes if each in TABLE_B2] == TABLE_B2


def test_every_indicator_of_a_table_form_is_printed_once(edition):
    forms = {code: each.form for code, each in edition.indicators.items()}
    printed = Counter(
        code
        for table in edition.tables.values()
        for code in table.codes
        if forms[code] == table.form  # a total of another table is the same figure
    )
    of_tables = {code for code, each in edition.indicators.items() if each.form != "phieu"}
    assert printed == Counter(of_tables)


def test_tables_are_of_a_kind_the_program_can_lay_out(edition):
    assert {each.id: each.kind for each in edition.tables.values()} == {
        "A": "columns",
        "B": "columns",
        "B2": "sectors",
        "K": "columns",
    }


def test_a_code_begins_with_the_letter_of_its_form(edition):
    for code, each in edition.indicators.items():
        assert code[0] in LETTERS[each.form], code


def test_columns_of_the_book_are_distinct(edition):
    columns = [each.column for each in edition.indicators.values()]
    assert len(set(columns)) == len(columns)


def test_every_indicator_is_a_number_with_a_unit(edition):
    for code, each in edition.indicators.items():
        assert each.type in (FieldType.COUNT, FieldType.MONEY, FieldType.PERCENT), code
        assert ("đồng" in each.unit) == (each.type is FieldType.MONEY), code
        assert (each.unit == "%") == (each.type is FieldType.PERCENT), code


def test_a_form_of_an_organisation_says_whom_it_asks_and_a_table_does_not(edition):
    for code, each in edition.indicators.items():
        assert bool(each.applies_to) == (each.form == "phieu"), code


def test_each_kind_of_organisation_fills_its_own_form(edition):
    cooperative = {each.code for each in edition.for_kind(OrganisationKind.COOPERATIVE)}
    group = {each.code for each in edition.for_kind(OrganisationKind.COOPERATIVE_GROUP)}
    assert cooperative == {each.code for each in edition.of_form("phieu")}
    assert group < cooperative
    assert {"O3", "O3.1"} & group == {"O3"}  # of the managers of a group only the number is asked


@pytest.fixture
def counted(empty_book):
    """The words of `where` that the program can count."""
    with transaction(empty_book.sessions) as session:
        day = date(2024, 12, 31)
        return set(read_totals(session, empty_book.catalogue, 2024, Measure.ACTUAL, day).counts)


def test_a_computed_figure_has_all_its_ingredients(edition, counted):
    forms = {code: each.form for code, each in edition.indicators.items()}
    for code, each in edition.indicators.items():
        rule = each.aggregate
        match rule and rule.how:
            case None:
                continue
            case AggregateKind.COUNT:
                assert rule.where in counted, code
                assert not rule.of, code
            case AggregateKind.SUM | AggregateKind.MEAN:
                assert forms[rule.of] == "phieu", code
            case AggregateKind.WEIGHTED:
                assert (forms[rule.of], forms[rule.weight]) == ("phieu", "phieu"), code
                assert rule.factor > 0, code
            case AggregateKind.FORMULA:
                used = {forms[name] for name, _ in readings(rule.formula.root)}
                # A share of a sector also reads the whole unit.
                assert used <= {each.form, *(["bieu-a"] if each.form in SECTOR_FORMS else [])}, code
        assert (rule.kind is None) == (rule.how is AggregateKind.FORMULA), code


def test_a_sum_and_a_mean_keep_the_measure_of_what_they_add(edition):
    for code, each in edition.indicators.items():
        rule = each.aggregate
        if rule and rule.how in (AggregateKind.SUM, AggregateKind.MEAN):
            source = edition.indicators[rule.of]
            assert (source.type, source.signed) == (each.type, each.signed), code


def test_a_total_of_a_kind_asks_what_that_kind_fills_in(edition):
    for code, each in edition.indicators.items():
        rule = each.aggregate
        for source in filter(None, (rule.of, rule.weight) if rule else ()):
            assert rule.kind in edition.indicators[source].applies_to, code


def test_a_rule_reads_the_form_of_its_subject_and_the_parts_of_a_unit(edition):
    for rule in edition.rules:
        conditions = (each for each in (rule.check, rule.when, rule.unless) if each is not None)
        for code, reader in (pair for each in conditions for pair in readings(each.root)):
            of_parts = reader in PART_FUNCTIONS
            forms = ("bieu-b2",) if of_parts else SUBJECT_FORMS[rule.scope]
            assert edition.indicators[code].form in forms, (rule.id, code)
            assert not (of_parts and rule.scope is not Scope.UNIT), rule.id


def test_a_rule_is_named_after_its_group(edition):
    for rule in edition.rules:
        assert rule.id.startswith(f"{rule.group}-")


def test_every_placeholder_of_an_outline_names_a_figure_of_the_unit(edition):
    for outline in edition.outlines.values():
        templates = [outline.subject, outline.opening, outline.closing]
        for section in outline.sections:
            templates += [section.heading, section.title]
            templates += [each.template for each in section.blocks if hasattr(each, "template")]
        for template in templates:
            for code in codes(template):
                assert edition.indicators[code].form == "bieu-a", template.text


def test_sections_of_an_outline_have_names_of_their_own(edition):
    for outline in edition.outlines.values():
        choices = [{each.id: choice.id} for each in outline.options for choice in each.choices]
        for options in ({}, *choices):
            used = outline.used(options, {})
            names = [each.id for each in used.sections]
            assert len(set(names)) == len(names)
            for section in used.sections:
                told = [each.id for each in section.blocks if each.id]
                assert len(set(told)) == len(told)


def test_every_word_of_the_law_has_its_entry(catalogue):
    assert set(catalogue.operating) == set(OperatingStatus)
    assert set(catalogue.legal) == set(LegalStatus)
    assert set(catalogue.sources) == {each.value for each in FundingSource}


def test_statuses_are_counted_and_tinted_as_the_program_knows(catalogue):
    tones = {each.tone for each in (*catalogue.operating.values(), *catalogue.legal.values())}
    assert tones <= TONES
    assert {each.counts_as for each in catalogue.operating.values()} == COUNTS_AS
    assert catalogue.counting_as("dissolved") == (OperatingStatus.DISSOLVED,)
    assert OperatingStatus.BARELY_ACTIVE in catalogue.counting_as("active")


def test_the_register_form_edits_the_record_and_nothing_else(catalogue):
    attrs = [each.attr for each in catalogue.register]
    record = {each.name for each in fields(OrganisationDraft)} - {"uid", "revision"}
    parts = {*PARTS, "unions", "members_of_union"}
    assert len(set(attrs)) == len(attrs)
    assert set(attrs) == record
    assert record - STATUS_FIELDS - parts <= set(Organisation.__table__.columns.keys())
    assert {*PLAIN, "tax_code"} == record - STATUS_FIELDS - parts  # the tax code is checked
    assert catalogue.register_field("charter_capital").type is FieldType.MONEY


@pytest.mark.parametrize("attr", [attr for attr in PARTS if attr != "attachments"])
def test_a_row_of_a_list_is_edited_field_by_field(catalogue, attr):
    field, (part, row) = catalogue.register_field(attr), PARTS[attr]
    names = {each.name for each in fields(part)}
    assert names <= set(row.__table__.columns.keys())
    if field.type is FieldType.LIST:
        assert {each.attr for each in field.items} == names


def test_every_choice_of_the_register_has_its_list(catalogue):
    elsewhere = {"kinds", "sectors", "operating", "legal", "recognitions"}
    elsewhere |= {"communes", "former_communes"}
    asked = [item for each in catalogue.register for item in (each, *each.items)]
    used = {each.choices for each in asked if each.type is FieldType.CHOICE}
    assert used == elsewhere | set(catalogue.lists)
    assert {"NAM", "NU"} == set(catalogue.lists["genders"])
    assert PLACE_OF_BUSINESS in catalogue.lists["branch_kinds"]


def test_what_is_expected_of_a_kind_is_a_field_of_that_kind(catalogue):
    for field in catalogue.register:
        assert all(field.applies_to(kind) for kind in field.expected), field.attr
        assert not (field.required and field.expected), field.attr


# What the three kinds have alone or lack (domain reference, 2.1).
OWN = {
    OrganisationKind.COOPERATIVE: {"agriculture_type", "purpose", "unions"},
    OrganisationKind.COOPERATIVE_UNION: {"members_of_union"},
    OrganisationKind.COOPERATIVE_GROUP: {
        *("contract_on", "contract_until", "contract_is_unlimited", "contract_is_certified"),
        *("contract_notified_on", "wants_support"),
    },
}
NOT_OF_A_GROUP = {
    *("foreign_name", "governance", "charter_on", "charter_is_2023", "conversion_2012"),
    *("last_meeting_on", "branches"),
}


@pytest.mark.parametrize("kind", OrganisationKind)
def test_each_kind_has_the_fields_of_its_law(catalogue, kind):
    has = {each.attr for each in catalogue.register_of(kind)}
    others = {attr for other, attrs in OWN.items() if other is not kind for attr in attrs}
    is_group = kind is OrganisationKind.COOPERATIVE_GROUP
    lacks = others | (NOT_OF_A_GROUP if is_group else set())
    assert has == {each.attr for each in catalogue.register} - lacks


def test_recognitions_have_years_in_order(catalogue):
    for each in catalogue.recognitions.values():
        assert (each.since or 0) <= (each.until or 9999), each.code


def test_every_sector_is_counted_in_one_group_of_every_grouping(catalogue):
    for groups in catalogue.groupings.values():
        counted = [sector for group in groups for sector in group.sectors]
        assert sorted(counted) == sorted(catalogue.sectors)
    members = {each.code: each.sectors for each in catalogue.sector_groups}
    assert "NN.TT" in members["NN"]
    assert "MT" in members["TM"]


def test_programmes_have_codes_of_their_own_and_years_in_order(catalogue):
    assert len({each.code for each in catalogue.programmes}) == len(catalogue.programmes)
    for each in catalogue.programmes:
        assert (each.first_year or 0) <= (each.last_year or 9999)
