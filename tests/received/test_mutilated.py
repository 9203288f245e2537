"""Files in which something is missing, doubled or elsewhere: they are read, or one line says why not."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from handlingsprogram.finding import UserError
from handlingsprogram.received.file.package import unpacked
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted, rejected
from tests.received.made import zipped
from tests.received.reviewed import reviewed

TIMES = 60


def attempt(content: bytes) -> bool:
    """Read a file, and tell whether it could be read."""
    try:
        received = read(unpacked(content, "svar.docx"))
    except UserError:
        return False
    assert accepted(received) is not None
    assert rejected(received) is not None
    return True


def mutilated(content: bytes, dice: random.Random) -> bytes:
    """Return XML with some elements and values missing, doubled or elsewhere."""
    root: Any = etree.fromstring(content)
    for _ in range(dice.randrange(1, 12)):
        nodes = [node for node in root.iter() if node is not root]
        if not nodes:
            break
        node, other = dice.choice(nodes), dice.choice(nodes)
        match dice.randrange(4):
            case 0:
                node.getparent().remove(node)
            case 1 if node not in list(other.iterancestors()) and node is not other:
                other.append(node)
            case 2:
                node.tag = other.tag
            case 3 if node.attrib:
                node.set(
                    dice.choice(list(node.attrib)), dice.choice(["", "-1", "x", "99999999999999999999", "0"])
                )
    return etree.tostring(root)


@pytest.mark.parametrize("seed", range(4))
def test_xml_that_is_not_as_it_should_be(seed: int) -> None:
    dice = random.Random(seed)
    with zipfile.ZipFile(BytesIO(reviewed())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    were_read = 0
    for _ in range(TIMES):
        name = dice.choice([*names, *["word/document.xml"] * len(names)])
        were_read += attempt(zipped({**parts, name: mutilated(parts[name], dice)}))
    assert were_read > TIMES // 2


@pytest.mark.parametrize("seed", range(2))
def test_bytes_that_are_not_as_they_should_be(seed: int) -> None:
    dice = random.Random(seed)
    whole = reviewed()
    were_read = 0
    for _ in range(TIMES):
        content = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        were_read += attempt(
            bytes(content[: len(content) if dice.random() < 0.7 else dice.randrange(len(content))])
        )
    assert were_read < TIMES
