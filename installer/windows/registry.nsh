; What the registry of the user learns of the program, and forgets again.

!macro Register Size
  WriteRegStr HKCU "${UNKEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNKEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNKEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNKEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNKEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${UNKEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${UNKEY}" "EstimatedSize" ${Size}
  WriteRegDWORD HKCU "${UNKEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNKEY}" "NoRepair" 1
  WriteRegStr HKCU "${APPPATH}" "" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${APPPATH}" "Path" "$INSTDIR"
  !insertmacro FileType ".kttt" "${APPID}.TepNop" "Tệp nộp ${NAME}"
  !insertmacro FileType ".kttt-bn" "${APPID}.BienNhan" "Biên nhận ${NAME}"
  !insertmacro FileType ".kttt-capnhat" "${APPID}.CapNhat" "Bản cập nhật ${NAME}"
  !insertmacro TellExplorer
!macroend

!macro Unregister
  DeleteRegKey HKCU "${UNKEY}"
  DeleteRegKey HKCU "${APPPATH}"
  !insertmacro NoFileType ".kttt" "${APPID}.TepNop"
  !insertmacro NoFileType ".kttt-bn" "${APPID}.BienNhan"
  !insertmacro NoFileType ".kttt-capnhat" "${APPID}.CapNhat"
  !insertmacro TellExplorer
!macroend

!macro FileType Ending Kind Title
  WriteRegStr HKCU "${CLASSES}\${Kind}" "" "${Title}"
  WriteRegStr HKCU "${CLASSES}\${Kind}\DefaultIcon" "" "$INSTDIR\${MARK}"
  WriteRegStr HKCU "${CLASSES}\${Kind}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr HKCU "${CLASSES}\${Ending}" "" "${Kind}"
!macroend

!macro NoFileType Ending Kind            ; an ending that somebody else took over stays theirs
  ReadRegStr $0 HKCU "${CLASSES}\${Ending}" ""
  ${If} $0 == "${Kind}"
    DeleteRegValue HKCU "${CLASSES}\${Ending}" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\${Ending}"
  DeleteRegKey HKCU "${CLASSES}\${Kind}"
!macroend

!macro TellExplorer                      ; SHCNE_ASSOCCHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend
