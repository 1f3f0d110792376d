"""Lists for the dialog Nhập từ Excel, and the dialog before an officer at the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from tests.lists import workbook
from tests.ui.screens.opened import settle

KEY = Qt.Key
PROFILE = UnitProfile(
    code="07381",
    name="Xã Tiên Lục",
    level=UnitLevel.COMMUNE,
    parent_code="24",
    parent_name="Tỉnh Bắc Ninh",
)
HEAD = ["STT", "Tên HTX", "Mã số thuế", "Lĩnh vực", "Ngày thành lập", "Vốn điều lệ (triệu đồng)"]
ROWS = [
    [1, "HTX Rau sạch", "2400000015", "Trồng trọt", "12/3/2014", 500],
    [2, "HTX Vận tải Hòa Bình", "2400000022", "Vận tải", "1/6/2015", 1200],
    [3, "HTX Chăn nuôi Xanh", "", "Chăn nuôi", "20/10/2016", 300],
]


def list_file(folder, rows=ROWS, *, name="danh-sach.xlsx", head=HEAD, title="DANH SÁCH HTX"):
    """A plain list of cooperatives."""
    return workbook(folder / name, {"HTX": [[title], [], head, *rows]})


def add(book, name, **values):
    """An organisation that is in the book already."""
    draft = OrganisationDraft(name=name, sector="NN.TT", commune_code="07381", **values)
    draft, _ = save_organisation(book, draft)
    return draft.uid


def listed(book):
    """The names in the register, in its order."""
    query = RegisterQuery()
    return [row.name for row in organisation_rows(book, organisation_ids(book, query), query)]


def in_front(qtbot, dialog):
    """The dialog with the keyboard in it."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def top(kind):
    """The dialog of a kind that is open, None where there is none."""
    found = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, kind) and each.isVisible()
    ]
    return found[-1] if found else None


def read(context, dialog, path):
    """Let the dialog read a file."""
    dialog.open_path(path)
    settle(context)


def shown(dialog):
    """Name and outcome of the rows of the check."""
    model = dialog.check.table.model()
    return [
        tuple(model.index(row, column).data() for column in (0, 2))
        for row in range(model.rowCount())
    ]
