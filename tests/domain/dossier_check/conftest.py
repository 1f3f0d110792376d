"""Short ways to write work records down and to see what the check finds in them."""

from dataclasses import dataclass, field

import pytest

from ktt_desktop.domain.dossier import DossierDraft, DossierRow
from ktt_desktop.domain.dossier_check.check import check
from ktt_desktop.domain.dossier_check.subject import Party, Subjects
from ktt_desktop.domain.numbers import Quantity, parse
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.dossier_findings import kind_words

MILLION = Quantity("triệu đồng", 10**6, 6)
DEFAULTS = {"support": {"year": 2022, "period": "NAM", "topic": "H2.1"}}


@dataclass
class Records:
    """Records with few words: numbers are typed as an officer types them."""

    catalogue: object
    rows: list = field(default_factory=list)
    parties: dict = field(default_factory=dict)
    figures: dict = field(default_factory=dict)

    def add(self, kind, uid="", *, money=None, names=(), **said):
        """A record; returns its row."""
        heads = ("year", "period", "programme", "topic", "part_of")
        taken = {key: said.pop(key) for key in heads if key in said}
        fields = self.catalogue.dossiers[kind].fields
        draft = DossierDraft(
            kind,
            uid or f"{kind}{len(self.rows)}",
            organisations=tuple(f"uid {name}" for name in names),
            values={key: self._value(fields[key], text) for key, text in said.items()},
            money={key: parse(text, MILLION) for key, text in (money or {}).items()},
            **{**DEFAULTS.get(kind, {}), **taken},
        )
        for name in names:
            self.parties.setdefault(f"uid {name}", Party())
        self.rows.append(DossierRow(draft, tuple(names)))
        return self.rows[-1]

    def _value(self, spec, text):
        numeric = spec.type.value in ("count", "money", "percent", "decimal")
        return parse(text, spec.quantity, dot_is_thousands=True) if numeric else text

    def know(self, code, number, year=2022, measure=Measure.ACTUAL):
        """A figure of the unit."""
        self.figures.setdefault((code, year), {})[measure] = number

    def subjects(self):
        """Everything that was written down."""
        edition, lists = self.catalogue.edition, self.catalogue.dossier_lists
        return Subjects(
            tuple(self.rows),
            {"QD1804", "QD167", "P", *(row.draft.uid for row in self.rows)},
            {kind: kind_words(each) for kind, each in self.catalogue.dossiers.items()},
            {code: each.label for code, each in self.catalogue.measures.items()},
            self.catalogue.sources,
            self.parties,
            self.figures,
            {base: (lists["target_bases"][base], c) for base, c in edition.target_bases.items()},
            frozenset({"A1.6p"}),
            edition.record_checks,
            2022,
        )

    def found(self):
        """All findings."""
        return list(check(self.subjects()))

    def rules(self):
        """The rules that found something."""
        return sorted(each.rule for each in self.found())

    def only(self):
        """The one finding there is."""
        (finding,) = self.found()
        return finding


@pytest.fixture
def records(catalogue):
    """No record yet."""
    return Records(catalogue)
