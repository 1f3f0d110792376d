"""Records that agree raise nothing; change one amount of them and it is found."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.dossier_check.check import OF_KIND, check
from ktt_desktop.domain.terms import FundingSource
from tests.domain.dossier_check.conftest import Records

MILLION = 10**6
MANY = 1_000
amounts = st.integers(0, 10**6)
splits = st.dictionaries(st.sampled_from(list(FundingSource)), amounts, min_size=2, max_size=5)
counts = st.integers(1, 500)
parts = st.lists(st.tuples(splits, counts, counts), min_size=2, max_size=5)
relaxed = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def money(split):
    """Sources and their total, as typed."""
    typed = {f"plan.{source}": str(n) for source, n in split.items()}
    return {**typed, "plan.total": str(sum(split.values()))}


def together(entries):
    """What all parts make by source."""
    found = {}
    for split, *_ in entries:
        for source, n in split.items():
            found[source] = found.get(source, 0) + n
    return found


def agreeing(catalogue, entries):
    """A whole with its parts."""
    records = Records(catalogue)
    said = {"quantity_unit": "lớp", "topic": "H2.1", "period": "NC"}
    whole = {
        "quantity_plan": str(sum(each[1] for each in entries)),
        "persons_plan": str(sum(each[2] for each in entries)),
    }
    records.add("support", "w", money=money(together(entries)), **said, **whole)
    for number, (split, classes, persons) in enumerate(entries):
        own = {"quantity_plan": str(classes), "persons_plan": str(persons)}
        records.add("support", f"p{number}", part_of="w", money=money(split), **said, **own)
    return records


@relaxed
@given(entries=parts)
def test_records_that_agree_are_silent(catalogue, entries):
    assert agreeing(catalogue, entries).rules() == []


@relaxed
@given(entries=parts, by=st.integers(-(10**6), 10**6).filter(bool), data=st.data())
def test_a_changed_amount_is_found(catalogue, entries, by, data):
    records = agreeing(catalogue, entries)
    at = data.draw(st.integers(0, len(entries)))
    draft = records.rows[at].draft
    key = data.draw(st.sampled_from(sorted(draft.money)))
    changed = max(draft.money[key] + by * MILLION, 0)
    if changed == draft.money[key]:
        return
    records.rows[at] = replace(
        records.rows[at], draft=replace(draft, money={**draft.money, key: changed})
    )
    found = records.found()

    assert "R1-HS-NGUON" in {each.rule for each in found}
    assert all(draft.uid in {place.key for place in each.places} for each in found)


@relaxed
@given(entries=parts, by=st.integers(1, 500), data=st.data())
def test_a_changed_count_is_found_at_the_whole_and_its_parts(catalogue, entries, by, data):
    records = agreeing(catalogue, entries)
    at = data.draw(st.integers(0, len(entries)))
    draft = records.rows[at].draft
    values = {**draft.values, "persons_plan": draft.values["persons_plan"] + by}
    records.rows[at] = replace(records.rows[at], draft=replace(draft, values=values))
    found = records.only()

    assert found.rule == ("R1-HS-TACH" if at else "R13-HS-TACH")
    assert {each.key for each in found.places} == {row.draft.uid for row in records.rows}
    assert {each.code for each in found.places} == {"persons_plan"}


def test_every_kind_the_rules_name_is_in_the_catalogue(catalogue):
    assert set(OF_KIND) <= set(catalogue.dossiers)


def test_many_records_that_agree_raise_nothing(records):
    for number in range(MANY // 10):
        for month in range(1, 11):
            records.add(
                *("support", f"{number}-{month}"),
                names=(f"HTX {number}",),
                given_on=f"2022-{month:02}",
                document=f"Quyết định {number}-{month}/QĐ-UBND",
                quantity_unit="lớp",
                quantity_plan="2",
                quantity_done="2",
                money={"done.total": "5", "done.NSTW": "3", "done.KHAC": "2"},
            )

    assert list(check(records.subjects())) == []
