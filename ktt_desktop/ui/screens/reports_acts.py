"""What is done with a whole report: figures put in and checked, words taken and brought back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from ktt_desktop.domain.locked_figures import FigureChange
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import RichPicture, SectionText
from ktt_desktop.services.report_changes import accept_changes, changed_figures, refuse_change
from ktt_desktop.services.report_check import WordFinding, check_words
from ktt_desktop.services.report_earlier import EarlierTexts, earlier_texts, take_earlier_words
from ktt_desktop.services.report_insertions import FigureGroup, insertable_figures
from ktt_desktop.services.report_pictures import add_picture
from ktt_desktop.services.report_texts import load_texts, save_texts
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.screens.reports_body import SectionBody
from ktt_desktop.ui.screens.reports_insert import InsertDialog
from ktt_desktop.ui.screens.reports_outline import SectionList
from ktt_desktop.ui.screens.reports_picture import (
    PictureDialog,
    picture_at,
    picture_width,
    set_picture_width,
)
from ktt_desktop.ui.screens.reports_versions import VersionsDialog

EARLIER = "Lấy lời văn kỳ trước"
PICTURES = "Hình (*.png *.jpg *.jpeg)"


class ReportActs(QObject):
    """Các việc của màn hình Báo cáo, with their buttons and keys."""

    outline_wanted = Signal(str)

    def __init__(
        self,
        context: Context,
        screen: QWidget,
        body: SectionBody,
        sections: SectionList,
        ready: Callable[[], ReportKey | None],
    ) -> None:
        """`ready` saves what was typed and tells which report is shown."""
        super().__init__(screen)
        self._context, self._screen = context, screen
        self._body, self._sections, self._ready = body, sections, ready
        self.buttons = (
            self._button("&Thiết lập…", self.open_settings),
            self._button("&Dàn ý…", self.open_outlines),
        )
        toolbar = self._body.toolbar
        toolbar.add_menu(
            "H&ình",
            "Chèn hình PNG hoặc JPEG, đổi bề rộng",
            {"&Chèn hình…": self.insert_picture, "&Bề rộng hình…": self.change_width},
        )
        toolbar.add_button("Số liệu  F4", "Chèn số liệu của sổ, được khóa", self.insert_figure)
        toolbar.add_menu(
            "&Việc khác",
            "Việc khác của mục và của báo cáo",
            {
                "&Kiểm tra chữ số\tF7": self.check,
                "&Tìm trong báo cáo\tCtrl+F": self._body.finder.start,
                "&Lấy lời văn kỳ trước…\tF8": self.take_earlier,
                "&Các bản lời văn…\tCtrl+H": self.open_versions,
                "T&rả đoạn này về câu tự lập": self.give_back,
                "&Hiện lại các câu đã bỏ của mục": self.bring_back,
            },
        )
        toolbar.end()
        changes = self._body.changes
        changes.accepted.connect(self.accept)
        changes.refused.connect(self.refuse)
        changes.wanted.connect(self.show_change)
        self._body.check.wanted.connect(self.show_words)
        for keys, act in (
            ("F4", self.insert_figure),
            ("F7", self.check),
            ("F8", self.take_earlier),
            (shortcuts.LOOK_BACK, self.open_versions),
            ("Ctrl+F", self._body.finder.start),
            ("Ctrl+S", self._ready),
        ):
            shortcuts.bind(screen, keys, act)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(act)
        return button

    # --- the report

    def open_settings(self) -> None:
        """Number, day, addressees, choices of this report."""
        from ktt_desktop.ui.report_settings_dialog import open_settings

        key = self._ready()
        if key is not None:
            open_settings(self._context, self._screen, key)

    def open_outlines(self) -> None:
        """The outlines of the unit; a chosen one is shown."""
        from ktt_desktop.ui.report_outline_dialog import open_outlines

        key = self._ready()
        if key is not None and (chosen := open_outlines(self._context, self._screen, key)):
            self.outline_wanted.emit(chosen)

    def open_versions(self) -> None:
        """The versions kept of the words."""
        key = self._ready()
        if key is not None:
            VersionsDialog(self._context, key, self._screen).open()

    def take_earlier(self) -> None:
        """Ask for which sections the words of the period before are taken."""
        key = self._ready()
        if key is not None:
            book = self._context.book
            self._context.ask(
                self._screen,
                lambda _: earlier_texts(book, key),
                lambda earlier: self._ask_earlier(key, earlier),
            )

    def _ask_earlier(self, key: ReportKey, earlier: EarlierTexts | None) -> None:
        screen, here = self._screen, self._sections.section
        if earlier is None:
            messages.inform(screen, EARLIER, "Chưa có lời văn của kỳ trước theo dàn ý này.")
            return
        answers = ["Thôi", "Các mục chưa có lời văn"]
        if here in earlier.texts:
            answers.append("Mục đang mở")
        question = (
            f"Lấy lời văn của {earlier.period.label} làm bản đầu? Số liệu khóa theo số của kỳ này. "
            "Lời văn hiện nay được giữ thành một bản."
        )
        taken = messages.choose(screen, EARLIER, question, tuple(answers))
        if taken:
            book, profile = self._context.book, self._context.profile
            sections = (here,) if taken > 1 else None
            self._context.save(screen, lambda _: take_earlier_words(book, profile, key, sections))

    # --- figures

    def insert_figure(self) -> None:
        """Look for a figure and put it where the cursor stands."""
        key = self._ready()
        if key is not None:
            book, profile = self._context.book, self._context.profile
            self._context.ask(
                self._screen, lambda _: insertable_figures(book, profile, key), self._ask_figure
            )

    def _ask_figure(self, groups: tuple[FigureGroup, ...]) -> None:
        dialog = InsertDialog(groups, self._screen)
        dialog.chosen.connect(self._body.insert_figure)
        dialog.open()

    def accept(self, changes: tuple[FigureChange, ...]) -> None:
        """Take over the new values of these figures."""
        key = self._ready()
        if key is None:
            return
        book, profile = self._context.book, self._context.profile

        def work(_: Job) -> ChangeSet:
            return accept_changes(book, key, _same(changed_figures(book, profile, key), changes))

        count = len(changes)
        self._decide(key, changes, work, f"Đã nhận {count} số mới vào lời văn.")

    def refuse(self, change: FigureChange, reason: str) -> None:
        """Keep the old value of a figure, and say why."""
        key = self._ready()
        if key is None:
            return
        book, profile = self._context.book, self._context.profile

        def work(_: Job) -> ChangeSet:
            found = _same(changed_figures(book, profile, key), (change,))
            return refuse_change(book, key, found[0], reason) if found else ChangeSet()

        self._decide(key, (change,), work, f"Đã giữ {change.old} trong lời văn.")

    def _decide(
        self,
        key: ReportKey,
        changes: tuple[FigureChange, ...],
        work: Callable[[Job], ChangeSet],
        told: str,
    ) -> None:
        """Do it, and offer the words as they were before until something is typed."""
        book, before = self._context.book, dict[str, SectionText]()
        after: dict[str, SectionText] = {}

        def decide(job: Job) -> ChangeSet:
            before.update(load_texts(book, key))
            done = work(job)
            after.update(load_texts(book, key))
            return done

        def take_back(_: Job) -> ChangeSet:
            now = load_texts(book, key)
            sections = {
                each.section for each in changes if now.get(each.section) == after.get(each.section)
            }
            return save_texts(book, key, {each: before.get(each, ()) for each in sections})

        def offer(_: ChangeSet) -> None:
            self._body.undo.offer(told, lambda: self._context.save(self._screen, take_back))

        self._context.save(self._screen, decide, offer)

    def show_change(self, change: FigureChange) -> None:
        """Bring a changed figure into view."""
        self._sections.choose(change.section)
        self._body.show_figure(change.figure.slot, change.old)

    # --- words

    def check(self) -> None:
        """Check the numbers typed by hand against each other and the book."""
        key = self._ready()
        if key is not None:
            book, profile = self._context.book, self._context.profile

            def work(job: Job) -> tuple[WordFinding, ...]:
                return check_words(book, profile, key, job)

            run_with_dialog(
                self._context, self._screen, "Kiểm tra chữ số", work, self._body.check.show_findings
            )

    def show_words(self, section: str, words: str) -> None:
        """Bring words of a section into view."""
        self._sections.choose(section)
        self._body.show_words(words)

    def give_back(self) -> None:
        """Make the paragraph of the cursor the program's sentence again."""
        if not self._body.give_back_sentence():
            self._context.notice("Đoạn đang đứng không thay cho câu tự lập nào.")

    def bring_back(self) -> None:
        """Show the sentences taken out of the section again."""
        if not self._body.bring_back_hidden():
            self._context.notice("Mục này không bỏ câu tự lập nào.")

    def insert_picture(self) -> None:
        """Put a picture of a file behind the paragraph of the cursor."""
        chosen, _ = QFileDialog.getOpenFileName(self._screen, "Chèn hình", "", PICTURES)
        if not chosen:
            return
        book, path = self._context.book, Path(chosen)

        def work(_: Job) -> tuple[RichPicture, bytes]:
            picture = add_picture(book, path)
            return picture, path.read_bytes()

        self._context.ask(self._screen, work, self._put_picture)

    def change_width(self) -> None:
        """Ask how wide the picture of the cursor is printed."""
        picture = picture_at(self._body.editor.textCursor())
        if picture is None:
            self._context.notice("Đưa con trỏ đến dòng của hình, rồi đổi bề rộng.")
            return
        dialog = PictureDialog(picture_width(picture), self._screen)
        dialog.accepted.connect(lambda: self._set_width(dialog.wide))
        dialog.open()

    def _set_width(self, wide: int) -> None:
        """Looked for again: the section may have been shown anew since."""
        picture = picture_at(self._body.editor.textCursor())
        if picture is not None:
            set_picture_width(picture, wide)

    def _put_picture(self, made: tuple[RichPicture, bytes]) -> None:
        picture, content = made
        if self._body.sheet is not None:
            self._body.sheet.pictures[picture.name] = content
            self._body.insert_item(picture)


def _same(found: tuple[FigureChange, ...], wanted: tuple[FigureChange, ...]) -> list[FigureChange]:
    """The changes of now that were meant; their places may have moved since."""
    meant = {(each.section, each.figure, each.old) for each in wanted}
    return [each for each in found if (each.section, each.figure, each.old) in meant]
