import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.report import ReportSettings, settings_entry, settings_from

words = st.text(max_size=20)
lines = st.lists(words, max_size=3).map(tuple)
years = st.integers(2000, 2100)
settings = st.builds(
    ReportSettings,
    number=words,
    signed_on=st.none() | st.dates(),
    span=st.none() | st.tuples(years, years),
    addressees=lines,
    bases=lines,
    opening=words,
    closing=words,
    options=st.dictionaries(words, words, max_size=3),
    sections=st.dictionaries(words, st.booleans(), max_size=3),
    zero_padded=st.booleans(),
    keep_blanks=st.booleans(),
    electronic=st.booleans(),
)


@given(settings)
def test_settings_come_back_as_they_were_kept(made):
    assert settings_from(json.loads(json.dumps(settings_entry(made)))) == made


def test_what_an_older_program_did_not_keep_has_its_usual_value():
    assert settings_from({}) == ReportSettings()
    assert settings_from({"signed_on": "2022-08-15"}).signed_on == date(2022, 8, 15)
