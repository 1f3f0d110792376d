"""The version resource of the Windows programs: what Explorer shows under Properties, Details."""

from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)

PRODUCT = "Sổ KTTT"
VIETNAMESE, UNICODE = 0x042A, 1200


def version_info(version: str, file_name: str, description: str) -> VSVersionInfo:
    """The resource of one program; `version` as "0.1.0"."""
    numbers = (*map(int, version.split(".")), 0)
    words = {
        "CompanyName": PRODUCT,
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": file_name,
        "LegalCopyright": f"© {PRODUCT}",
        "OriginalFilename": f"{file_name}.exe",
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    table = StringTable(
        f"{VIETNAMESE:04X}{UNICODE:04X}", [StringStruct(*each) for each in words.items()]
    )
    languages = VarFileInfo([VarStruct("Translation", [VIETNAMESE, UNICODE])])
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[StringFileInfo([table]), languages],
    )
