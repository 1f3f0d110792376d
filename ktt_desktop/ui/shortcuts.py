"""The keys of the whole program: one meaning each, bound here or by a screen."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

NEXT_SCREEN, PREVIOUS_SCREEN = "Ctrl+Tab", "Ctrl+Shift+Tab"
OPEN_BIN, RESTORE = "Ctrl+B", "Ctrl+R"
FIND_DUPLICATES, OPEN_LIKELY, TELL_APART = "Ctrl+T", "Ctrl+Shift+T", "Ctrl+Shift+X"
OPEN_UNITS, RECORD_FORMER = "Ctrl+U", "Ctrl+Shift+U"
RECORD_EVENT, UNDO_EVENT = "Ctrl+J", "Ctrl+Z"
CHECK_TEXT = "Ctrl+M"
SAVE_AND_ADD = "Ctrl+Enter"
NEXT_KIND, PREVIOUS_KIND = "Ctrl+PgDown", "Ctrl+PgUp"
DUPLICATE, ADD_PART, LOOK_BACK = "Ctrl+Shift+D", "Ctrl+Shift+N", "Ctrl+H"
COMPARE_RATINGS, ENTER_GOOD = "Ctrl+Shift+B", "Ctrl+Shift+A"
EDIT_SCALES, EDIT_SIZES = "Ctrl+Shift+G", "Ctrl+Shift+Q"
PRINT_ORGANISATIONS = "Ctrl+Shift+I"
OPEN_CHARTS = "Ctrl+Shift+E"
CHECK_PAPER = "Ctrl+Shift+P"
APPROVE_UNIT, COPY_REMINDER = "Ctrl+Shift+K", "Ctrl+Shift+C"
IMPORT = "Shift+F12"
TO_NAVIGATION, CHOOSE_PERIOD, SHOW_KEYS = "Alt+0", "Ctrl+K", "F1"

KEYS = (
    ("F1", "Bảng phím tắt này"),
    ("Alt+Home", "Việc cần làm"),
    ("Alt+1, Alt+2, Alt+3", "Danh mục, Chỉ tiêu, Hỗ trợ"),
    ("Alt+4, Alt+5, Alt+6, Alt+7", "Xếp loại, Kiểm tra, Báo cáo, Nộp và nhận"),
    ("Alt+0", "Bảng điều hướng ở bên trái; mũi tên để chọn, Enter để vào"),
    ("Ctrl+Tab, Ctrl+Shift+Tab", "Mục sau, mục trước"),
    (
        "Alt+H",
        "Hệ thống: thông tin đơn vị, sao lưu, sổ thực hành, nhận sổ của đơn vị cũ, chép sổ sang "
        "máy khác, lấy sổ từ máy khác, mẫu biểu, cập nhật, niêm phong và mã hóa",
    ),
    ("Ctrl+K", "Chọn kỳ báo cáo"),
    ("Ctrl+F", "Tìm"),
    ("Ctrl+N", "Thêm"),
    ("F2", "Sửa ô"),
    ("F3", "Sửa hồ sơ, sửa dòng đang đứng trong một bảng của hồ sơ"),
    (
        "F4, Shift+F4",
        "Trong hồ sơ: thay đổi tình trạng, sửa sai một dòng tình trạng; "
        "trong Thông tin đơn vị: thay một dòng từ một ngày; F4 trong Nhận tệp: chọn bản, chỉ đơn "
        "vị, mở chốt; trong Báo cáo: chèn số liệu",
    ),
    ("F5", "Thêm dòng vào một bảng của hồ sơ, của lời văn báo cáo"),
    ("F6", "Xóa dòng: trong một bảng của hồ sơ, của lời văn, trong lịch sử tình trạng"),
    ("F7", "Kiểm tra; trong Báo cáo: kiểm tra chữ số của lời văn"),
    (
        "Ctrl+M",
        "Trong Kiểm tra: kiểm tra văn bản (Enter, Shift+Enter đến chỗ, chỗ sau); trong Nhập từ "
        "Excel: xem chữ đã chuyển, mẫu nhập đã nhớ",
    ),
    (
        "F8, Shift+F8",
        "Trong phiếu: chép số năm trước vào ô đang đứng, vào cả phiếu; trong phiếu xếp loại: lấy "
        "điểm gợi ý vào dòng đang đứng, vào mọi dòng trống; F8 trong Báo cáo: lấy lời văn kỳ trước",
    ),
    ("Ctrl+Shift+F8", "Chép số năm trước cho mọi tổ chức trong danh sách"),
    ("Ctrl+Shift+T", "Trong hồ sơ: mở hồ sơ có thể trùng"),
    ("Ctrl+Shift+X", "Trong Tìm hồ sơ trùng: hai hồ sơ không phải một"),
    ("F12", "Kết xuất; trong Tệp đính kèm: lưu tệp ra"),
    (
        "Shift+F12",
        "Trong Danh mục: nhập từ Excel (N, C, B: thêm mới, cập nhật, bỏ qua dòng đang đứng)",
    ),
    (
        "Ctrl+L, Ctrl+Shift+L",
        "Trong Danh mục: lọc thêm; trong Danh mục, Hỗ trợ: bỏ mọi điều kiện lọc",
    ),
    (
        "Ctrl+O, Ctrl+Shift+O",
        "Trong Danh mục: danh sách đã lưu; trong Nhận tệp: chọn tệp, chọn thư mục",
    ),
    (
        "F9, Shift+F9",
        "F9 trong Nhận tệp: tiếp nhận các tệp đã đánh dấu; F9 trong Báo cáo: nhận số mới; trong "
        "Nhập từ Excel: bước sau, bước trước",
    ),
    ("F11, Shift+F11", "Trong Nhận tệp: lập biên nhận của tệp đang đứng, của tất cả"),
    ("Ctrl+Shift+R", "Trong Nhận tệp: trả lại để sửa"),
    ("Ctrl+D", "Trong Danh mục, Hỗ trợ: chọn cột; trong Lưới: chép ô trên cùng xuống"),
    ("Ctrl+E", "Sửa hàng loạt các hồ sơ đã chọn"),
    ("Ctrl+T", "Trong Danh mục: tìm hồ sơ trùng (←, →, Dấu cách chọn giá trị giữ lại)"),
    ("Ctrl+←, Ctrl+→", "Trong Hồ sơ trùng: gộp vào hồ sơ bên trái, bên phải"),
    ("Ctrl+J", "Trong Danh mục, trong hồ sơ (tab Sự kiện): ghi sự kiện"),
    ("Ctrl+B", "Trong Danh mục, Hỗ trợ, Xếp loại: mở thùng rác; trong Báo cáo: chữ đậm"),
    (
        "Ctrl+PgUp, Ctrl+PgDown",
        "Trong Hỗ trợ: loại hồ sơ trước, sau; trong một tệp nhận: thẻ trước, sau",
    ),
    ("Ctrl+Shift+D", "Trong Hỗ trợ: nhân bản hồ sơ đang đứng"),
    ("Ctrl+Shift+N", "Trong Hỗ trợ: thêm phần của hồ sơ đang đứng"),
    (
        "Ctrl+H",
        "Trong Hỗ trợ, Xếp loại: lịch sử của hồ sơ đang đứng; trong Nhận tệp: đổi danh sách; trong "
        "Báo cáo: các bản lời văn",
    ),
    (
        "Ctrl+U, Ctrl+Shift+U",
        "Trong Danh mục: đơn vị trước và sau 1/7/2025, ghi xã cũ theo địa chỉ; Ctrl+U trong Nhận "
        "tệp: đọc USB",
    ),
    (
        "Ctrl+R",
        "Lấy lại hồ sơ trong thùng rác, giá trị cũ trong lịch sử hồ sơ; trong Lưới: chép ô bên "
        "trái sang phải",
    ),
    (
        "Ctrl+A, Shift+mũi tên",
        "Chọn tất cả, chọn nhiều dòng (Ctrl+mũi tên, Ctrl+Dấu cách: từng dòng)",
    ),
    ("Ctrl+Shift+↑, Ctrl+Shift+↓", "Xếp danh sách tăng, giảm theo cột đang đứng"),
    ("Alt+Shift+↑, Alt+Shift+↓", "Đưa dòng, cột đang đứng lên trên, xuống dưới"),
    ("Ctrl+P", "Xem trước khi in; trong bản xem trước: in"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Trong bản xem trước: phóng to, thu nhỏ, vừa khung"),
    ("Dấu cách", "Chọn: ngành chính trong Ngành nghề, cột của danh sách, ô đánh dấu"),
    (
        "Ctrl+1, 2, 3…",
        "Trong Chỉ tiêu: phiếu từng tổ chức, các biểu, lưới; trong phiếu xếp loại: tiêu chí thô, "
        "từng bộ tiêu chí; trong Hỗ trợ (Biểu C, D, E): từng biểu; trong Nộp và nhận: từng thẻ; "
        "trong Tổ chức trùng: một tổ chức, hai tổ chức; trong Nhập từ Excel: lọc theo kết quả",
    ),
    ("Ctrl+Shift+A, Ctrl+Shift+B", "Trong Xếp loại: đưa vào Biểu A, so sánh hai cách chấm"),
    ("Ctrl+Shift+G, Ctrl+Shift+Q", "Trong Xếp loại: sửa thang điểm, sửa ngưỡng quy mô"),
    ("Ctrl+mũi tên", "Trong Lưới: tới mép lưới; Shift chọn thêm"),
    (
        "Ctrl+I",
        "Trong Biểu: số này gồm những tổ chức, chỉ tiêu, hồ sơ nào; trong Báo cáo: chữ nghiêng",
    ),
    (
        "Ctrl+Shift+K",
        "Trong Chỉ tiêu: chốt số liệu của kỳ, mở chốt; trong Tiến độ: của đơn vị đang đứng",
    ),
    ("Ctrl+Shift+I", "Trong Danh mục: in phiếu của các tổ chức đã chọn"),
    ("Ctrl+Shift+E", "Trong Chỉ tiêu: biểu đồ của kỳ"),
    ("Ctrl+Shift+P", "Trong Nộp và nhận: đối chiếu bản giấy"),
    ("Ctrl+Shift+C", "Trong Tiến độ: chép lời nhắc các đơn vị chưa nộp"),
    ("Ctrl+G", "Giải trình một lỗi, cảnh báo; trong Báo cáo: giữ số cũ, ghi lý do"),
    ("Ctrl+Z, Ctrl+Y", "Hoàn tác, làm lại"),
    ("Ctrl+C, Ctrl+V", "Chép, dán cả khối ô với Excel"),
    ("Delete", "Xóa các hồ sơ đã chọn (vào thùng rác), số đã nhập, dòng, danh sách đã lưu"),
    ("Ctrl+S", "Ghi"),
    (
        "Ctrl+Enter",
        "Trong hồ sơ công việc: ghi và thêm tiếp một hồ sơ cùng chương trình, nội dung; trong Báo "
        "cáo: mở chỗ của số liệu khóa cạnh con trỏ",
    ),
    ("Enter", "Trong phiếu: sang ô sau; trong danh sách: mở; trong Biểu, Lưới: xuống dòng"),
    ("Tab, Shift+Tab", "Sang ô sau, về ô trước"),
    ("Alt+↓", "Mở danh sách chọn"),
    ("Alt+C", "Trong hộp báo lỗi: chép chi tiết"),
    ("Esc", "Hoãn, đóng; trong ô tìm: bỏ chữ đang tìm"),
    ("Alt+F4", "Thoát chương trình"),
)


def bind(widget: QWidget, keys: str, action: Callable[[], object]) -> QShortcut:
    """Make a key work in the whole window of a widget."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.activated.connect(action)
    return shortcut


def key_list() -> str:
    """The keys as lines for the dialog of F1."""
    return "\n".join(f"{keys}: {meaning}" for keys, meaning in KEYS)
