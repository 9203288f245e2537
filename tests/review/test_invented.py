"""Invented years, made by chance of all that a programme can hold: compared with each other, both ways."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.compare.model import Ting, Type
from tests.oracle.apply import apply, canonical
from tests.review.edits import program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handlingsprogram.read.model.program import Program

Data = dict[str, Any]
WORDS = ("tur", "sti", "bru", "skog", "elv", "bål", "telt", "kart", "ski", "sykkel", "sopp", "bær", "fjell")
PAIRS = int(os.environ.get("HANDLINGSPROGRAM_SCRIPTS", "150")) // 4
"""How many pairs of years are made; `make fuzz` makes many more."""


class Year:
    """A year made by chance, small enough that two of them have much in common."""

    def __init__(self, chance: Random, number: int) -> None:
        self.chance = chance
        self.number = number
        self.ids: set[str] = set()
        self.goals = self.objectives() if chance.random() < 0.8 else None
        self.tables = [table for name in ("drift", "reserve") if (table := self.table(name))]

    def program(self) -> Program:
        chapters = [self.section(1) for _ in range(self.chance.randint(1, 3))]
        areas = [self.section(2) for _ in range(self.chance.randint(0, 3))]
        chapters[0]["innsatsområder"] = [area["id"] for area in areas]
        columns = ["tiltak", *self.some(["partnere", "frist", "tekst", "bærekraftsmål"])]
        data: dict[tuple[str, str], Data] = {
            ("program", "program"): {
                "år": self.number,
                "tittel": self.title(),
                "organisasjon": "Friluftsrådet",
                "status": self.chance.choice(["utkast", "høring", "vedtatt"]),
                "dato": f"{self.number}-01-01",
                "språk": "nb-NO",
                "omslag": {"tittel": self.title()},
                "innholdsfortegnelse": {"tittel": "Innhold", "nivåer": self.chance.randint(1, 3)},
                "nummerering": {"nivåer": self.chance.randint(0, 3), "form": "{nummer}"},
                "tiltakstabell": {
                    "kolonner": [{"felt": name, "overskrift": self.title(), "bredde": 9} for name in columns]
                },
                "kapitler": [chapter["id"] for chapter in chapters],
            },
            **{("kapittel", chapter["id"]): chapter for chapter in chapters},
            **{("innsatsomrade", area["id"]): area for area in areas},
        }
        if self.goals:
            data["mal", "mal"] = self.goals
        if self.tables:
            data["budsjett", "budsjett"] = {"tabeller": self.tables}
        return program(data, str(self.number))

    def section(self, level: int) -> Data:
        below = self.chance.randint(0, 2) if level < 3 else 0
        return {
            "id": self.id(),
            "tittel": self.title(),
            "nummerert": self.chance.random() < 0.8,
            "sideskift": self.chance.random() < 0.2,
            **self.continues(),
            **self.opening(),
            "innhold": [self.block() for _ in range(self.chance.randint(0, 3))],
            "underkapitler": [self.section(level + 1) for _ in range(below)],
        }

    def block(self) -> Data:
        makers: list[Callable[[], Data]] = [
            self.prose,
            self.prose,
            self.measures,
            self.text_table,
            self.figures,
            self.box,
            self.gathered,
        ]
        if self.goals:
            makers += [self.hierarchy, self.indicators, self.overview]
        if self.tables:
            makers.append(lambda: {"budsjettabell": self.chance.choice(self.tables)["id"]})
        return self.chance.choice(makers)()

    def prose(self) -> Data:
        makers = [
            lambda: self.words(3, 12).capitalize() + ".",
            lambda: "\n".join(f"- {self.words(1, 3)}" for _ in range(3)),
            lambda: "\n".join(f"{i}. {self.words(1, 3)}" for i in (1, 2)),
            lambda: f"> {self.words(2, 6)}\n>\n> {self.words(1, 3)}",
        ]
        parts = [self.chance.choice(makers)() for _ in range(self.chance.randint(1, 3))]
        if self.chance.random() < 0.3:
            name = self.chance.choice("ab")
            parts = [f"{self.words(3, 6)}.[^{name}]", f"[^{name}]: {self.words(1, 4)}.", *parts]
        return {"tekst": "\n\n".join(parts)}

    def measures(self) -> Data:
        return {"tiltak": [self.measure() for _ in range(self.chance.randint(1, 4))]}

    def measure(self) -> Data:
        row = {
            "id": self.id(),
            "tekst": self.words(4, 12),
            "punkter": [self.words(1, 5) for _ in range(self.chance.randint(0, 3))],
            "bærekraftsmål": [self.chance.randint(1, 5)],
            "partnere": [self.words(1, 1), {"og": self.words(1, 1)}],
            "egne_felt": {"tekst": [self.words(1, 2)]},
            "frist": self.words(1, 1),
        }
        return {
            "id": row["id"],
            "tekst": row["tekst"],
            **self.continues(),
            **dict(self.some(list(row.items()))),
        }

    def text_table(self) -> Data:
        cells = [[self.words(1, 3), self.words(1, 3)] for _ in range(2)]
        wide = [{"tekst": self.words(1, 2), "over": 2}]
        table = {"id": self.id(), "tittel": self.title(), "bredder": [1, self.chance.randint(1, 3)]}
        return {"tabell": {**table, "hode": [wide], "rader": cells}}

    def figure(self) -> Data:
        return {
            "figur": {
                "id": self.id(),
                "alttekst": self.words(2, 5),
                "kilde": self.words(1, 1),
                "plassholder": self.words(1, 3),
            }
        }

    def figures(self) -> Data:
        return self.chance.choice([self.figure, self.side_by_side, self.listing, self.drawing])()

    def side_by_side(self) -> Data:
        figures = [self.figure()["figur"] for _ in range(self.chance.randint(2, 3))]
        return {"figurer": {"id": self.id(), "bildetekst": self.words(1, 3), "figurer": figures}}

    def listing(self) -> Data:
        """Return the list of one kind or the other, as long as it is not there yet."""
        what = self.chance.choice(["figurer", "tabeller"])
        if what in self.ids:
            return self.prose()
        self.ids.add(what)
        return {"oversikt": what}

    def opening(self) -> Data:
        if self.chance.random() < 0.5:
            return {}
        own: list[Data] = [
            {"farge": "#1d4f7c"},
            {"ikon": "figurer/b.svg"},
            {"bilde": {"fil": "figurer/a.svg", "alttekst": self.words(1, 2)}},
        ]
        said = {name: value for one in self.some(own) for name, value in one.items()}
        return {"åpning": {"budskap": self.prose()["tekst"], **said}}

    def gathered(self) -> Data:
        if self.chance.random() < 0.5:
            return {"målfliser": {"id": self.id(), "mål": self.some([3, 4]), "vis_tiltak": True}}
        shown = self.some(["tiltak", "penger"])
        return {"programmet": {"id": self.id(), "tittel": self.title(), "vis": shown}}

    def drawing(self) -> Data:
        names = [{"navn": self.title()} for _ in range(self.chance.randint(1, 3))]
        kind, items = self.chance.choice(
            [
                (
                    "organisasjonskart",
                    ("enheter", [{**name, "under": [{"navn": "Under"}]} for name in names]),
                ),
                ("årshjul", ("hendelser", [{**name, "måned": 5, "tekst": "x"} for name in names])),
                ("tidslinje", ("punkter", [{**name, "når": self.words(1, 1)} for name in names])),
            ]
        )
        return {kind: {"id": self.id(), "bildetekst": self.words(1, 3), items[0]: items[1]}}

    def box(self) -> Data:
        prose = self.prose()
        items = [{"ord": self.words(1, 1), "forklaring": self.words(2, 4)} for _ in range(2)]
        kind, own = self.chance.choice(
            [
                ("faktaboks", {"tittel": self.title(), **prose}),
                ("sitat", {**prose, "kilde": self.words(1, 2)}),
                ("definisjoner", {"ord": items}),
                ("nøkkeltall", {"tall": [{"tall": "5", "enhet": "mil", "tekst": self.words(1, 3)}]}),
                ("vedtak", {"organ": self.words(1, 2), "sak": "1/29", **prose}),
                ("signatur", {"navn": self.title(), "bilde": {"fil": "figurer/a.svg", "alttekst": "Kari"}}),
            ]
        )
        return {kind: {"id": self.id(), **own}}

    def objectives(self) -> Data:
        numbers: list[Data] = [{"nummer": "A"}, {}, {}]
        texts: list[Data] = [{"forklaring": self.words(2, 5)}, {}]
        goals: list[Data] = [
            {
                "id": f"maal-{word}",
                "tekst": self.title(),
                **self.chance.choice(numbers),
                **self.chance.choice(texts),
            }
            for word in self.some(WORDS[:6])
        ]
        top = goals[:2] or [{"id": "maal-annet", "tekst": self.title()}]
        for goal in goals[2:]:
            self.chance.choice(top).setdefault("under", []).append(goal)
        indicators = [
            {
                "id": f"tall-{word}",
                "navn": self.title(),
                "mål": [goal["id"] for goal in self.some(goals)],
                "måltall": [{"år": 2030, "verdi": self.chance.randint(0, 3)}],
            }
            for word in self.some(WORDS[:3])
        ]
        return {"nivåer": ["Mål", self.title()], "mål": top, "indikatorer": indicators}

    def hierarchy(self) -> Data:
        return {"målhierarki": {"id": self.id(), "tittel": self.title(), "nivåer": self.chance.randint(1, 2)}}

    def indicators(self) -> Data:
        return {"indikatortabell": {"id": self.id(), "tittel": self.title()}}

    def overview(self) -> Data:
        fields = ["tiltak", *self.some(["frist", "partnere"])]
        return {
            "tiltaksoversikt": {
                "id": self.id(),
                "tittel": self.title(),
                "etter": self.chance.choice(["frist", "partnere"]),
                "kolonner": fields,
                "tell": self.chance.random() < 0.5,
            }
        }

    def table(self, name: str) -> Data | None:
        if self.chance.random() < 0.3:
            return None
        years = [f"budsjett-{self.number - back}" for back in range(self.chance.randint(1, 3))]
        columns: list[Data] = [
            {"id": year, "overskrift": self.title()} for year in self.chance.sample(years, len(years))
        ]
        if len(years) > 1:
            columns.append({"id": "endring", "overskrift": "Endring", "differanse": years[:2]})
        posts = [f"{name}-{word}" for word in self.some(WORDS[:5])] or [f"{name}-annet"]
        rows: list[Data] = [
            {
                "id": post,
                "navn": self.title(),
                "tall": {year: self.chance.randint(0, 3) for year in self.some(years)},
            }
            for post in posts
        ]
        rows.append({"id": f"{name}-sum", "navn": "Resultat", "sum": posts, "tomme": self.some(years)})
        if self.chance.random() < 0.3:
            rows.append({"id": f"{name}-lik", "navn": self.title(), "lik": f"{name}-sum"})
        chart: Data = {"id": f"{name}-figur", "tittel": self.title(), "sum": f"{name}-sum"}
        forms = ["stolper", "foss", "stablet", *(["linje"] if len(years) > 1 else [])]
        chart["form"] = self.chance.choice(forms)
        is_over = chart["form"] in {"stablet", "linje"}
        chart |= {"kolonner": years} if is_over else {"kolonne": years[0]}
        self.ids |= {name, *(row["id"] for row in rows)}
        return {
            "id": name,
            "tittel": self.title(),
            "enhet": "kroner",
            "kolonner": columns,
            "rader": rows,
            "figurer": self.some([chart]),
        }

    def continues(self) -> Data:
        return {
            "viderefører": [f"2029/{word}" for word in self.chance.sample(WORDS, self.chance.randint(0, 2))]
        }

    def id(self) -> str:
        left = [word for word in WORDS if word not in self.ids] or [
            f"{word}-{len(self.ids)}" for word in WORDS
        ]
        name = self.chance.choice(left)
        self.ids.add(name)
        return name

    def title(self) -> str:
        return self.words(1, 2).capitalize()

    def words(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(least, most)))

    def some(self, things: Sequence[Any]) -> list[Any]:
        """Return some of the things, in any order."""
        return self.chance.sample(things, sum(self.chance.random() < 0.7 for _ in things))


def test_any_year_becomes_any_other_by_its_changes_alone() -> None:
    chance = Random(3)
    met = set()
    for _ in range(PAIRS):
        old, new = (Year(chance, number).program() for number in (2029, chance.choice([2029, 2030, 2031])))
        for one, other in ((old, new), (new, old)):
            comparison = compare(one, other)
            assert apply(one, [*comparison.endringer, *comparison.følger]) == canonical(other)
            met |= {(change.ting, change.type) for change in comparison.endringer}
        again = compare(new, canonical(new))
        assert (again.endringer, again.følger) == ((), ())
    comes_and_goes = set(Ting) - {Ting.PROGRAM, Ting.TILTAKSTABELL}
    wanted = {(ting, type_) for ting in comes_and_goes for type_ in (Type.NY, Type.FJERNET)}
    wanted |= {
        (ting, Type.FLYTTET)
        for ting in comes_and_goes - {Ting.FIGUR, Ting.TEGNING, Ting.BUDSJETTABELL, Ting.TABELL, Ting.PUNKT}
    }
    wanted |= {(ting, Type.OMDØPT) for ting in (Ting.SEKSJON, Ting.TABELL, Ting.RAD, Ting.KOLONNE)}
    wanted |= {
        (ting, type_) for ting in (Ting.SEKSJON, Ting.TILTAK) for type_ in (Type.DELT, Type.SLÅTT_SAMMEN)
    }
    assert wanted - met == set()
