"""What a file is, read from its content and not believed from its name. Pure."""

import zipfile
from dataclasses import dataclass
from typing import IO

LARGEST = 20 * 1_000_000  # bytes: a scanned statement of some fifty pages


@dataclass(frozen=True)
class FileKind:
    """A kind of file that may be kept: its media type, its ending and what people call it."""

    media_type: str
    ending: str
    label: str


PDF = FileKind("application/pdf", "pdf", "PDF")
PNG = FileKind("image/png", "png", "PNG picture")
JPEG = FileKind("image/jpeg", "jpg", "JPEG picture")
TEXT = FileKind("text/plain", "txt", "plain text")
WORD = FileKind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word document"
)
EXCEL = FileKind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel workbook"
)
OPEN_TEXT = FileKind("application/vnd.oasis.opendocument.text", "odt", "OpenDocument text")

KINDS = {kind.media_type: kind for kind in (PDF, PNG, JPEG, TEXT, WORD, EXCEL, OPEN_TEXT)}
_BEGINNINGS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))


def kind_of(file: IO[bytes]) -> FileKind | None:
    """Which of the kinds that may be kept this is; nothing when it is none of them. Leaves the file at its start."""
    file.seek(0)
    start = file.read(8192)
    try:
        for beginning, kind in _BEGINNINGS:
            if start.startswith(beginning):
                return kind
        return _office_kind(file) if start.startswith(b"PK\x03\x04") else _text_kind(file)
    finally:
        file.seek(0)


def _office_kind(file: IO[bytes]) -> FileKind | None:
    """A zipped office file without macros: those could act on whoever opens them."""
    try:
        with zipfile.ZipFile(file) as parts:
            names = set(parts.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if "[Content_Types].xml" in names:
                return WORD if "word/document.xml" in names else EXCEL if "xl/workbook.xml" in names else None
            if "mimetype" not in names or _has_scripts(names):
                return None
            with parts.open("mimetype") as declared:
                return OPEN_TEXT if declared.read(100) == OPEN_TEXT.media_type.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return None


def _has_scripts(names: set[str]) -> bool:
    return any(name.startswith(("Basic/", "Scripts/")) for name in names)


def _text_kind(file: IO[bytes]) -> FileKind | None:
    """Text has no control characters but line ends and tabs, and is UTF-8."""
    file.seek(0)
    content = file.read(LARGEST + 1)
    if not content or any(byte < 32 and byte not in (9, 10, 12, 13) for byte in content):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return TEXT
