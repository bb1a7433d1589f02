; The installer for Windows: for one user, without an administrator.
;
;   makensis -DVERSION=0.1.0 -DBUNDLE=..\..\build\dist\dmedesk -DOUT=dmedesk-setup.exe dmedesk.nsi
;
; Silent, for an office with several PCs:  dmedesk-setup.exe /S  [/D=C:\Another folder]
; Uninstalling removes the program. Shops, backups and settings are the user's, and stay.

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
!include "MUI2.nsh"
!include "FileFunc.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\DMEDesk"
!define CLASSES "Software\Classes"

Name "DMEDesk"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\DMEDesk"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "DMEDesk"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs DMEDesk"
VIAddVersionKey "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${PICTURES}/dmedesk.ico"
!define MUI_UNICON "${PICTURES}/dmedesk.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\DMEDeskWindow.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section "DMEDesk"
    SetOutPath "$INSTDIR"
    ; An older version's files would stay beside the new ones.
    RMDir /r "$INSTDIR\_internal"
    File /r "${BUNDLE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\DMEDesk.lnk" "$INSTDIR\DMEDeskWindow.exe"

    WriteRegStr HKCU "${CLASSES}\.dmedesk" "" "DMEDesk.Shop"
    WriteRegStr HKCU "${CLASSES}\DMEDesk.Shop" "" "DMEDesk shop"
    WriteRegStr HKCU "${CLASSES}\DMEDesk.Shop\DefaultIcon" "" "$INSTDIR\DMEDeskWindow.exe,0"
    WriteRegStr HKCU "${CLASSES}\DMEDesk.Shop\shell\open\command" "" \
        '"$INSTDIR\DMEDeskWindow.exe" "%1"'

    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "DMEDesk"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\DMEDeskWindow.exe"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    IntFmt $0 "0x%08X" $0
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\dmedesk.exe"
    Delete "$INSTDIR\DMEDeskWindow.exe"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\DMEDesk.lnk"
    DeleteRegKey HKCU "${CLASSES}\.dmedesk"
    DeleteRegKey HKCU "${CLASSES}\DMEDesk.Shop"
    DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
