"""The keys of the whole program: one meaning each, bound here or by a screen."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

OPEN_SCREEN = "Alt+{}"
NEXT_SCREEN, PREVIOUS_SCREEN = "Ctrl+Tab", "Ctrl+Shift+Tab"
TO_NAVIGATION, CHOOSE_PERIOD, SHOW_KEYS = "Alt+0", "Ctrl+K", "F1"

KEYS = (
    ("F1", "Bảng phím tắt này"),
    ("Alt+1 … Alt+6", "Danh mục, Chỉ tiêu, Hỗ trợ, Kiểm tra, Báo cáo, Nộp"),
    ("Alt+0", "Bảng điều hướng ở bên trái; mũi tên để chọn, Enter để vào"),
    ("Ctrl+Tab, Ctrl+Shift+Tab", "Mục sau, mục trước"),
    ("Alt+H", "Hệ thống: thông tin đơn vị, sao lưu, sổ thực hành"),
    ("Ctrl+K", "Chọn kỳ báo cáo"),
    ("Ctrl+F", "Tìm"),
    ("Ctrl+N", "Thêm"),
    ("F2", "Sửa ô"),
    ("F3", "Sửa hồ sơ"),
    ("F4, Shift+F4", "Trong hồ sơ: thay đổi tình trạng, sửa sai một dòng tình trạng"),
    ("Ctrl+L, Ctrl+Shift+L", "Trong Danh mục: lọc thêm, bỏ mọi điều kiện lọc"),
    ("Ctrl+O, Ctrl+D", "Trong Danh mục: danh sách đã lưu, chọn cột"),
    ("Ctrl+E", "Sửa hàng loạt các hồ sơ đã chọn"),
    (
        "Ctrl+A, Shift+mũi tên",
        "Chọn tất cả, chọn nhiều dòng (Ctrl+mũi tên, Ctrl+Dấu cách: từng dòng)",
    ),
    ("Ctrl+Shift+↑, Ctrl+Shift+↓", "Xếp danh sách tăng, giảm theo cột đang đứng"),
    ("Alt+↑, Alt+↓", "Đưa dòng, cột lên trên, xuống dưới"),
    ("Ctrl+P", "Xem trước khi in"),
    ("F5, F6", "Trong một bảng của hồ sơ: thêm dòng, xóa dòng (Ctrl+Z lấy lại)"),
    ("Dấu cách", "Trong Ngành nghề: chọn dòng đang đứng làm ngành chính"),
    ("F7", "Kiểm tra"),
    ("F12", "Kết xuất"),
    ("Ctrl+1, 2, 3", "Trong Chỉ tiêu: phiếu từng tổ chức, Biểu A, Biểu B2"),
    ("Ctrl+G", "Giải trình một lỗi, cảnh báo"),
    ("Ctrl+Z, Ctrl+Y", "Hoàn tác, làm lại"),
    ("Ctrl+C, Ctrl+V", "Chép, dán cả khối ô với Excel"),
    ("Delete", "Xóa hồ sơ (vào thùng rác), xóa số đã nhập"),
    ("Ctrl+S", "Ghi"),
    ("Enter, Tab", "Sang ô sau"),
    ("Alt+↓", "Mở danh sách chọn"),
    ("Esc", "Hoãn, đóng"),
)


def bind(widget: QWidget, keys: str, action: Callable[[], object]) -> QShortcut:
    """Make a key work in the whole window of a widget."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.activated.connect(action)
    return shortcut


def key_list() -> str:
    """The keys as lines for the dialog of F1."""
    return "\n".join(f"{keys}: {meaning}" for keys, meaning in KEYS)
