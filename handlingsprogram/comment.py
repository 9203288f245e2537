"""The one comment on a pull request, made of what a run that is not trusted has left behind.

The workflow that may write comments runs this from the main branch, with nothing but Python: whatever the
texts hold, the comment calls nobody, links nowhere, refers to no issue, has no HTML but folds, and fits. What
GitHub reads into text: https://github.github.com/gfm/, https://docs.github.com/get-started/writing-on-github.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.malform import in_run
from handlingsprogram.read.folders import is_folder, parts
from handlingsprogram.report import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 65_000
"""GitHub takes 65,536 characters; counted here as UTF-16 does, which counts no fewer. A mark has room too."""
FINDINGS = "funn.txt"
"""What `check` printed, its last line with the count included, where it found errors."""
COMPARED = "sammenlignet.txt"
"""Is there where all was compared; beside it lies a report for each year that has changed: `2029.md`."""
_MOST_BYTES = 200_000
"""No text is read further."""
_MOST_LINES, _MOST_LETTERS = 150, 20_000
"""So much of the findings is shown."""
_MOST_YEARS = 50
_ROOM_FOR_WORDS = 400
"""Characters of a year that are kept for what is said of the rest."""
_NOTHING = "\u200b"
"""A character of no width, which keeps GitHub from reading meaning into text."""
_FOLD = re.compile(r"(<details>(?:<summary>)?|</summary>|</details>)")
_ENTITY = re.compile(r"(?<!\\)&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
_SIGN = re.compile(r"\\?([&<`\[\]$]|(?<=~~)~)")
# An underscore is a letter to \b, but not to GitHub. Hexadecimal digits may name a commit.
_MEANING = re.compile(
    r"@(?!\u200b)|#(?=\w)|:(?=//)"
    r"|(?<![^\W_])(?:GH(?=\\?-\d)|(?:mailto|xmpp|www|https?|ftp)(?=[:.]))|[\da-f]{6}(?=[\da-f])",
    re.IGNORECASE,
)
_FIRST_PART = re.compile(r"^(?:### |<details>)", re.MULTILINE)
_ENTRY = re.compile(r"(?:- |\| )")
_HEAD_OF_TABLE = re.compile(r"\| ---|\|.*\| Før \|")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the comment.

    Args:
        arguments: the folder with the texts, and the address of the run that made them where there is one.
    """
    folder, *address = sys.argv[1:] if arguments is None else arguments
    sys.stdout.buffer.write(comment(Path(folder), *address).encode())
    sys.stdout.buffer.flush()
    return 0


def comment(folder: Path, address: str = "") -> str:
    """Return the comment.

    Args:
        folder: what the run left: the findings of a check that failed, else the reports; there may be none.
        address: where the run is shown.
    """
    findings = _text(folder / FINDINGS)
    texts = [path for path in folder.glob("*.md") if is_folder(path.stem)]
    years = sorted(texts, key=lambda path: parts(path.stem))
    if findings:
        return _errors(findings, address)
    if not (folder / COMPARED).is_file():
        words = f"## Dokumentene er ikke bygd\n\nKjøringen stoppet før de var ferdige{_link(address)}.\n"
        return in_run(words)
    if not years:
        return in_run(f"Ingen av programmene er endret.\n{_files(address)}")
    reports = _reports([(path.stem, _text(path)) for path in years[:_MOST_YEARS]], address)
    # A text that is made to swell shall not keep the comment from being written.
    return (
        reports
        if _length(reports) <= LIMIT
        else in_run(f"## Det er ikke plass til endringene her\n{_files(address)}")
    )


