"""The git revision that documents are built from, for their properties: an archive can find the source again.

It is never worth a failed build: without git, without a repository or with a slow one there is no revision.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from handlingsprogram import git
from handlingsprogram.render.edition.revision import Revision

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "HANDLINGSPROGRAM_REVISJON"
"""Names the revision where the build cannot ask git; empty for none. Wins over git."""
_PATIENCE = 5
"""How many seconds git may take."""
_NAME = re.compile(r"# branch\.oid ([0-9a-f]{40,64})\n")


def revision(content: Path) -> Revision:
    """Return the commit that is checked out, by its full name.

    Args:
        content: the content folder, which says which repository it is.

    Returns:
        The name, and whether the content has changes that are not committed; without a name where there is
        none.
    """
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Revision(" ".join(given.split()))
    facts = _status(content)
    name = _NAME.match(facts)
    if not name:
        return Revision()
    is_changed = any(not line.startswith("#") for line in facts.splitlines())
    return Revision(name[1], is_changed)


def _status(content: Path) -> str:
    """Return what git tells of the content folder in one call (git-status(1), porcelain version 2)."""
    try:
        answer = git.run(content, "status", "--porcelain=v2", "--branch", "--", ".", patience=_PATIENCE)
    except OSError:
        return ""
    return "" if answer.code else answer.output.decode(errors="replace")
