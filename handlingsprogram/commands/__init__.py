"""The commands: what each is called, what it does in a line, and the module that has it.

A command is a module with `Options` (a NamedTuple of what stands behind its name), `EXAMPLES` (for its help),
`add(parser)` (its arguments) and `run(options)`, which gives the exit code. Only the one that is asked for is
loaded. A new one is such a module and a line in `COMMANDS`.
"""

from __future__ import annotations

from typing import NamedTuple

GOOD, CONTENT_ERRORS, WRONG_USE = 0, 1, 2
"""The exit codes."""


class Command(NamedTuple):
    """A command, as far as it is known before it is loaded."""

    module: str
    """In this package."""
    does: str
    """What it does, for the help."""


COMMANDS = {
    "ny-samling": Command("folder.new", "lager en mappe med et lite, ferdig program å begynne med"),
    "nytt-år": Command("year.new_year", "lager et utkast for neste år av et program som er der"),
    "saksfremlegg": Command("year.case", "lager saksfremlegg, budsjettnotat og vedlegg til et møte"),
    "vedta": Command("year.adopt", "skriver inn vedtaket, merker det i git og låser året"),
    "build": Command("build", "bygger dokumentene for ett eller flere år"),
    "check": Command("check", "kontrollerer innholdet og melder fra om feil"),
    "diff": Command("diff", "viser hva som er endret fra ett program til et annet"),
    "review": Command("review", "lager rapporter om alle år som en gren endrer"),
    "status": Command("year.status", "lager en rapport om hvordan det går med tiltakene og økonomien"),
    "rediger": Command("edit.edit", "åpner programmet i nettleseren, til å skrive i"),
    "vis": Command("edit.preview", "viser i nettleseren hva programmet blir, og følger filene"),
    "fra-word": Command("word.read_back", "viser eller skriver det noen har endret i en Word-fil"),
    "nettsted": Command("site.publish", "lager et nettsted av alle programmene, i en mappe"),
    "register": Command(
        "registers.register", "samler tiltakene i alle årene etter partner, mål, område og mer"
    ),
    "budsjett-fra-excel": Command("budget.from_excel", "viser eller skriver budsjettall fra et regneark"),
    "git-diff": Command("git_diff", "lar «git diff» fortelle med ord hva som er endret i innholdet"),
    "skjema": Command("folder.schemas", "skriver skjemaene som VS Code foreslår og forklarer etter"),
    "rydd": Command("tidy", "fjerner dokumenter som innholdet ikke lenger har noe til"),
    "fullføring": Command("completion", "lar Tab fullføre kommandoer, valg og år i kommandovinduet"),
}
"""By what the user types, in the order they are shown."""
