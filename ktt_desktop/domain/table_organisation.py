"""An organisation as Biểu D and Biểu E print it."""

from collections.abc import Collection
from dataclasses import dataclass

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind


@dataclass(frozen=True, slots=True)
class TableOrganisation:
    """Một tổ chức trong biểu; `steps` are its operating statuses with their first days, in order.

    `address` and `sector` are words as printed once the service has put them together.
    """

    uid: str
    kind: OrganisationKind
    name: str
    tax_code: str = ""
    certificate: str = ""
    address: str = ""
    commune_code: str = ""
    sector: str = ""
    registered_on: PartialDate | None = None
    conversion_2012: str = ""
    status: OperatingStatus | None = None
    steps: tuple[tuple[OperatingStatus, PartialDate | None], ...] = ()

    @property
    def code(self) -> str:
        """Mã số, else số giấy chứng nhận."""
        return self.tax_code or self.certificate

    def since(self, statuses: Collection[OperatingStatus]) -> PartialDate | None:
        """The first day of being in one of these statuses without a break; None where unknown."""
        first = None
        for status, day in self.steps:
            if status not in statuses:
                first = None
            elif first is None:
                first = day
        return first
