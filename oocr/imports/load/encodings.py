"""The bytes of a file as text: UTF-8 with or without a mark, UTF-16 with one, or cp1252."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oocr.imports.load.lines import Line

BLOCK = 1 << 20


@dataclass(frozen=True)
class Looked:
    """What one pass over the bytes found. `plain` files can be read by the fast reader."""

    encoding: str
    newlines: int
    plain: bool
    last_line_ended: bool


def look(path: Path) -> Looked:
    """Read the bytes once: which encoding they are in, how many lines, and whether anything is odd."""
    with path.open("rb") as file:
        start = file.read(4)
        if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return Looked("utf-16", 0, plain=False, last_line_ended=True)
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        newlines = returns = pairs = nulls = 0
        utf8, last = True, b"\n"
        while block := file.read(BLOCK):
            newlines += block.count(b"\n")
            nulls += block.count(b"\0")
            if b"\r" in block or last == b"\r":
                returns += block.count(b"\r")
                pairs += block.count(b"\r\n") + (last == b"\r" and block[:1] == b"\n")
            if utf8 and not block.isascii():
                utf8 = _decodes(decoder, block)
            last = block[-1:]
    even = returns == pairs and pairs in (0, newlines)
    utf8 = utf8 and _decodes(decoder, b"", final=True)
    return Looked(
        "utf-8" if utf8 else "cp1252", newlines, utf8 and even and not nulls, last in (b"\n", b"\r")
    )


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def text_lines(path: Path, looked: Looked) -> Iterator[Line]:
    """Every line, numbered from 1, each decoded by itself so that one bad line costs no other."""
    if looked.encoding == "utf-16":
        with path.open(encoding="utf-16", errors="replace", newline=None) as opened:
            for number, line in enumerate(opened, 1):
                yield _line(number, line.rstrip("\n"), line.endswith("\n"))
        return
    mixed = looked.encoding == "cp1252" and _mostly_utf8(path)
    for number, raw in enumerate(_raw_lines(path), 1):
        body = raw.rstrip(b"\r\n")
        try:
            text = body.decode("utf-8" if mixed or looked.encoding == "utf-8" else "cp1252")
        except UnicodeDecodeError:
            problem = "mixed-encodings" if mixed else "unreadable-characters"
            yield Line(number, body.decode("cp1252", errors="replace"), problem)
        else:
            yield _line(number, text, raw != body)


def _line(number: int, text: str, ended: bool) -> Line:
    if "\0" in text:
        return Line(number, text.replace("\0", ""), "null-character")
    return Line(number, text.removeprefix("\ufeff") if number == 1 else text, ended=ended)


def _raw_lines(path: Path) -> Iterator[bytes]:
    """The lines as bytes. A file of an old Mac has returns and no newlines."""
    with path.open("rb") as file:
        for raw in file:
            if b"\r" in raw.rstrip(b"\r\n"):
                yield from raw.splitlines(keepends=True)
            else:
                yield raw


def _mostly_utf8(path: Path) -> bool:
    """Of the lines that are not plain ASCII, are at least half good UTF-8? Then the others are strangers in the file."""
    good = bad = 0
    with path.open("rb") as file:
        for raw in file:
            if not raw.isascii():
                try:
                    raw.decode("utf-8")
                    good += 1
                except UnicodeDecodeError:
                    bad += 1
    return good >= bad
