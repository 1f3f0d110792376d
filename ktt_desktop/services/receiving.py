"""Nhận tệp: look at what came, then take it into the book, one transaction a file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import (
    CancelledError,
    KttError,
    NotFoundError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.receiving import FileState, HeldFile, Standing
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.interchange.submission_reader import Bundle, open_bundle
from ktt_desktop.services import receiving_kept as kept
from ktt_desktop.services.book import Book, back_up, now
from ktt_desktop.services.consolidation import Differences, differences, take_in
from ktt_desktop.services.file_looks import (
    Accepted,
    AcceptedBatch,
    ChangeCounts,
    FileLook,
    Inspection,
    Outcome,
)
from ktt_desktop.services.own_submission import remember_own
from ktt_desktop.services.receiving_judging import here_of, judge
from ktt_desktop.services.receiving_quarantine import (
    Came,
    copy_in,
    empty_quarantine,
    find_files,
)
from ktt_desktop.services.receiving_reading import (
    is_ours,
    looks_like_view,
    read_submission,
    shown_name,
    submission_bytes,
)
from ktt_desktop.services.receiving_units import Here
from ktt_desktop.services.receiving_views import look_at_view
from ktt_desktop.services.receiving_words import (
    SAME,
    accepted_sentence,
)
from ktt_desktop.storage import received_files as storage
from ktt_desktop.storage.session import transaction

NOT_A_SUBMISSION = "không phải tệp nộp của Sổ KTTT. Chọn tệp có đuôi .kttt."
NOTHING_FOUND = "Không thấy tệp nộp nào (.kttt) ở nơi đã chọn."


def inspect_files(
    book: Book, profile: UnitProfile, paths: Sequence[Path], progress: Progress
) -> Inspection:
    """Look at files, folders and sticks; nothing is written but the copies in quarantine.

    A file that cannot be taken stands there with its refusal. Raises StorageUnavailableError when
    the disk of the book fails, CancelledError; the quarantine is empty then.
    """
    empty_quarantine(book)
    found = find_files(paths)
    try:
        looks = tuple(_Inspector(book, here_of(book, profile), progress).look_at(found.files))
    except BaseException:
        empty_quarantine(book)
        raise
    return Inspection(looks, found.notes if looks else (*found.notes, NOTHING_FOUND))


def differences_of(book: Book, look: FileLook) -> Differences:
    """What accepting a file would change; reads its copy in quarantine.

    Raises UnreadableFileError when that is gone.
    """
    assert look.held is not None
    assert look.quarantined is not None
    data = open_bundle(submission_bytes(book, look.quarantined, look.file_name)).data
    with transaction(book.sessions) as session:
        return differences(session, book, look.held, data)


def accept(book: Book, profile: UnitProfile, look: FileLook) -> Accepted:
    """Take one file into the book, whole or not at all.

    It is read, verified and judged again: what the look said may be of an hour ago. Raises
    UnreadableFileError, StorageUnavailableError; book and folder are as before then.
    """
    if look.held is None or look.quarantined is None or look.refusal:
        return Accepted(look.file_name, Outcome.REFUSED, look.refusal)
    here = here_of(book, profile)
    content = submission_bytes(book, look.quarantined, look.file_name)
    read = read_submission(book, here, Came(look.path, chosen=True), content)
    with transaction(book.sessions) as session:
        judged = judge(session, here, read.look)
    if judged.refusal or judged.held is None or read.bundle is None:
        return Accepted(look.file_name, Outcome.REFUSED, judged.refusal)
    if judged.standing is Standing.SAME:
        done = Accepted(look.file_name, Outcome.SKIPPED, SAME)
    else:
        done = _written(book, here, judged, read.bundle, content)
    with suppress(OSError):
        look.quarantined.unlink()
    return done


def accept_all(
    book: Book, profile: UnitProfile, looks: Sequence[FileLook], progress: Progress
) -> AcceptedBatch:
    """Take every file that can be; may be stopped between two files, what was taken stays.

    The book is copied first. A file that fails is refused with its sentence and the next one is
    tried; a failing disk stops the batch. Raises StorageUnavailableError when the copy fails.
    """
    done: list[Accepted] = []
    if any(each.can_accept for each in looks):
        back_up(book, "nhan-tep")
    for number, look in enumerate(looks):
        try:
            progress.report(number, len(looks), f"Nhận tệp {look.file_name}")
            done.append(accept(book, profile, look))
        except CancelledError:
            return AcceptedBatch(tuple(done), stopped=True)
        except KttError as error:
            done.append(Accepted(look.file_name, Outcome.REFUSED, str(error)))
            if isinstance(error, StorageUnavailableError):
                return AcceptedBatch(tuple(done), stopped=True)
    return AcceptedBatch(tuple(done))


@dataclass(slots=True)
class _Inspector:
    """One inspection: the files of the batch are judged against each other too."""

    book: Book
    here: Here
    progress: Progress
    before: list[HeldFile] = field(default_factory=list)

    def look_at(self, files: Sequence[Came]) -> Iterator[FileLook]:
        """Every file that is or may be a submission, in the order they would be accepted."""
        steps = 2 * len(files)
        looks = []
        for number, came in enumerate(files):
            self.progress.report(number, steps, f"Đọc {shown_name(came.path)}")
            looks.append(self._read(came, number))
        ordered = sorted((each for each in looks if each), key=_place)
        for number, look in enumerate(ordered, len(files)):
            self.progress.report(number, steps, f"So sánh {look.file_name}")
            yield self._compared(look)

    def _read(self, came: Came, number: int) -> FileLook | None:
        """The file so far; None for something found in a folder that is no submission."""
        look = FileLook(came.path, shown_name(came.path))
        try:
            copy = copy_in(self.book, came.path, number)
            look = replace(look, quarantined=copy)
            content = submission_bytes(self.book, copy, look.file_name)
        except UnreadableFileError as error:
            return replace(look, refusal=str(error))
        if looks_like_view(content):
            return look_at_view(self.book, look, content) or _other(came, look)
        if not came.chosen and came.path.suffix.casefold() != ".kttt" and not is_ours(content):
            return None
        return replace(read_submission(self.book, self.here, came, content).look, quarantined=copy)

    def _compared(self, look: FileLook) -> FileLook:
        """The look with its place among the files held and those of the batch before it."""
        if look.refusal or look.held is None:
            return look
        with transaction(self.book.sessions) as session:
            look = judge(session, self.here, look, self.before)
        if look.refusal or look.held is None or not look.can_accept:
            return look
        assert look.state is not None
        file = replace(look.held, state=look.state)
        try:
            if look.state is FileState.ACCEPTED:
                look = replace(look, changes=_counted(differences_of(self.book, look)))
        except (UnreadableFileError, NotFoundError) as error:
            return replace(look, refusal=str(error))
        self.before.append(file)
        return look


def _other(came: Came, look: FileLook) -> FileLook | None:
    """A workbook of somebody else: nothing to say of one found in a folder."""
    if not came.chosen:
        return None
    return replace(look, refusal=f"Tệp {look.file_name} {NOT_A_SUBMISSION}")


def _written(book: Book, here: Here, look: FileLook, bundle: Bundle, content: bytes) -> Accepted:
    """Keep the bytes, write the row, lay the figures over the book: all or nothing."""
    assert look.held is not None
    assert look.state is not None
    moment = now()
    file = replace(look.held, state=look.state, received_at=moment)
    taken = None
    with _kept(book, file, content), transaction(book.sessions) as session:
        file = replace(file, id=storage.add_file(session, file, moment))
        if file.state is FileState.ACCEPTED:
            _remember_landing(session, book, file)
            taken = take_in(session, book, file, bundle.data)
            if file.key.unit == here.key:
                remember_own(session, file, bundle)
    outcome = Outcome.ACCEPTED if file.state is FileState.ACCEPTED else Outcome.HELD
    sentence = accepted_sentence(file, look.period_label)
    return Accepted(look.file_name, outcome, sentence, file, taken)


def _remember_landing(session: Session, book: Book, file: HeldFile) -> None:
    """A former unit with one successor lands there, as the list of units says."""
    if file.lands_on != file.key.unit and file.key.unit not in storage.mappings(session):
        source = f"Danh sách đơn vị hành chính, bản {book.units.edition}"
        storage.keep_mapping(session, file.key.unit, file.lands_on, source, now())


@contextmanager
def _kept(book: Book, file: HeldFile, content: bytes) -> Iterator[None]:
    """The file in its folder while its row is written, and gone again when that fails."""
    is_new = kept.keep(book, file.file_hash, content)
    try:
        yield
    except BaseException:
        if is_new:
            kept.forget(book, file.file_hash)
        raise


def _place(look: FileLook) -> tuple[object, ...]:
    """The order of a batch: by unit, period and number; a copy after the file it was made of."""
    if look.held is None:
        return (1, "", "", "", 0, 0, str(look.path))
    key = look.held.key
    return (0, key.unit, key.period, key.form, look.held.number, len(look.notes), str(look.path))


def _counted(found: Differences) -> ChangeCounts:
    return ChangeCounts(
        organisations_new=len(found.organisations_new),
        organisations_changed=len(found.organisations_changed),
        organisations_gone=len(found.organisations_gone),
        unchanged=found.unchanged,
        figures=len(found.figures),
        lost=len(found.lost),
        corrections=len(found.corrections),
        duplicates=len(found.duplicates),
    )
