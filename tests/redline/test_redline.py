"""Accept all of the Word report's changes and it is the new document; reject all and it is the old one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from openxml_audit import OpenXmlValidator

from handlingsprogram.review.compare import compare
from handlingsprogram.review.redline import report
from tests.documents.readers import W
from tests.redline.conftest import CHANGED, EPOCH, SAME
from tests.redline.revisions import CHANGES, Package, outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.redline.conftest import Report, Side

REVISIONS = tuple(f"{W}{name}" for name in ("ins", "del", *CHANGES))
EACH = pytest.mark.parametrize("pair", [*CHANGED, SAME])


def revisions(package: Package) -> Iterator[Any]:
    return chain.from_iterable(root.iter(*REVISIONS) for root in package.texts)


def text(node: Any) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t", f"{W}delText"))


@EACH
def test_accepting_all_gives_the_new_document(pair: str, report_of: Callable[[str], Report]) -> None:
    made = report_of(pair)
    assert outline(Package(made.file).resolve(accept=True)) == outline(Package(made.new))


@EACH
def test_rejecting_all_gives_the_old_document(pair: str, report_of: Callable[[str], Report]) -> None:
    made = report_of(pair)
    assert outline(Package(made.file).resolve(accept=False)) == outline(Package(made.old))


@EACH
def test_the_report_is_valid_openxml(pair: str, report_of: Callable[[str], Report], tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(report_of(pair).file)
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_a_year_against_itself_has_no_change(report_of: Callable[[str], Report]) -> None:
    assert list(revisions(Package(report_of(SAME).file))) == []
