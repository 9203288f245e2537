"""The revision that documents are built from, as they tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Revision(NamedTuple):
    """What the content is called in git."""

    navn: str = ""
    """Empty where it is not known."""
    er_endret: bool = False
    """Whether the content has changes that are not in it."""

    def skrevet(self, words: Mapping[str, str]) -> str:
        """Return it in a document's fixed words."""
        return words["revisjon_endret"].format(revisjon=self.navn) if self.er_endret else self.navn