def _text(path: Path) -> str:
    """Return the beginning of a text; nothing where there is none, or a link in its place."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as stream:
        return stream.read(_MOST_BYTES).decode(errors="replace")


def _link(address: str) -> str:
    return f": [kjøringen]({address})" if address else ""


# --- A check that found errors ------------------------------------------------------------------


def _errors(findings: str, address: str) -> str:
    """Return what a check found, in a block that nothing in it can end."""
    lines = [visible(line) for line in findings.rstrip().split("\n")]
    shown: list[str] = []
    for line in lines[:_MOST_LINES]:
        if _length("\n".join([*shown, line])) > _MOST_LETTERS:
            break
        shown.append(line)
    left = len(lines) - len(shown)
    fence = "`" * (max(map(len, re.findall("`+", "\n".join(shown))), default=0) + 3)
    rest = f"\n… og {left} {'linje' if left == 1 else 'linjer'} til{_link(address)}.\n" if left else ""
    above = (
        "## Innholdet har feil\n\n"
        f"Dokumentene er ikke bygd{'' if left else _link(address)}. Rett dette, og legg inn endringen:\n\n"
    )
    return f"{in_run(above)}{fence}text\n" + "\n".join(shown) + f"\n{fence}\n{in_run(rest)}"


# --- Reports ------------------------------------------------------------------------------------


def _reports(reports: list[tuple[str, str]], address: str) -> str:
    """Return the reports: of several years every head first, and the rest of each folded."""
    files = _files(address)
    parted = [(year, *_parted(harmless(text))) for year, text in reports]
    if len(parted) == 1:
        [(_, head, rest)] = parted
        return _cut(head, LIMIT - _length(files))[0] + _fitting(rest, LIMIT - _length(head + files)) + files
    share = LIMIT // 2 // len(parted)
    heads = [_cut(head, share)[0].rstrip() for _, head, _ in parted]
    top = "\n\n".join(heads) + "\n"
    room = LIMIT - _length(top + files)
    folds = []
    for i, (year, _, rest) in enumerate(parted):
        if rest.strip():
            words = in_run(f"Alle endringer i {year} ({_count(rest)})")
            summary = f"\n<details><summary>{words}</summary>\n\n"
            end = "\n</details>\n"
            fold = summary + _fitting(rest, room // (len(parted) - i) - _length(summary + end)) + end
            room -= _length(fold)
            folds.append(fold)
    return top + "".join(folds) + files


def _files(address: str) -> str:
    """Say where the documents are; a run at home has them in out/."""
    words = in_run("PDF, Word, nettsider og rapporter ligger ved kjøringen")
    return f"\n[{words}]({address}).\n" if address else ""


def _parted(report: str) -> tuple[str, str]:
    """Part a report's head, with its summary, from its sections."""
    first = _FIRST_PART.search(report)
    return (report[: first.start()], report[first.start() :]) if first else (report, "")


def _fitting(text: str, room: int) -> str:
    """Return as many whole lines as there is room for, with folds closed, and the rest counted."""
    kept, left = _cut(text, room)
    if not left:
        return kept
    kept, left_too = _cut(text, room - _ROOM_FOR_WORDS)
    kept += "\n</details>" * max(kept.count("<details>") - kept.count("</details>"), 0)
    words = f"Det er ikke plass til resten her: {_count(left_too)}.** Hele rapporten ligger ved kjøringen.\n"
    return f"{kept}\n\n**{in_run(words)}"


def _cut(text: str, room: int) -> tuple[str, str]:
    """Part a text at the end of the last line that there is room for."""
    lines = text.splitlines(keepends=True)
    for i, line in enumerate(lines):
        room -= _length(line)
        if room < 0:
            return "".join(lines[:i]), "".join(lines[i:])
    return text, ""


def _count(text: str) -> str:
    """Say how many entries a text has: items of the outermost lists, and rows of tables."""
    count = sum(bool(_ENTRY.match(line)) and not _HEAD_OF_TABLE.match(line) for line in text.split("\n"))
    return "1 endring" if count == 1 else f"{count} endringer"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", errors="replace")) // 2


def harmless(text: str) -> str:
    """Return Markdown that shows the same and does nothing.

    Headings, lists, tables, emphasis and folds stay. Code, links, pictures, formulas and all other HTML
    become the letters they are written with; names, numbers of issues and addresses stay text.
    """
    parts = _FOLD.split(text)
    # Every second part is a fold, which stays; between them nothing is left that GitHub would read as more.
    return "".join(part if i % 2 else _letters(part) for i, part in enumerate(parts))


def _letters(text: str) -> str:
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    text = "".join(letter if letter in "\n\t\u200b" else visible(letter) for letter in text)
    text = _MEANING.sub(lambda match: match[0] + _NOTHING, text)
    # Written as a sign, it counts as one beside `**`; so a report has it.
    return _SIGN.sub(lambda match: f"&#{ord(match[1])};", text).replace(_NOTHING, f"&#{ord(_NOTHING)};")


if __name__ == "__main__":
    raise SystemExit(main())
