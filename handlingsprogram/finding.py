"""What the tool has to say about the content: one record a problem, with its place and its rule."""

from __future__ import annotations

import errno
from enum import StrEnum
from typing import Literal, NamedTuple

RuleId = Literal[
    # Form: what YAML and the schemas say.
    "skjema-antall",
    "skjema-form",
    "skjema-mangler",
    "skjema-størrelse",
    "skjema-tom",
    "skjema-type",
    "skjema-ukjent-nøkkel",
    "skjema-valg",
    "yaml-anker",
    "yaml-antall",
    "yaml-dobbel-nøkkel",
    "yaml-dokumenter",
    "yaml-dybde",
    "yaml-form",
    "yaml-kommentar",
    "yaml-linjer",
    "yaml-nøkkel",
    "yaml-tagg",
    "yaml-tom",
    # Files and figures.
    "figur-alttekst",
    "figur-fil",
    "figur-form",
    "figur-oppløsning",
    "fil-antall",
    "fil-id",
    "fil-konflikt",
    "fil-lesing",
    "fil-mangler",
    "fil-plass",
    "fil-snarvei",
    "fil-størrelse",
    "fil-tegn",
    "fil-tegnsett",
    "fil-to-ganger",
    "fil-ubrukt",
    "tegning-antall",
    "tegning-måned",
    "tegning-navn",
    # Chapters, measures and tables; the theme.
    "ikke-trykt",
    "indikator-retning",
    "indikator-tall",
    "kolonne-bredde",
    "kontrast",
    "mål-innledning",
    "mål-nivå",
    "mål-nummer",
    "mål-tiltak",
    "mål-ukjent",
    "oversikt",
    "partner-dobbel",
    "partner-ukjent",
    "program-dato",
    "program-år",
    "seksjon-nivå",
    "skrift-fil",
    "skrift-ukjent",
    "tabell-bredde",
    "tabell-fil",
    "tiltak-felt",
    "tiltak-felttype",
    "tiltak-kolonne",
    "tiltak-nummer",
    "tiltak-sum",
    "tiltak-verdi",
    # References.
    "id-unik",
    "referanse-mål",
    "referanse-nummer",
    "referanse-tekst",
    "referanse-tittel",
    "referanse-utrykt",
    "viderefører",
    # Prose.
    "fotnote-dobbel",
    "fotnote-sted",
    "fotnote-ubrukt",
    "fotnote-udefinert",
    "prosa-form",
    "prosa-lenke",
    "prosa-tegn",
    "prosa-utheving",
    "tegn-ligatur",
    "tegn-mangler",
    "tegn-usynlig",
    "tekst-merke",
    # The budget.
    "budsjett-avvik",
    "budsjett-beløp",
    "budsjett-bredde",
    "budsjett-desimaler",
    "budsjett-enhet",
    "budsjett-figur",
    "budsjett-formel",
    "budsjett-henvisning",
    "budsjett-kolonne",
    "budsjett-kryssum",
    "budsjett-mangler",
    "budsjett-overføring",
    "budsjett-sirkel",
    "budsjett-tabell",
    "budsjett-tom",
    "budsjett-uendret",
    "budsjett-ulikt",
    "budsjett-utregnet",
    # How the year goes.
    "status-dato",
    "status-forklaring",
    "status-mangler",
    "status-post",
    "status-tilbake",
    "status-tiltak",
    # Language.
    "andre-språk",
    "språk-anførselstegn",
    "språk-dobbelt-mellomrom",
    "språk-dobbelt-ord",
    "språk-komma",
    "språk-lang-setning",
    "språk-orddeling",
    "språk-punktum",
    "språk-skrivemåte",
    "språk-verdi",
    # What drafts leave behind.
    "utkast-figur",
    "utkast-frist",
    "utkast-innholdstittel",
    "utkast-spørsmål",
    "utkast-tekst",
    "utkast-uendret",
    "utkast-vedtatt",
    "utkast-årstall",
    # What is adopted, and what is accepted.
    "vedtak-endret",
    "godtatt-dobbel",
    "godtatt-ubrukt",
]
"""Every rule that a finding can break. mypy refuses any other id; a test asks of each an example in
tests/rules, from which the user guide has its tables."""


class Severity(StrEnum):
    """How much a finding weighs; the values are the words that the user reads."""

    ERROR = "feil"
    """The content is wrong: nothing is built."""
    WARNING = "advarsel"
    """Probably a mistake: the documents are built all the same."""
    NOTICE = "merknad"
    """Known and accounted for; shown so that it is not forgotten."""


class Position(NamedTuple):
    """A place in a content file; a tuple, because there is one for every key and value."""

    file: str
    """The path, as the user would type it."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Finding(NamedTuple):
    """One problem in the content."""

    position: Position
    rule: RuleId
    message: str
    """What is wrong, what was expected and how to mend it, in Norwegian."""
    severity: Severity = Severity.ERROR
    accepted: bool = False
    """Whether the content accepts it with a reason: then it is a notice, shown only when asked for."""

    def __str__(self) -> str:
        return f"{self.position}: {self.severity}: {self.message} [{self.rule}]"


class UserError(Exception):
    """Wrong use, or something on the machine is missing: one line for the user, exit code 2."""


_TOO_LONG = "stien er for lang; legg mappen nærmere toppen av disken, eller gi den et kortere navn"
_OS_ERRORS = {
    errno.EACCES: "du har ikke tilgang",
    errno.EPERM: "du har ikke tilgang",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "det ligger en fil der mappen skulle vært",
    errno.EEXIST: "det ligger en fil der mappen skulle vært",
    errno.ENOSPC: "disken er full",
    errno.EROFS: "disken kan bare leses",
    errno.ENOENT: "den finnes ikke",
    errno.ELOOP: "det er en snarvei til seg selv",
    errno.EFBIG: "filen blir for stor for dette systemet",
    errno.ENAMETOOLONG: _TOO_LONG,
    getattr(errno, "EDQUOT", -1): "kvoten din er brukt opp",
}
_IN_USE = "den er åpen i et annet program, eller du har ikke tilgang; lukk den der, og prøv igjen"
_WINDOWS_ERRORS = {5: _IN_USE, 32: _IN_USE, 33: _IN_USE, 206: _TOO_LONG}
"""What Windows says more closely than `errno` does (winerror.h): refused, shared, locked, too long."""
_LONGEST_PATH = 259
"""What Windows takes where long paths are not switched on; a longer one is not found."""


def os_error(error: OSError) -> str:
    """Say in Norwegian why a file could not be read or written."""
    winerror = getattr(error, "winerror", None)
    if winerror in _WINDOWS_ERRORS:
        return _WINDOWS_ERRORS[winerror]
    if winerror is not None and len(str(error.filename or "")) > _LONGEST_PATH:
        return _TOO_LONG
    return _OS_ERRORS.get(error.errno or 0, error.strerror or str(error))


def has_errors(findings: list[Finding]) -> bool:
    """Tell whether any finding stops the build."""
    return any(finding.severity is Severity.ERROR for finding in findings)
