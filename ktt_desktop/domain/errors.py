"""The errors an officer can do something about; each carries a finished Vietnamese sentence."""


class KttError(Exception):
    """Lỗi có câu giải thích hoàn chỉnh để hiện cho người dùng."""


class InvalidInputError(KttError):
    """Một giá trị gõ vào không dùng được."""


class AmbiguousNumberError(InvalidInputError):
    """Con số có hai cách đọc: `readings` holds the stored integers, the likelier first."""

    def __init__(self, sentence: str, readings: tuple[int, int]) -> None:
        super().__init__(sentence)
        self.readings = readings


class LostZeroError(InvalidInputError):
    """Một mã số mất chữ số 0 ở đầu, as Excel does it: `repaired` is the whole number."""

    def __init__(self, sentence: str, repaired: str) -> None:
        super().__init__(sentence)
        self.repaired = repaired


class NotFoundError(KttError):
    """Hồ sơ không còn trong sổ."""


class StaleRecordError(KttError):
    """Hồ sơ đã được thay đổi ở nơi khác trong lúc đang sửa."""


class PeriodClosedError(KttError):
    """Số liệu của kỳ đã chốt: opened again first, with a reason."""


class ReasonRequiredError(KttError):
    """Số nhập thay cho số tính được phải có lý do."""


class UnreadableFileError(KttError):
    """Tệp không dùng được: says which file, which part and why."""


class StorageUnavailableError(KttError):
    """Không ghi hoặc đọc được đĩa: đầy, chỉ đọc, bị khóa, không phải sổ."""


class BookInUseError(StorageUnavailableError):
    """Sổ đang được một cửa sổ khác mở."""


class NewerBookError(StorageUnavailableError):
    """Sổ được tạo bằng phiên bản mới hơn của chương trình."""


class ExportBlockedError(KttError):
    """Còn lỗi chưa sửa, chưa giải trình, hoặc là dữ liệu thực hành."""


class CatalogueError(KttError):
    """Danh mục chỉ tiêu, quy tắc hoặc dàn ý có chỗ sai; stops the test run, not the officer."""


class CancelledError(KttError):
    """Người dùng dừng công việc; nothing is said about it."""
