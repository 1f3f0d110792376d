; Setup for one user, without administrator's rights.
;
;   makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DSRC=<frozen folder> -DOUT=<setup.exe> -DICON=<ico> setup.nsi
;
; Options:     /S silent · /NODESKTOP no shortcut on the desktop · /FORCE also over a newer version ·
;              /D=<folder> last on the line, without quotation marks
; Exit codes:  0 done · 1 cancelled · 2 failed · 3 Windows too old · 4 the program, or another setup,
;              is running · 5 a newer version is installed. The uninstaller hands itself to a copy
;              and says 0 at once; with _?=<folder> it stays and tells its code (0, 2, 4), but then
;              leaves itself behind.
; Log:         %TEMP%\so-kttt-cai-dat.log
;
; The 64-bit setup does not start on a 32-bit Windows, which says so in its own words.

Target amd64-unicode
!if "ổ" != "${U+1ED5}"
  !error "compile with -INPUTCHARSET UTF8"
!endif

!define NAME "Sổ KTTT"
!define APPID "SoKTTT"
!define EXE "so-kttt.exe"
!define CLI "so-kttt-cli.exe"
!define GUIDE "Huong-dan-cai-dat.pdf"
!define MARK "tep-nop.ico"               ; lies in every folder of ours, also in one left half done
!define UNINSTALLER "go-cai-dat.exe"
!define OLDEST_BUILD 17763               ; Windows 10 1809, the oldest that Qt 6 supports
!define UNKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APPID}"
!define APPPATH "Software\Microsoft\Windows\CurrentVersion\App Paths\${EXE}"
!define CLASSES "Software\Classes"
!define LOG "$TEMP\so-kttt-cai-dat.log"

!define TOO_OLD 3
!define IN_USE 4
!define NEWER 5

SetCompressor /SOLID /FINAL lzma
SetCompressorDictSize 64
CRCCheck force                           ; a copy damaged on a stick does not install
AllowSkipFiles off                       ; all files or none
Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
InstallDir "$LOCALAPPDATA\Programs\${APPID}"
InstallDirRegKey HKCU "${UNKEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include parts.nsh
!include registry.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "wizard.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "wizard.bmp"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_PRE KeepFolder
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_TEXT_LARGE        ; the folder may take two lines
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGEEX "." "vietnamese"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1066 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài đặt ${NAME}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "© ${NAME}"

Var OnDesktop                            ; "1" with a shortcut on the desktop
Var Forced                               ; "1" also over a newer version

; ---- before anything is written -----------------------------------------------------------

Function .onInit
  Call CheckWindows
  Call CheckAlone
  Call ReadOptions
  Call CheckNewer
FunctionEnd

Function CheckWindows
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro End ${TOO_OLD} "${NAME} cần Windows 10 phiên bản 1809 (64-bit) trở lên. Máy này dùng Windows cũ hơn nên không cài được."
  ${EndIf}
FunctionEnd

Function CheckAlone                      ; a slow computer invites to click twice
  System::Call 'kernel32::CreateMutex(p 0, i 0, t "${APPID}-cai-dat") p .r1 ?e'
  Pop $0
  ${If} $0 = 183                         ; ERROR_ALREADY_EXISTS
    !insertmacro End ${IN_USE} "Bộ cài đặt ${NAME} đang mở ở một cửa sổ khác. Hãy dùng cửa sổ đó."
  ${EndIf}
FunctionEnd

!macro ReadOption Word Variable
  ClearErrors
  ${GetOptions} $R0 "${Word}" $R1
  StrCpy ${Variable} "1"
  IfErrors 0 +2
    StrCpy ${Variable} "0"
!macroend

Function ReadOptions
  ${GetParameters} $R0
  !insertmacro ReadOption "/FORCE" $Forced
  !insertmacro ReadOption "/NODESKTOP" $OnDesktop
  IntOp $OnDesktop $OnDesktop ^ 1
FunctionEnd

Function CheckNewer
  ReadRegStr $0 HKCU "${UNKEY}" "DisplayVersion"
  ReadRegStr $1 HKCU "${UNKEY}" "InstallLocation"
  ${If} $0 == ""
  ${OrIf} $Forced = 1
  ${OrIfNot} ${FileExists} "$1\${EXE}"   ; the folder was deleted by hand
    Return
  ${EndIf}
  ${VersionCompare} "$0" "${VERSION}" $2
  ${If} $2 = 1
    !insertmacro Note "Máy đang có phiên bản $0, mới hơn ${VERSION}."
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "Máy đang có phiên bản mới hơn: $0. Bộ cài đặt này là phiên bản ${VERSION}.$\r$\n$\r$\nSổ đã mở bằng phiên bản mới có thể không mở lại được bằng phiên bản cũ.$\r$\n$\r$\nVẫn cài phiên bản cũ?" /SD IDNO IDYES older
    SetErrorLevel ${NEWER}
    Quit
    older:
  ${EndIf}
FunctionEnd

Function KeepFolder                      ; an upgrade goes where the program is: never two of them
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    Abort
  ${EndIf}
FunctionEnd

; The folder of another program of this make (only `_internal` is a name that others use too) and
; the folder of the officer's books are no place for this one. On the page the officer chooses
; again, in silence it ends.
Function CheckFolder
  StrCpy $0 ""
  StrLen $1 "$LOCALAPPDATA\${APPID}"
  StrCpy $2 "$INSTDIR" $1
  ${If} $2 == "$LOCALAPPDATA\${APPID}"
    StrCpy $0 "là nơi chứa sổ của đơn vị"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${EXE}"
  ${AndIfNot} ${FileExists} "$INSTDIR\${MARK}"
  ${AndIfNot} ${FileExists} "$INSTDIR\_new\*.*"
    StrCpy $0 "đang chứa một chương trình khác"
  ${EndIf}
  ${If} $0 != ""
    !insertmacro Note "Không dùng được thư mục $INSTDIR: $0."
    MessageBox MB_OK|MB_ICONEXCLAMATION "Thư mục$\r$\n$INSTDIR$\r$\n$0. Hãy chọn một thư mục khác." /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

