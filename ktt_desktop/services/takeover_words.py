"""The words of a takeover (nhận sổ): what comes, what stays out, and why."""

from collections import Counter
from collections.abc import Iterator

from ktt_desktop.domain.takeover import Choice, Fate, TakeoverLine, TakeoverPreview

TAKEN, LEFT = "Nhận", "Không nhận"
KEPT: dict[Fate, tuple[str, str]] = {  # what happens; how it is counted
    Fate.SAME: ("Bỏ qua", "giống hệt"),
    Fate.DIFFERENT: ("Giữ như ở đây", "đã khác ở sổ này"),
    Fate.IN_BIN: ("Giữ như ở đây", "đang ở thùng rác của sổ này"),
    Fate.CODE_TAKEN: (LEFT, "trùng mã số với hồ sơ khác"),
}


def book_words(preview: TakeoverPreview) -> str:
    """Whose book it is and when it was last changed."""
    if preview.changed is None:
        return f"Sổ của {preview.unit}, chưa có thay đổi nào được ghi."
    return f"Sổ của {preview.unit}, sửa lần cuối lúc {preview.changed.astimezone():%H:%M %d/%m/%Y}."


def summary(preview: TakeoverPreview, choice: Choice) -> str:
    """What will be done, in numbers."""
    return " ".join((_coming(preview, choice), *_of_unit(preview, choice), *_staying(preview)))


def notes(preview: TakeoverPreview, choice: Choice) -> Iterator[str]:
    """What the officer has to know or to do besides."""
    taken = preview.taken(choice)
    if missing := sum(line.missing for line in taken):
        yield (
            f"Không thấy {missing} tệp đính kèm. Chép thư mục tep-dinh-kem của sổ đó sang cạnh "
            "tệp sổ rồi chọn lại; nhận ngay thì hồ sơ có tên tệp mà chưa có tệp."
        )
    if divided := sum(line.is_divided for line in taken):
        yield (
            f"{divided} tổ chức ở xã cũ đã chia: sau khi nhận, chọn xã, phường hiện nay trong "
            "hồ sơ."
        )
    if preview.code_clash:
        yield (
            f"Mã của {preview.unit} trước đây nay là mã của đơn vị này, nên số liệu chung của "
            "đơn vị đó không nhận."
        )
    if preview.unknown:
        codes = ", ".join(name.upper().replace("_", ".") for name in preview.unknown)
        yield (
            f"Danh mục ở đây chưa có chỉ tiêu {codes}: số liệu vẫn được giữ trong sổ, hiện ra khi "
            "danh mục có chỉ tiêu đó."
        )
    if preview.in_bin:
        yield f"{preview.in_bin} hồ sơ trong thùng rác của sổ đó không nhận."


def act_words(preview: TakeoverPreview, line: TakeoverLine, choice: Choice) -> str:
    """What happens to an organisation."""
    if line.fate is not Fate.NEW:
        return KEPT[line.fate][0]
    return TAKEN if preview.is_taken(line, choice) else LEFT


def reason_words(preview: TakeoverPreview, line: TakeoverLine, choice: Choice) -> str:
    """Why that happens to it; of one that comes, what it brings."""
    match line.fate:
        case Fate.NEW if not preview.is_taken(line, choice):
            return "Ngoài địa bàn của đơn vị"
        case Fate.NEW:
            words = f"{len(line.figures)} năm số liệu, {len(line.dossiers)} hồ sơ công việc"
            return f"Xã cũ đã chia; {words}" if line.is_divided else words
        case Fate.SAME:
            return "Giống hệt"
        case Fate.DIFFERENT if line.rival != line.name:
            return f"Ở đây tên là “{line.rival}”"
        case Fate.DIFFERENT:
            return "Ở đây đã khác"
        case Fate.IN_BIN:
            return "Đang ở thùng rác của sổ này"
        case Fate.CODE_TAKEN:
            return f"Trùng mã số với “{line.rival}”"


def taken_words(preview: TakeoverPreview, choice: Choice, lost: int) -> str:
    """What was done; `lost` attached files could not be copied."""
    number = len(preview.taken(choice))
    what = f"{number} tổ chức" if number else "số liệu chung"
    done = f"Đã nhận {what} từ sổ của {preview.unit}."
    return f"{done} Thiếu {lost} tệp đính kèm." if lost else done


def _coming(preview: TakeoverPreview, choice: Choice) -> str:
    taken, years = preview.taken(choice), preview.years(choice)
    if not taken:
        return "Không có tổ chức nào để nhận."
    brought = []
    if years:
        told = ", ".join(f"{year} ({number})" for year, number in years.items())
        brought.append(f"số liệu các năm {told}")
    if dossiers := preview.dossiers(choice):
        brought.append(f"{dossiers} hồ sơ công việc")
    if files := sum(line.files - line.missing for line in taken):
        brought.append(f"{files} tệp đính kèm")
    with_all = f", cùng {'; '.join(brought)}" if brought else ""
    return f"Sẽ nhận {len(taken)} tổ chức{with_all}."


def _of_unit(preview: TakeoverPreview, choice: Choice) -> Iterator[str]:
    if not preview.takes_unit(choice):
        return
    parts = []
    if preview.unit_figures:
        parts.append(f"{preview.unit_figures} số liệu chung, giữ theo mã của đơn vị đó")
    if preview.unit_dossiers:
        parts.append(f"{preview.unit_dossiers} hồ sơ công việc chung")
    if parts:
        yield f"Của {preview.unit}: {'; '.join(parts)}."


def _staying(preview: TakeoverPreview) -> Iterator[str]:
    counts = Counter(line.fate for line in preview.kept())
    if told := ", ".join(
        f"{counts[fate]} {words}" for fate, (_, words) in KEPT.items() if counts[fate]
    ):
        yield f"Hồ sơ ở đây giữ nguyên: {told}."
