; The words of the wizard's pages; those of NSIS itself are in vietnamese.nlf.
!insertmacro LANGFILE "vietnamese" "Vietnamese" "Tiếng Việt" "Tieng Viet"

${LangFileString} MUI_TEXT_WELCOME_INFO_TITLE "Cài đặt $(^NameDA)"
${LangFileString} MUI_TEXT_WELCOME_INFO_TEXT "Chương trình theo dõi kinh tế tập thể: danh mục, chỉ tiêu hằng năm, kiểm tra, báo cáo và tệp nộp.$\r$\n$\r$\nPhiên bản ${VERSION}. Không cần quyền quản trị máy và không cần mạng. Nếu máy đã có chương trình, bản mới thay bản cũ; sổ và các bản sao lưu được giữ nguyên.$\r$\n$\r$\nHãy đóng Sổ KTTT trước khi cài đặt.$\r$\n$\r$\n$_CLICK"

${LangFileString} MUI_TEXT_DIRECTORY_TITLE "Thư mục cài đặt"
${LangFileString} MUI_TEXT_DIRECTORY_SUBTITLE "Nơi đặt chương trình. Sổ của đơn vị nằm ở thư mục khác."

${LangFileString} MUI_TEXT_INSTALLING_TITLE "Đang cài đặt"
${LangFileString} MUI_TEXT_INSTALLING_SUBTITLE "Vui lòng chờ cho đến khi cài đặt xong."
${LangFileString} MUI_TEXT_FINISH_TITLE "Đã cài đặt xong"
${LangFileString} MUI_TEXT_FINISH_SUBTITLE "$(^NameDA) đã sẵn sàng sử dụng."
${LangFileString} MUI_TEXT_ABORT_TITLE "Chưa cài đặt được"
${LangFileString} MUI_TEXT_ABORT_SUBTITLE "Xử lý điều vừa báo, rồi chạy lại bộ cài đặt."

${LangFileString} MUI_TEXT_FINISH_INFO_TITLE "Đã cài đặt $(^NameDA)"
${LangFileString} MUI_TEXT_FINISH_INFO_TEXT "Mở chương trình bằng biểu tượng $(^NameDA) trên màn hình nền hoặc trong trình đơn Start.$\r$\n$\r$\nSổ của đơn vị và các bản sao lưu nằm trong thư mục:$\r$\n$LOCALAPPDATA\${APPID}"
${LangFileString} MUI_TEXT_FINISH_INFO_REBOOT "Máy cần được khởi động lại để hoàn tất việc cài đặt $(^NameDA). Khởi động lại ngay?"
${LangFileString} MUI_TEXT_FINISH_REBOOTNOW "Khởi động lại ngay"
${LangFileString} MUI_TEXT_FINISH_REBOOTLATER "Khởi động lại sau"
${LangFileString} MUI_TEXT_FINISH_RUN "&Mở $(^NameDA) ngay"
${LangFileString} MUI_TEXT_FINISH_SHOWREADME "&Xem hướng dẫn"
${LangFileString} MUI_BUTTONTEXT_FINISH "&Hoàn thành"

${LangFileString} MUI_UNTEXT_CONFIRM_TITLE "Gỡ cài đặt $(^NameDA)"
${LangFileString} MUI_UNTEXT_CONFIRM_SUBTITLE "Gỡ chương trình khỏi máy, không xóa số liệu."

${LangFileString} MUI_UNTEXT_UNINSTALLING_TITLE "Đang gỡ cài đặt"
${LangFileString} MUI_UNTEXT_UNINSTALLING_SUBTITLE "Vui lòng chờ cho đến khi gỡ xong."
${LangFileString} MUI_UNTEXT_FINISH_TITLE "Đã gỡ cài đặt"
${LangFileString} MUI_UNTEXT_FINISH_SUBTITLE "$(^NameDA) đã được gỡ khỏi máy."
${LangFileString} MUI_UNTEXT_ABORT_TITLE "Chưa gỡ được"
${LangFileString} MUI_UNTEXT_ABORT_SUBTITLE "Xử lý điều vừa báo, rồi gỡ lại lần nữa."

${LangFileString} MUI_UNTEXT_FINISH_INFO_TITLE "Đã gỡ cài đặt $(^NameDA)"
${LangFileString} MUI_UNTEXT_FINISH_INFO_TEXT "Sổ của đơn vị và các bản sao lưu không bị xóa. Chúng vẫn nằm trong thư mục:$\r$\n$LOCALAPPDATA\${APPID}$\r$\n$\r$\nCài đặt lại chương trình thì làm việc tiếp được với sổ này. Khi không cần nữa, xóa thư mục trên bằng tay.$\r$\n$\r$\nBấm Hoàn thành để đóng cửa sổ này."
${LangFileString} MUI_UNTEXT_FINISH_INFO_REBOOT "Máy cần được khởi động lại để hoàn tất việc gỡ $(^NameDA). Khởi động lại ngay?"

${LangFileString} MUI_TEXT_ABORTWARNING "Dừng cài đặt $(^Name)?"
${LangFileString} MUI_UNTEXT_ABORTWARNING "Dừng gỡ cài đặt $(^Name)?"
