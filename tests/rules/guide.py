"""The user guide's tables of rules, made from the examples. `make guide` writes them into the guide."""

from __future__ import annotations

import json
import re

from handlingsprogram.render.words.templates import escape_markdown
from tests.read.helpers import LINE, ROOT
from tests.rules.example import Example, code, content, printed, spoilt
from tests.rules.groups import GROUPS, Group

GUIDE = ROOT / "docs" / "brukerveiledning.md"
HEAD = "| Regelen, feilen og meldingen du får | Slik blir det rett |\n| --- | --- |\n"
INDEX = "| Navnet begynner med | Tabell |\n| --- | --- |\n"
PRINTED = ("språk-dobbelt-ord", "skjema-type")
"""The rules whose findings the guide shows as they are printed."""


def parts() -> dict[str, str]:
    """Return what the guide has from the examples, by the names of the comments that it stands between."""
    tables = {group.title: table(group.examples) for group in GROUPS}
    return {"utskrift": f"```text\n{output()}\n```\n", "tabellene": index(), **tables}


def index() -> str:
    """Return a table of what rules' names begin with and the groups that they stand in."""
    return INDEX + "".join(
        f"| {', '.join(f'`{name}`' for name in prefixes(group))} | [{group.title}](#{slug(group.title)}) |\n"
        for group in GROUPS
    )


def prefixes(group: Group) -> list[str]:
    """Return what the names of a group's rules begin with."""
    return sorted({re.sub(r"-.*", "-", example.rule) for example in group.examples})


def slug(title: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def table(examples: tuple[Example, ...]) -> str:
    """Return the examples of a group as a Markdown table."""
    return HEAD + "".join(map(row, sorted(examples, key=lambda example: example.rule)))


def row(example: Example) -> str:
    wrong, right = shown(example)
    accept = " Kan godtas." if example.rule in acceptable() else ""
    cells = (
        f"**{example.rule}**<br>{wrong}<br>{weight(example)}: {escape_markdown(message(example))}",
        f"{right}<br>{example.cure}{accept}",
    )
    # A bar would begin a new cell, also in code.
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\|", cell) for cell in cells) + " |\n"


def weight(example: Example) -> str:
    """Say how much a finding weighs."""
    return f"{example.severity} ({example.in_draft} i utkast)" if example.in_draft else str(example.severity)


def acceptable() -> list[str]:
    """Return the rules whose findings the content may accept."""
    schema = json.loads((ROOT / "schemas" / "godtatt.schema.json").read_text(encoding="utf-8"))
    rules: list[str] = schema["properties"]["godtatt"]["items"]["properties"]["regel"]["enum"]
    return rules


def message(example: Example) -> str:
    """Return the whole message, with the number of the line that it names."""
    if not any(LINE in one.wrong for one in example.changes):
        return example.message
    with content():
        [said] = spoilt(example)
    return said.partition(f"{example.severity}: ")[2].removesuffix(f" [{example.rule}]")


def shown(example: Example) -> tuple[str, str]:
    """Return the wrong and the right text as a cell of a table shows them."""
    if example.shown:
        return example.shown
    first = example.changes[0]
    return code(first.wrong), code(first.old if first.right is None else first.right)


def output() -> str:
    """Return what the command prints of some examples at once, and its last line."""
    examples = [
        next(one for group in GROUPS for one in group.examples if one.rule == rule) for rule in PRINTED
    ]
    with content():
        for example in examples:
            spoilt(example)
        lines = printed(2025).rstrip("\n")
    blocks = re.split(r"\n(?=\S)", lines)
    told = [block for block in blocks if any(f"[{rule}]" in block for rule in PRINTED)]
    return "\n".join([*told, blocks[-1]])


def updated(guide: str) -> str:
    """Return the guide with its parts made anew.

    Raises:
        ValueError: the guide has no place for one of them.
    """
    for name, text in parts().items():
        begin, end = f"<!-- {name} -->\n", f"<!-- slutt: {name} -->\n"
        if begin not in guide or end not in guide:
            raise ValueError(f"{GUIDE.name} mangler {begin.strip()} eller {end.strip()}")
        before, _, rest = guide.partition(begin)
        guide = before + begin + "\n" + text + "\n" + end + rest.partition(end)[2]
    return guide


if __name__ == "__main__":
    GUIDE.write_text(updated(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
