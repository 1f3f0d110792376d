; What the setup brings, part by part, and what is done with a part.

; The programs come last into place and leave first; MARK comes last of the others, and leaves last,
; so that a folder left half done is known again.
!macro Programs Do
  !insertmacro ${Do} "${CLI}"
  !insertmacro ${Do} "${EXE}"
!macroend

!macro Parts Do
  !insertmacro ${Do} "_internal"
  !insertmacro ${Do} "giay-phep"
  !insertmacro ${Do} "${GUIDE}"
  !insertmacro ${Do} "${UNINSTALLER}"
  !insertmacro ${Do} "${MARK}"
!macroend

!macro EveryPart Do
  !insertmacro Programs ${Do}
  !insertmacro Parts ${Do}
!macroend

!macro Aside Part
  ${If} ${FileExists} "$INSTDIR\${Part}"
    Rename "$INSTDIR\${Part}" "$INSTDIR\_old\${Part}"
    IfErrors undo_aside
  ${EndIf}
!macroend

!macro Place Part                        ; from here on $INSTDIR has no old part any more
  ${If} ${FileExists} "$INSTDIR\_new\${Part}"
    Rename "$INSTDIR\_new\${Part}" "$INSTDIR\${Part}"
    IfErrors undo_place
  ${EndIf}
!macroend

!macro TakeOut Part
  ${If} ${FileExists} "$INSTDIR\${Part}"
    Rename "$INSTDIR\${Part}" "$INSTDIR\_new\${Part}"
  ${EndIf}
!macroend

!macro PutBack Part
  ${If} ${FileExists} "$INSTDIR\_old\${Part}"
    Rename "$INSTDIR\_old\${Part}" "$INSTDIR\${Part}"
  ${EndIf}
!macroend

!macro Remove Part
  ${If} ${FileExists} "$INSTDIR\${Part}\*.*"
    RMDir /r "$INSTDIR\${Part}"
  ${ElseIf} ${FileExists} "$INSTDIR\${Part}"
    Delete "$INSTDIR\${Part}"
  ${EndIf}
!macroend

; A program that runs cannot be opened for writing; in silence the setup ends with IN_USE.
!macro CheckRunning un
Function ${un}CheckRunning
  again:
  StrCpy $0 ""
  !insertmacro Programs InUse
  ${If} $0 != ""
    !insertmacro Note "$0 đang chạy."
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} đang chạy ($0).$\r$\n$\r$\nHãy đóng chương trình rồi bấm Thử lại (Retry)." /SD IDCANCEL IDRETRY again
    RMDir /r "$INSTDIR\_new"
    SetErrorLevel ${IN_USE}
    Quit
  ${EndIf}
FunctionEnd
!macroend

!macro InUse Part
  ${If} ${FileExists} "$INSTDIR\${Part}"
    ClearErrors
    FileOpen $1 "$INSTDIR\${Part}" a
    ${If} ${Errors}
      StrCpy $0 "${Part}"
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

; ---- telling ------------------------------------------------------------------------------

!macro Note Text                         ; a line for the person who installs in silence
  ${GetTime} "" "L" $R1 $R2 $R3 $R4 $R5 $R6 $R7
  FileOpen $R8 "${LOG}" a
  FileSeek $R8 0 END
  FileWriteUTF16LE /BOM $R8 "$R3-$R2-$R1 $R5:$R6:$R7  ${Text}$\r$\n"
  FileClose $R8
  ClearErrors
!macroend

!macro Fail Text                         ; in a section: exit code 2
  !insertmacro Note "${Text}"
  MessageBox MB_OK|MB_ICONSTOP "${Text}" /SD IDOK
  SetDetailsPrint both
  Abort "Đã dừng."
!macroend

!macro End Code Text
  !insertmacro Note "${Text}"
  MessageBox MB_OK|MB_ICONSTOP "${Text}" /SD IDOK
  SetErrorLevel ${Code}
  Quit
!macroend
