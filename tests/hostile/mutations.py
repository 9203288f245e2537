"""Ways to spoil content: each takes the files and numbers that choose where and how, and changes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Files = dict[str, bytes]
"""Content by path below the content's folder."""
Mutation = tuple[str, int, int, int]
"""A name of `MUTATIONS`, and which file, where in it, and how."""

VALUES = (
    *(
        "",
        "~",
        "[]",
        "{}",
        "''",
        '"\\n"',
        "true",
        "nei",
        "0",
        "-1",
        "08",
        "1e999",
        ".inf",
        "12:30",
        "2024-02-30",
    ),
    *(
        "99999999999999999999",
        "[[[]]]",
        "{a: b}",
        "- x",
        "a: b",
        "|",
        ">-",
        "&a b",
        "*a",
        "!a b",
        "'x",
        "# x",
    ),
    *(
        "[](#)",
        "[](#rammer)",
        "[{nummer}](#x)",
        "[{tittel}](#teamoslo)",
        "[9](#lonn/budsjett-2025)",
        "[^1] [^1]: x",
    ),
    *("[1](#a/b/c/d)", f"[{'9' * 5000}](#lonn/budsjett-2025)", "[](#lonn/budsjett-2025/per/budsjett-2024)"),
    *(
        "{lik: lonn/budsjett-2025}",
        "[rammer, rammer]",
        "{og: x}",
        "{tekst: x, over: 2}",
        "figurer/x.svg",
        "2021/x",
    ),
    *(
        "*a **b* c**",
        "<b>x</b>",
        "`x`",
        "# x",
        "![x](y)",
        "a\u00a0b",
        "e\u0301",
        "😀",
        "{{ x }}",
        "$x$",
        "\\",
        '"',
    ),
    *(
        "1) a",
        "- a",
        "+ a",
        "= a",
        "a  b",
        "x" * 1001,
        "x " * 6000,
        "{nummer}",
        "{tittel}",
        "[",
        "]",
        "<",
        ">",
    ),
)
"""What a value is replaced by; much of it means something to YAML, Markdown or the tool."""


def lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def block(content: bytes, where: int) -> tuple[list[bytes], int, int]:
    """Return the lines, and where a line with all that is indented below it begins and ends."""
    all_lines = lines(content)
    start = where % len(all_lines) if all_lines else 0
    end = start + 1
    while end < len(all_lines) and (
        not all_lines[end].strip() or indent(all_lines[end]) > indent(all_lines[start])
    ):
        end += 1
    return all_lines, start, end


def indent(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" "))


def names(files: Files, like: str = "") -> list[str]:
    return sorted(name for name in files if name.startswith(like))


# --- Bytes and lines ----------------------------------------------------------------------------


def truncated(content: bytes, where: int, _how: int) -> bytes:
    return content[: where % (len(content) + 1)]


def with_a_flipped_bit(content: bytes, where: int, how: int) -> bytes:
    at = where % max(len(content), 1)
    return content[:at] + bytes(byte ^ 1 << how % 8 for byte in content[at : at + 1]) + content[at + 1 :]


def with_a_byte(content: bytes, where: int, how: int) -> bytes:
    at = where % (len(content) + 1)
    return content[:at] + bytes([how % 256]) + content[at:]


def without_a_line(content: bytes, where: int, how: int) -> bytes:
    all_lines = lines(content)
    at = where % max(len(all_lines), 1)
    return b"".join(all_lines[:at] + all_lines[at + 1 + how % 3 :])


def with_a_line_twice(content: bytes, where: int, how: int) -> bytes:
    all_lines = lines(content)
    at = where % max(len(all_lines), 1)
    return b"".join(all_lines[: at + 1] + all_lines[at : at + 1 + how % 4] + all_lines[at + 1 :])


def with_lines_swapped(content: bytes, where: int, how: int) -> bytes:
    all_lines = lines(content)
    if all_lines:
        first, second = where % len(all_lines), how % len(all_lines)
        all_lines[first], all_lines[second] = all_lines[second], all_lines[first]
    return b"".join(all_lines)


