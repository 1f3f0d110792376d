"""The words of the law as enumerations; the stored value is the official abbreviation."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """Loại hình tổ chức kinh tế tập thể (Luật Hợp tác xã 17/2023/QH15, Điều 4)."""

    COOPERATIVE = "HTX"
    COOPERATIVE_UNION = "LHHTX"
    COOPERATIVE_GROUP = "THT"


class LegalStatus(StrEnum):
    """Tình trạng pháp lý (Nghị định 92/2024/NĐ-CP, Điều 27 và Điều 28)."""

    SUSPENDED = "TAM_NGUNG"
    REVOKED_FOR_TAX = "THU_HOI_THUE"
    CLOSING = "DANG_GIAI_THE"
    IN_BANKRUPTCY = "DANG_PHA_SAN"
    CLOSED = "DA_CHAM_DUT"
    NOT_AT_ADDRESS = "KHONG_O_DIA_CHI"
    ACTIVE = "DANG_HOAT_DONG"
    UNREGISTERED = "CHUA_DANG_KY"


class OperatingStatus(StrEnum):
    """Tình trạng hoạt động thực tế: the axis on which reports count."""

    ACTIVE = "HD"
    BARELY_ACTIVE = "HD_CC"
    SUSPENDED = "TN"
    STOPPED = "NG"
    DISSOLVING = "DGT"
    DISSOLVING_STUCK = "GTVM"
    DISSOLVED = "GT"
    REVOKED = "TH"
    CONVERTED = "CD"
    MOVED = "DI"


class StatusAxis(StrEnum):
    """Trục tình trạng: pháp lý hoặc hoạt động thực tế."""

    LEGAL = "PHAP_LY"
    OPERATING = "HOAT_DONG"


class Measure(StrEnum):
    """Loại số liệu của một năm: kế hoạch, 6 tháng, ước cả năm, thực hiện cả năm."""

    PLAN = "PLAN"
    HALF_YEAR = "HALF_YEAR"
    ESTIMATE = "ESTIMATE"
    ACTUAL = "ACTUAL"


class UnitLevel(StrEnum):
    """Cấp của đơn vị hành chính; districts (huyện) existed until 30/6/2025."""

    COMMUNE = "xa"
    DISTRICT = "huyen"
    PROVINCE = "tinh"
    MINISTRY = "bo"


class SubjectKind(StrEnum):
    """Số liệu của ai: một tổ chức, cả đơn vị, một lĩnh vực; of a finding also a work record."""

    ORGANISATION = "to_chuc"
    UNIT = "don_vi"
    SECTOR = "linh_vuc"
    DOSSIER = "ho_so"


class Origin(StrEnum):
    """Nguồn gốc của một con số."""

    COMPUTED = "tinh"
    ENTERED = "nhap"
    RECEIVED = "nhan"
    CORRECTED = "dieu_chinh"


class Severity(StrEnum):
    """Mức độ của một phát hiện: lỗi chặn kết xuất, cảnh báo, nhắc."""

    ERROR = "loi"
    WARNING = "canh_bao"
    NOTICE = "nhac"


class FundingSource(StrEnum):
    """Nguồn kinh phí hỗ trợ; huyện remains for years before 2025-07.

    LOCAL is ngân sách địa phương of a document that does not say which level.
    """

    CENTRAL = "NSTW"
    PROVINCE = "NS_TINH"
    DISTRICT = "NS_HUYEN"
    COMMUNE = "NS_XA"
    LOCAL = "NS_DP"
    FUND = "QUY"
    CREDIT = "TIN_DUNG"
    OWN = "HTX_DOI_UNG"
    OTHER = "KHAC"


class PeriodKind(StrEnum):
    """Loại kỳ báo cáo; the value is the code used in the file name of a submission."""

    HALF_YEAR = "6T"
    ESTIMATE = "UOC"
    YEAR = "N"
    PLAN = "KH"
