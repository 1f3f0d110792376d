"""Tax codes and personal identity numbers: reading, checking, repairing, masking."""

import re
from dataclasses import dataclass
from operator import mul

from ktt_desktop.domain.errors import InvalidInputError, LostZeroError
from ktt_desktop.domain.text import nfc

_SEPARATORS = re.compile(r"[\s.\-–]+")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_TAX_WEIGHTS_OF_SIGN_0 = ord("0") * sum(_TAX_WEIGHTS)
_NO_SEQUENCE = "0000000"

# Provinces of the list in force until 30/6/2025; identity numbers keep those codes.
_BIRTHPLACES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 "
    "035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 "
    "070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
)
_FIRST_COUNTRY = "100"  # above the provinces: born abroad


@dataclass(frozen=True, slots=True)
class TaxCode:
    """Mã số thuế; `digits` are all 10 or 13 as stored, `branch` the last 3 of a dependent unit."""

    digits: str
    branch: str | None
    check_digit_ok: bool

    def __str__(self) -> str:
        """As printed on the certificate: "0314409058-002"."""
        return f"{self.digits[:10]}-{self.branch}" if self.branch else self.digits

    @property
    def warning(self) -> str:
        """What to say about a wrong check digit, empty when it is right; saving stays allowed."""
        if self.check_digit_ok:
            return ""
        return (
            f"Mã số thuế {self} sai chữ số kiểm tra. "
            "Đối chiếu với giấy chứng nhận đăng ký; nếu giấy ghi đúng như vậy thì vẫn lưu được."
        )


def parse_tax_code(text: str) -> TaxCode:
    """Read a typed code with or without separators; raises InvalidInputError."""
    digits = _digits_of(text, "Mã số thuế")
    repaired = _with_lost_zero(digits)
    if repaired:
        raise LostZeroError(
            f"Mã số thuế “{nfc(text)}” thiếu chữ số 0 ở đầu. Gõ {_tax_code(repaired)}.", repaired
        )
    if len(digits) not in (10, 13):
        raise InvalidInputError(
            f"Mã số thuế “{nfc(text)}” có {len(digits)} chữ số. Gõ đủ 10 chữ số, "
            "hoặc 13 chữ số nếu là đơn vị phụ thuộc."
        )
    if digits[2:9] == _NO_SEQUENCE or digits[10:] == "000":
        raise InvalidInputError(
            f"Mã số thuế “{nfc(text)}” không phải là mã được cấp. "
            "Gõ lại theo giấy chứng nhận đăng ký."
        )
    return _tax_code(digits)


def is_right_tax_code(text: str) -> bool:
    """Whether a text is nothing but ten digits that need no more looking at; very fast."""
    if not (text.isascii() and text.isdecimal() and len(text) == 10):
        return False
    weighted = sum(map(mul, _TAX_WEIGHTS, text.encode())) - _TAX_WEIGHTS_OF_SIGN_0
    return 10 - weighted % 11 == int(text[9]) and text[2:9] != _NO_SEQUENCE


def _with_lost_zero(digits: str) -> str | None:
    padded = f"0{digits}"
    repairable = len(digits) in (9, 12) and padded.isascii() and padded.isdecimal()
    if not repairable or padded[2:9] == _NO_SEQUENCE or padded[10:] == "000":
        return None
    return padded if _tax_code(padded).check_digit_ok else None


def _tax_code(digits: str) -> TaxCode:
    weighted = sum(map(mul, _TAX_WEIGHTS, map(int, digits[:9])))
    return TaxCode(digits, digits[10:] or None, 10 - weighted % 11 == int(digits[9]))


@dataclass(frozen=True, slots=True)
class PersonalId:
    """Số định danh cá nhân, số CCCD (12 chữ số), hoặc số CMND cũ (9 chữ số)."""

    digits: str

    @property
    def is_old_card(self) -> bool:
        """Giấy chứng minh nhân dân cũ: its number tells nothing about the person."""
        return len(self.digits) == 9

    @property
    def birth_year(self) -> int | None:
        """Năm sinh ghi trong số định danh."""
        return None if self.is_old_card else 1900 + 100 * (int(self.digits[3]) // 2) + self._yy

    @property
    def is_female(self) -> bool | None:
        """Giới tính ghi trong số định danh: even for men, odd for women."""
        return None if self.is_old_card else int(self.digits[3]) % 2 == 1

    @property
    def _yy(self) -> int:
        return int(self.digits[4:6])

    def warnings(
        self, birth_year: int | None = None, is_female: bool | None = None
    ) -> tuple[str, ...]:
        """What does not agree with the list of places or with what was stated of the person."""
        if self.is_old_card:
            return ()
        masked, found = mask_personal_id(self.digits), []
        place = self.digits[:3]
        if place < _FIRST_COUNTRY and place not in _BIRTHPLACES.split():
            found.append(
                f"Số định danh {masked}: không có tỉnh mang mã {place}. Đối chiếu lại thẻ."
            )
        if birth_year is not None and birth_year != self.birth_year:
            found.append(
                f"Số định danh {masked} ghi năm sinh {self.birth_year}, hồ sơ ghi {birth_year}. "
                "Đối chiếu lại thẻ."
            )
        if is_female is not None and is_female != self.is_female:
            card, record = _sex(self.is_female), _sex(is_female)
            found.append(
                f"Số định danh {masked} ghi giới tính {card}, hồ sơ ghi {record}. "
                "Đối chiếu lại thẻ."
            )
        return tuple(found)


def parse_personal_id(text: str) -> PersonalId:
    """Read 12 digits, or the 9 of an old card; raises InvalidInputError."""
    digits = _digits_of(text, "Số định danh cá nhân")
    padded = digits.zfill(12)
    if len(digits) in (10, 11) and padded[:3] in _BIRTHPLACES.split():
        raise LostZeroError(
            f"Số định danh cá nhân có {len(digits)} chữ số, "
            "thiếu chữ số 0 ở đầu. Gõ thêm cho đủ 12 chữ số.",
            padded,
        )
    if len(digits) not in (9, 12):
        raise InvalidInputError(
            f"Số định danh cá nhân có {len(digits)} chữ số. Gõ đủ 12 chữ số của thẻ căn cước, "
            "hoặc 9 chữ số của giấy chứng minh nhân dân cũ."
        )
    return PersonalId(digits)


def mask_personal_id(digits: str) -> str:
    """For the screen: "0010********"."""
    return digits[:4] + "*" * (len(digits) - 4)


def _sex(is_female: bool | None) -> str:
    return "nữ" if is_female else "nam"


def _digits_of(text: str, what: str) -> str:
    if text.isascii() and text.isdecimal():
        return text
    digits = _SEPARATORS.sub("", nfc(text))
    if not (digits.isascii() and digits.isdecimal()):
        raise InvalidInputError(f"{what} chỉ gồm chữ số. Gõ lại, bỏ chữ cái và dấu lạ.")
    return digits


def grouped_check_code(check_code: str) -> str:
    """Mã kiểm tra viết thành nhóm bốn ký tự, on paper and on screen alike: 7KQ2-M9TB-4X."""
    plain = check_code.replace("-", "")
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
