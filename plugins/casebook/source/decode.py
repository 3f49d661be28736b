"""Bytes to text, with a finding for everything that is not plain UTF-8 with LF."""

from collections.abc import Iterator

from casebook.findings import Edit, Finding
from casebook.record import Place
from casebook.text.characters import Hidden, code_point, hidden_characters

MOST_BYTES = 1 << 20
_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CODE_OF_KIND = {"control": "CB012"}
_MOST_HIDDEN = 20


def decode(data: bytes, path: str, most: int = MOST_BYTES) -> tuple[str | None, list[Finding]]:
    """The text of a file with LF line ends and no byte order mark, or None; and findings."""
    if len(data) > most:
        return None, [too_large(path, len(data), most)]
    findings: list[Finding] = []
    if data.startswith(_BOM):
        mark = Edit(path=path, line=1, column=0, old="\ufeff", new="")
        findings.append(Finding(code="CB010", at=Place(path, 1, 1), edit=mark))
        data = data[len(_BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.append(_wrong_encoding(data, path, error.start))
        return None, findings
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        old = "\r\n" if "\r\n" in text else "\r"
        ends = Edit(path=path, line=0, column=0, old=old, new="\n")
        findings.append(Finding(code="CB011", at=Place(path, line, 1), edit=ends))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings.extend(_hidden(text, path))
    return text, findings


def too_large(path: str, size: int, most: int = MOST_BYTES) -> Finding:
    """The finding of a file of so many bytes."""
    limit = {"size": f"{-(-size // 1024)}", "limit": f"{most // 1024}"}
    return Finding(code="CB015", at=Place(path), params=limit)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""The line and column of an offset, both counted from 1.

    >>> line_and_column("ab\ncd", 4)
    (2, 2)
    """
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _wrong_encoding(data: bytes, path: str, offset: int) -> Finding:
    line = data.count(b"\n", 0, offset) + 1
    if data.startswith(_WIDE_BOMS):
        return Finding(code="CB014", at=Place(path, 1, 1))
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return Finding(code="CB014", at=Place(path, line, 1))
    code = "CB013" if _reads_as_chinese(text) else "CB014"
    return Finding(code=code, at=Place(path, line, 1))


def _reads_as_chinese(text: str) -> bool:
    """Whether what is not ASCII is mostly common Han and Chinese punctuation.

    Almost any bytes decode as GB18030, so the result has to look like Chinese.
    """
    foreign = [character for character in text if not character.isascii()]
    common = sum(
        "\u4e00" <= character <= "\u9fff" or character in "，。、；：？！“”‘’（）《》—…·　"
        for character in foreign
    )
    return common > len(foreign) * 0.9


def _hidden(text: str, path: str) -> Iterator[Finding]:
    for hidden in hidden_characters(text, _MOST_HIDDEN):
        yield _hidden_finding(hidden, text, path)


def _hidden_finding(hidden: Hidden, text: str, path: str) -> Finding:
    return Finding(
        code=_CODE_OF_KIND.get(hidden.kind, "CB024"),
        at=Place(path, *line_and_column(text, hidden.offset)),
        params={"character": code_point(hidden.character), "hidden": hidden.kind},
    )