; ---- the work -----------------------------------------------------------------------------

Section "${NAME}" Program
  !insertmacro Note "Cài đặt ${NAME} ${VERSION} vào $INSTDIR"
  Call CheckFolder
  Call CheckRunning
  Call CheckRoom

  ; All that takes long happens in $INSTDIR\_new, beside a program that still is whole.
  RMDir /r "$INSTDIR\_new"
  ClearErrors
  CreateDirectory "$INSTDIR\_new"
  ${If} ${Errors}
    !insertmacro Fail "Không ghi được vào thư mục $INSTDIR. Hãy chọn thư mục khác, hoặc giữ thư mục có sẵn của bộ cài đặt."
  ${EndIf}
  SetOutPath "$INSTDIR\_new"
  File "${SRC}/${EXE}"
  File "${SRC}/${CLI}"
  File /r "${SRC}/_internal"
  File /r "${SRC}/giay-phep"
  File "${MARK}"
  !if /FileExists "${SRC}/${GUIDE}"
    File "${SRC}/${GUIDE}"
  !endif
  WriteUninstaller "$INSTDIR\_new\${UNINSTALLER}"
  SetOutPath "$INSTDIR"                  ; a folder one stands in cannot be moved
  ${If} ${Errors}
    !insertmacro Fail "Không ghi được đủ tệp vào thư mục $INSTDIR. Chương trình có trước đó vẫn dùng được."
  ${EndIf}

  DetailPrint "Đang hoàn tất…"
  SetDetailsPrint none
  Call CheckRunning                      ; it may have been started meanwhile
  Call Swap
  Call Shortcuts
  SectionGetSize ${Program} $0           ; kB
  !insertmacro Register $0
  !insertmacro Note "Đã cài đặt xong."
SectionEnd

Function CheckRoom                       ; the page of the folder does it too, but is not always shown
  SectionGetSize ${Program} $0
  IntOp $0 $0 / 1024
  ${GetRoot} "$INSTDIR" $1
  ClearErrors
  ${DriveSpace} "$1\" "/D=F /S=M" $2
  ${IfNot} ${Errors}
  ${AndIf} $2 < $0
    !insertmacro Fail "Ổ đĩa $1 không đủ chỗ: cần $0 MB, còn $2 MB. Hãy xóa bớt tệp không cần rồi cài đặt lại."
  ${EndIf}
FunctionEnd

; Old parts go aside and new ones in place, by renaming only. The programs leave first and come
; last: between the two nothing can be started, so an old program never meets new parts, whatever
; moment the power fails. Running the setup again then does everything anew. If a part cannot be
; moved (somebody reads it), all steps are taken back and the old program is whole again.
Function Swap
  RMDir /r "$INSTDIR\_old"
  CreateDirectory "$INSTDIR\_old"
  ClearErrors
  !insertmacro Programs Aside
  !insertmacro Parts Aside
  !insertmacro Parts Place
  !insertmacro Programs Place
  RMDir /r "$INSTDIR\_old"
  RMDir /r "$INSTDIR\_new"
  Return
  undo_place:
    !insertmacro EveryPart TakeOut
  undo_aside:
    !insertmacro Parts PutBack
    !insertmacro Programs PutBack
    RMDir "$INSTDIR\_old"
    !insertmacro Fail "Có tệp của chương trình đang được dùng nên chưa thay được. Chương trình có trước đó vẫn giữ nguyên. Hãy khởi động lại máy rồi cài đặt lại."
FunctionEnd

Function Shortcuts
  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortCut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\${EXE}"
  CreateShortCut "$SMPROGRAMS\${NAME}\Gỡ cài đặt.lnk" "$INSTDIR\${UNINSTALLER}"
  !if /FileExists "${SRC}/${GUIDE}"
    CreateShortCut "$SMPROGRAMS\${NAME}\Hướng dẫn cài đặt và sử dụng.lnk" "$INSTDIR\${GUIDE}"
  !endif
  ${If} $OnDesktop = 1
    CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${EXE}"
  ${EndIf}
FunctionEnd

Function .onInstFailed
  RMDir /r "$INSTDIR\_new"
  RMDir "$INSTDIR"                       ; only when it is empty
FunctionEnd

!insertmacro CheckRunning ""
!insertmacro CheckRunning "un."

; ---- taking it away -----------------------------------------------------------------------

; Only what the setup brought, by name: whatever else lies in the folder stays, and so do the books.
Section "Uninstall"
  Call un.CheckRunning
  ClearErrors
  !insertmacro Programs Remove
  ${If} ${Errors}
    !insertmacro Fail "Không xóa được chương trình trong thư mục $INSTDIR. Hãy khởi động lại máy rồi gỡ lại."
  ${EndIf}
  !insertmacro Parts Remove
  RMDir /r "$INSTDIR\_new"
  RMDir /r "$INSTDIR\_old"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"                       ; only when it is empty
  ReadRegStr $0 HKCU "${UNKEY}" "InstallLocation"
  ${If} $0 == $INSTDIR                   ; not when the program lives elsewhere by now
    RMDir /r "$SMPROGRAMS\${NAME}"
    Delete "$DESKTOP\${NAME}.lnk"
    !insertmacro Unregister
  ${EndIf}
SectionEnd
