"""Board papers: the case about a programme, and the note with the proposed budget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.papers.made import RAPPORT, Paper, frame, made
from handlingsprogram.papers.quoted import Quoted
from handlingsprogram.read.model.blocks import Budsjettabell
from handlingsprogram.read.model.values import day
from handlingsprogram.records import record
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.templates import escape_markdown
from handlingsprogram.review.report.words import Slag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.read.model.program import Program, Seksjon
    from handlingsprogram.review.report.model import Figures, Head, Point

_TITLES = {"bakgrunn": "fremlegg_bakgrunn", "vurdering": "fremlegg_vurdering"}
"""What the parts are called that the secretariat writes."""
_MOST, _LONGEST = 3, 60
"""How many measures of a sort are named of an area at the most, and by how many characters."""
_PAGE, _TEXT, _CELLS = 44, 90, (21, 8, 29, 29)
"""Lines of a page below its heading, and characters of a line of text and of the table's columns, amply."""
_NEW, _GONE, _GOES_ON = 1, 2, 0
"""Where they stand among what becomes of measures."""


@record
class Case:
    """What is to be decided, and on what grounds."""

    program: Program
    said: Mapping[str, Any]
    """As in saksfremlegg.yaml; may be empty."""
    news: Head | None
    """What is new since the draft or the year before; None where nothing is compared."""
    against: str = ""
    """What that is called: «2029»."""

    def prose(self, key: str) -> str:
        """Return what is said below a key, without links into the programme; empty where nothing is."""
        return Quoted(self.program, ()).prose(self.said.get(key, ""))

    @property
    def words(self) -> Mapping[str, str]:
        """The fixed words of the programme's language."""
        return fixed_words(self.program.språk)

    def attachments(self) -> list[str]:
        """Return what the attachments are called, in the order of their numbers."""
        words, program = self.words, self.program
        called = program.tittel
        if program.er_utkast:
            called = f"{called} ({words[f'status_{program.status}']})"
        found = [called]
        if has_budget(program):
            found.append(words["notat_tittel"].format(år=program.år))
        if self.news:
            found.append(words["fremlegg_endringer"].format(fra=self.against, til=program.mappe))
        return [*found, *self.said.get("vedlegg", ())]


def has_budget(program: Program) -> bool:
    """Tell whether a programme prints tables of a budget."""
    return any(isinstance(blokk, Budsjettabell) for blokk in program.blokker())


def case_document(case: Case) -> Program:
    """Return the case, as a programme that `render/documents` prints."""
    words = case.words
    parts = [
        _part(
            "sak-forslag", words["fremlegg_forslag"], [{"tekst": case.prose("forslag") or _proposal(case)}]
        ),
        *_prose(case, "bakgrunn"),
        *_news(case),
        *_prose(case, "vurdering"),
        _part("sak-vedlegg", words["fremlegg_vedlegg"], [{"tekst": _numbered(case.attachments())}]),
    ]
    title = words["fremlegg_tittel"].format(tittel=case.program.tittel)
    return _made(case, f"saksfremlegg-{case.program.mappe}", title, [_facts(case), *parts])


def budget_note(case: Case) -> Program:
    """Return the note with the proposed budget: what is said of it, its main figures, and its chapters."""
    program, words = case.program, case.words
    title = words["notat_tittel"].format(år=program.år)
    said = case.prose("budsjett")
    opening: list[dict[str, Any]] = [{"tekst": said}] if said else []
    money = case.news.money if case.news else None
    first = [*opening, *([{"tabell": _money(money, "notat-hovedtall")}] if money else [])]
    parts = [_part("notat-kort", case.news.money_title if case.news else title, first)] if first else []
    note = _made(case, f"budsjettnotat-{program.mappe}", title, parts, with_charts=True)
    chapters = [kapittel for kapittel in program.kapitler if _prints_budget(kapittel)]
    known = {one.id for kapittel in chapters for one in kapittel.alle()}
    quoted = Quoted(program, known)
    return replace(
        note,
        budsjett=program.budsjett,
        kapitler=(*note.kapitler, *(quoted.section(kapittel) for kapittel in chapters)),
    )


def _made(
    case: Case, name: str, title: str, parts: Sequence[dict[str, Any]], *, with_charts: bool = False
) -> Program:
    program = case.program
    under = " · ".join(filter(None, (case.said.get("organ", ""), _meeting(case))))
    ramme = {
        **frame(program),
        "tittel": title,
        "status": RAPPORT,
        "dato": program.dato,
        "emne": title,
        "omslag": {
            "tittel": title,
            "avsender": program.organisasjon,
            **({"undertittel": under} if under else {}),
        },
        "budsjettfigurer": with_charts,
    }
    return replace(made(Paper(name, ramme, parts)), forside=False)


def _part(
    name: str, title: str, blocks: Sequence[dict[str, Any]], *, own_page: bool = False
) -> dict[str, Any]:
    return {"id": name, "tittel": title, "sideskift": own_page, "innhold": list(blocks)}


def _prose(case: Case, key: str) -> Iterator[dict[str, Any]]:
    if key in case.said:
        yield _part(f"sak-{key}", case.words[_TITLES[key]], [{"tekst": case.prose(key)}])


def _meeting(case: Case) -> str:
    given = case.said.get("møtedato", "")
    return day(given, "lang", case.words) if given else ""