def indented_otherwise(content: bytes, where: int, how: int) -> bytes:
    all_lines, start, end = block(content, where)
    by = how % 9 - 4
    end = end if how % 2 else start + 1
    moved = [b" " * by + line if by > 0 else line[min(-by, indent(line)) :] for line in all_lines[start:end]]
    return b"".join(all_lines[:start] + moved + all_lines[end:])


def without_a_block(content: bytes, where: int, _how: int) -> bytes:
    all_lines, start, end = block(content, where)
    return b"".join(all_lines[:start] + all_lines[end:])


def with_a_block_moved(content: bytes, where: int, how: int) -> bytes:
    all_lines, start, end = block(content, where)
    rest = all_lines[:start] + all_lines[end:]
    at = how % (len(rest) + 1)
    return b"".join(rest[:at] + all_lines[start:end] + rest[at:])


def with_a_block_twice(content: bytes, where: int, _how: int) -> bytes:
    all_lines, start, end = block(content, where)
    return b"".join(all_lines[:end] + all_lines[start:])


def with_another_value(content: bytes, where: int, how: int) -> bytes:
    return replaced(content, where, VALUES[how % len(VALUES)].encode())


def with_another_word(content: bytes, where: int, how: int) -> bytes:
    found = list(re.finditer(rb"[^\s:]+", content))
    if not found:
        return content
    word = found[where % len(found)]
    return content[: word.start()] + VALUES[how % len(VALUES)].encode() + content[word.end() :]


def replaced(content: bytes, where: int, value: bytes) -> bytes:
    """Replace what stands behind a colon or a dash."""
    found = list(values(content))
    if not found:
        return content
    start, end = found[where % len(found)]
    return content[:start] + value + content[end:]


def values(content: bytes) -> list[tuple[int, int]]:
    return [match.span(1) for match in re.finditer(rb"(?:: |- )([^\n]*)", content)]


CHANGES: dict[str, Callable[[bytes, int, int], bytes]] = {
    change.__name__: change
    for change in (
        *(truncated, with_a_flipped_bit, with_a_byte, without_a_line, with_a_line_twice, with_lines_swapped),
        *(indented_otherwise, without_a_block, with_a_block_moved, with_a_block_twice),
        *(with_another_value, with_another_word),
    )
}

# --- Files --------------------------------------------------------------------------------------


def removed(files: Files, name: str, _where: int, _how: int) -> None:
    del files[name]


def emptied(files: Files, name: str, _where: int, how: int) -> None:
    files[name] = (b"", b"\n", b"# x\n", b"---\n", b"{}\n", b"[]\n", b"x\n", b"\xef\xbb\xbf")[how % 8]


def renamed(files: Files, name: str, _where: int, how: int) -> None:
    stem = name.removesuffix(".yaml")
    ending = ("2.yaml", ".yml", ".yaml.bak", "Å.yaml", "/x.yaml", "-.yaml")[how % 6]
    files[stem + ending] = files.pop(name)


def exchanged(files: Files, name: str, where: int, _how: int) -> None:
    other = names(files)[where % len(files)]
    files[name], files[other] = files[other], files[name]


def with_a_value_of_another(files: Files, name: str, where: int, how: int) -> None:
    other = files[names(files)[how % len(files)]]
    found = values(other)
    if found:
        start, end = found[how // len(files) % len(found)]
        files[name] = replaced(files[name], where, other[start:end])


def with_a_block_of_another(files: Files, name: str, where: int, how: int) -> None:
    other = files[names(files)[how % len(files)]]
    there, start, end = block(other, how // len(files))
    here = lines(files[name])
    at = where % (len(here) + 1)
    files[name] = b"".join(here[:at] + there[start:end] + here[at:])


MOVES: dict[str, Callable[[Files, str, int, int], None]] = {
    move.__name__: move
    for move in (removed, emptied, renamed, exchanged, with_a_value_of_another, with_a_block_of_another)
}
MUTATIONS = (*CHANGES, *MOVES)


def mutate(files: Files, year: str, mutation: Mutation) -> None:
    """Spoil one of a year's files, or one that all years share."""
    name, which, where, how = mutation
    own = names(files, year) + [shared for shared in names(files) if "/" not in shared]
    if not own:
        return
    file = own[which % len(own)]
    if name in MOVES:
        MOVES[name](files, file, where, how)
    else:
        files[file] = CHANGES[name](files[file], where, how)