def _facts(case: Case) -> dict[str, Any]:
    """Return what the case is, as far as it is known."""
    words, said, own = case.words, case.said, case.program.sak
    known = {
        "fremlegg_organ": said.get("organ", ""),
        "fremlegg_møte": _meeting(case),
        "fremlegg_nummer": said.get("sak", "") or (own.nummer if own else ""),
        "fremlegg_arkivsak": said.get("arkivsak", "") or (own.arkivsak if own else ""),
        "fremlegg_behandler": said.get("saksbehandler", ""),
    }
    facts = {words[key]: str(value) for key, value in known.items() if value}
    facts = facts or {words["fremlegg_gjelder"]: case.program.tittel}
    listed = [{"ord": name, "forklaring": escape_markdown(value)} for name, value in facts.items()]
    return _part("sak-om", words["fremlegg_om"], [{"definisjoner": {"id": "sak-fakta", "ord": listed}}])


def _proposal(case: Case) -> str:
    words, titles = case.words, case.attachments()
    key = "fremlegg_forslag_med_budsjett" if has_budget(case.program) else "fremlegg_forslag_uten_budsjett"
    assert titles  # noqa: S101 — the programme itself is one
    return (
        words[key].format(tittel=escape_markdown(case.program.tittel), år=case.program.år).replace("|", "\n")
    )


def _numbered(titles: Sequence[str]) -> str:
    return "\n".join(f"{number}. {escape_markdown(title)}" for number, title in enumerate(titles, 1))


def _prints_budget(kapittel: Seksjon) -> bool:
    return any(isinstance(blokk, Budsjettabell) for one in kapittel.alle() for blokk in one.innhold)


# --- What is new, on one page ---------------------------------------------------------------------


def _news(case: Case) -> Iterator[dict[str, Any]]:
    head, words = case.news, case.words
    if head is None:
        return
    told = ", ".join(f"{number} {what}" for number, what in head.figures)
    lines = [head.lead] if head.total else [head.lead, head.nothing]
    prose = [*(escape_markdown(line) for line in lines), *([f"**{escape_markdown(told)}**"] if told else [])]
    points = "\n".join(f"- {escape_markdown(sentence)}" for sentence in head.sentences)
    blocks: list[dict[str, Any]] = [{"tekst": "\n\n".join(filter(None, (*prose, points)))}]
    if any(area.new or area.ended for area in head.areas):
        taken = sum(1.4 * _lines(line, _TEXT) for line in (*lines, told, *head.sentences))
        taken += len(head.money.rows) + 4 if head.money else 0
        blocks.append({"tabell": _areas(head, words, _PAGE - taken)})
    if head.money:
        blocks.append({"tabell": _money(head.money, "sak-hovedtall")})
    yield _part("sak-nytt", words["fremlegg_nytt"].format(mot=case.against), blocks, own_page=True)


def _areas(head: Head, words: Mapping[str, str], room: float) -> dict[str, Any]:
    """Return a table of what has become of the measures, area by area.

    Args:
        head: what is told.
        words: the fixed words.
        room: how many lines it may have; as many measures are named as that lets be, or they are counted.
    """
    for most in range(_MOST, -1, -1):
        rows = [
            [
                area.title,
                str(len(area.goes_on)),
                _named(area.new, words, most),
                _named(area.ended, words, most),
            ]
            for area in head.areas
        ]
        if sum(max(map(_lines, row, _CELLS)) + 0.5 for row in rows) <= room:
            break
    kinds = [kind.capitalize() for kind in head.kinds]
    return {
        "id": "sak-omrader",
        "tittel": head.areas_title,
        "bredder": [24, 12, 32, 32],
        "justering": ["venstre", "høyre", "venstre", "venstre"],
        "radhode": True,
        "hode": [[words["rapport_område"], kinds[_GOES_ON], kinds[_NEW], kinds[_GONE]]],
        "rader": rows,
    }


def _lines(text: str, width: int) -> int:
    """Return how many lines of so many characters a text has, about."""
    return -(-len(text) // width) or 1


def _named(points: Sequence[Point], words: Mapping[str, str], most: int) -> str:
    """Return the first measures by their first words, and how many more there are; their number for none."""
    if not most:
        return str(len(points))
    shown = [_cut(point.text) for point in points[:most]]
    more = len(points) - len(shown)
    return "; ".join([*shown, *([words["fremlegg_flere"].format(antall=more)] if more else [])]) or "–"


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    whole, _, _ = text[:_LONGEST].rpartition(" ")
    return f"{whole.rstrip(' ,;:.…')} …"


def _money(money: Figures, name: str) -> dict[str, Any]:
    """Return the sums and the result before and after as a table."""
    rows = []
    for row in money.rows:
        now = "".join(bit.tekst for bit in row.name if bit.slag is not Slag.UT)
        rows.append([{"tekst": cell, "uthevet": row.is_strong} for cell in (now, *row.cells)])
    width = max(60 // max(len(money.heads), 1), 10)
    return {
        "id": name,
        "tittel": f"{money.title} ({money.unit})",
        "bredder": [40, *(width for _ in money.heads)],
        "justering": ["venstre", *("høyre" for _ in money.heads)],
        "radhode": True,
        "hode": [["", *money.heads]],
        "rader": rows,
    }
