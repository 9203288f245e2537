"""A programme with something in every field of the schemas: in texts code, each between words of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.read.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Data = dict[str, Any]

CODE = '#panic("x") \\input{y} {{ 7*7 }} {% raw %} $1$ @w // /* -- *k* `z` <b>æ</b> & |'
"""What a plain text says: code in Typst, LaTeX, Jinja2, Markdown and HTML."""
ALLOWED = '#panic("x") \\input{y} {{ 7 * 7 }} {% raw %} $1$ @w // /* -- & | #let'
"""What prose may say of it, where Markdown is read as Markdown."""
YEARS = {
    2031: ("partnere", "resultatmål", "roller"),
    2032: ("ansvarlig", "frist", "kostnad"),
    2033: ("finansiering", "status", "egne"),
    2034: ("bærekraftsmål",),
    2035: ("nummer", "enhet", "valg"),
}
"""The columns of each year's measures: a page has room for few."""
WITH_CHARTS = {2034}
"""The years whose charts stand in every format."""
FIGURES = {
    "budsjett:tall/*": "918\xa0273",
    "budsjett:avvik/trykt": "564\xa0738",
    "budsjett:tabell/minus": "−\xa031",
    "budsjett:tabell/null": "null-",
    "mal:delmål/nummer": "7.B",
    "mal:verdi/verdi": "318\xa0472,6",
    "mal:verdi/år": "2019",
    "felles:hendelser/fra": "Mai–",
    "felles:hendelser/til": "–juni",
    "felles:vedtak/dato": "13.\xa0juli\xa02028",
    "felles:signatur/dato": "14.\xa0august\xa02028",
}
"""Fields that hold no text -> what is read of them on a page all the same, without the spaces."""
NOT_TEXT = {
    "names something by its id": (
        *("*/id", "*/viderefører", "figur/sum", "figur/rader", "figur/kolonn*", "figur/mot"),
        *("rad/sum", "rad/lik", "rad/tomme", "*/differanse", "tall/lik", "samme_som/[*]"),
        *(
            "blokk/budsjettabell",
            "seksjon/innsatsområder",
            "seksjon/tverrgående_temaer",
            "/kapitler",
            "/vedlegg",
        ),
        *("kolonner/felt", "kolonner/verdier_fra", "indikator/mål", "målhierarki/fra"),
        *("indikatortabell/indikatorer", "indikatortabell/mål"),
        *("tiltaksoversikt/etter", "tiltaksoversikt/kolonner", "programmet/penger"),
        *("grupper_over/kolonner", "andel/*", "kolonner/prosent"),
        *(
            "tiltakstabell/grupper",
            "seksjon/tiltakstabell",
            "felt/stemmer_med",
            "felt/register",
            "feltverdi/lik",
            "eget_felt/lik",
        ),
    ),
    "says how something looks, or whether it is there": (
        *("tabell/trykk_*", "tabell/bredder", "celle/over", "rad/uthevet", "bærekraftsmål_form/grupper"),
        *("seksjon/i_innhold", "seksjon/nummerert", "seksjon/sideskift", "*/nivåer", "/budsjettfigurer"),
        *("/status_på_nettsiden", "post/regnskap", "post/prognose"),
        *("kolonner/bredde", "kolonner/visning", "mål/*", "farger/*", "bærekraftsmål/farge", "logo/bredde"),
        *("skrift/pdf", "tiltaksoversikt/nivå", "tiltaksoversikt/tell", "indikator/desimaler"),
        *("felt/type", "felt/desimaler", "felt/form", "verdier/farge", "rad/gruppe"),
        *(
            "tabell/liggende",
            "celle/ned",
            "celle/uthevet",
            "tabell/hoderader",
            "tabell/justering",
            "tabell/radhode",
        ),
        *("tabell/desimaler", "kolonner/desimaler", "tabell/fortegn", "kolonner/slag"),
        *("blokk/oversikt", "figur/bredde", "figur/form", "nummerering/figurer", "nummerering/tabeller"),
        *("kolonner/sum", "tiltakstabell/visning", "tiltakstabell/liggende"),
        *("åpning/farge", "programmet/vis", "målfliser/vis_tiltak"),
    ),
    "leads to a partner from the register of all years": ("partnere/lenke",),
    "is shown as a picture": ("figur/fil", "bilde/fil", "logo/fil", "åpning/ikon"),
    "is a number that is printed after bærekraftsmål_form/foran": (
        "tiltak/bærekraftsmål",
        "delmål/bærekraftsmål",
        "bærekraftsmål/nummer",
        "målfliser/mål",
    ),
    "is a file whose cells are printed, read in documents/test_tables.py": ("tabell/fil",),
    "is the name of a month, read in documents/test_drawings.py": ("hendelser/måned",),
    "is a few signs, read in documents/test_measures.py": ("verdier/tegn", "tiltak/nummer"),
    "is a file's name or property": ("/år", "/dato", "/språk", "/status"),
    "is printed in a report, read in papers/test_status_report.py": ("tiltak/risiko", "tiltak/status"),
    "is where a text leads, read in documents/test_case.py": ("sak/lenke",),
    "is printed as a date in board papers, read in papers/test_case.py": ("/møtedato",),
    "is written by vedta, read in yearly/test_adopt.py": ("avtrykk/*", "rettelser/dato"),
    "names a finding": ("godtatt/regel", "godtatt/fil"),
    "is held against the figures by check": ("indikator/retning",),
}
"""Why a field that takes no text is on no page as it is typed -> the fields, as patterns."""
UNPRINTED = {
    "tema:skrift/word": "a font of Word's styles",
    "budsjett:avvik/begrunnelse": "told by check",
    "godtatt:godtatt/tekst": "names a finding",
    "godtatt:godtatt/begrunnelse": "told by check --godtatt",
    "program:andre_språk/*": "marks words that stand in other fields",
    **{
        f"partnere:{name}": "stands in the register of all years"
        for name in ("partnere/navn", "partnere/skrivemåter", "partnere/slag", "/ikke_partnere")
    },
    **dict.fromkeys(
        (
            "status:/sammendrag",
            *(f"status:tiltak/{name}" for name in ("gjort", "resultat", "avvik")),
            *("status:regnskap/kommentar", "status:post/forklaring"),
        ),
        "is printed in a report, read in papers/test_status_report.py",
    ),
    **dict.fromkeys(
        (
            *(f"saksfremlegg:/{name}" for name in ("organ", "sak", "arkivsak", "saksbehandler", "vedlegg")),
            *(f"saksfremlegg:/{name}" for name in ("forslag", "bakgrunn", "vurdering", "budsjett")),
        ),
        "is printed in board papers, read in papers/test_case.py",
    ),
    **dict.fromkeys(
        ("vedtak:/organ", "vedtak:/sak", "vedtak:rettelser/begrunnelse"),
        "is written down at an adoption, read in yearly/test_adopt.py",
    ),
}
"""Fields of text that no page has, and what they are for."""
IN_PROPERTIES = {f"program:/{name}" for name in ("tittel", "organisasjon", "emne", "stikkord")}
"""Fields that stand in the properties of Word, PDF and web page; Markdown has none."""
ON_THE_WEB = {"budsjett:figur/tittel"}
"""Fields that the web page alone has, where program.yaml does not ask for more."""
TOLD = ("data", "endringer", "funn", "register")
"""Schemas of what the tool prints."""
LISTS = {"partnere", "resultatmål", "roller", "ansvarlig", "finansiering"}


@dataclass
class Texts:
    """Gives out texts and remembers what each is for."""

    fields: list[str] = field(default_factory=list)
    """The field that each text is in, by its number."""
    years: list[int] = field(default_factory=list)
    """The year that each text is in; 0 for what all years share."""
    kept: list[str] = field(default_factory=list)
    """The code that each text has."""
    year: int = 0
    """The year that is being written."""

    def plain(self, name: str) -> str:
        return self._fenced(name, CODE)

    def prose(self, name: str) -> str:
        # A star that begins nothing is written with a backslash, or it is unbalanced emphasis.
        return self._fenced(name, ALLOWED.replace("/*", "/\\*"))

    def _fenced(self, name: str, code: str) -> str:
        self.fields.append(name)
        self.years.append(self.year)
        self.kept.append(code)
        return self._numbered(len(self.fields) - 1, code)

    def is_plain(self, number: int) -> bool:
        """Tell whether a text is in a field of plain text."""
        return self.kept[number] == CODE

    def of(self, year: int, name: str) -> str:
        """Return the plain text that a year has in a field."""
        [number] = [i for i, known in enumerate(self.fields) if (self.years[i], known) == (year, name)]
        return self._numbered(number, CODE)

    @staticmethod
    def _numbered(number: int, code: str) -> str:
        return f"fra{number}fra {code} til{number}til"


def write(content: Path, texts: Texts) -> None:
    """Write the years, and what all years share."""
    shared = {name: _read(ROOT / "content" / f"{name}.yaml") for name in ("tema", "baerekraftsmal")}
    shared["tema"]["skrift"]["word"] = texts.plain("tema:skrift/word")
    shared["baerekraftsmal"]["bærekraftsmål"][3]["tittel"] = texts.plain(
        "baerekraftsmal:bærekraftsmål/tittel"
    )
    shared["tema"]["logo"] = {"fil": "logo.svg", "alttekst": texts.plain("tema:logo/alttekst")}
    for name, data in shared.items():
        _write(content / f"{name}.yaml", data)
    for year, columns in YEARS.items():
        folder = content / str(year)
        texts.year = year
        _write(folder / "program.yaml", _program(year, columns, texts))
        _write(folder / "kapitler/kapittel.yaml", _chapter(columns, texts))
        _write(folder / "budsjett.yaml", {"tabeller": [_budget(texts)]})
        _write(folder / "mal.yaml", _objectives(texts))


def _read(path: Path) -> Data:
    import yaml

    data: Data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def _write(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _program(year: int, columns: tuple[str, ...], texts: Texts) -> Data:
    t = texts.plain
    return {
        "år": year,
        "tittel": t("program:/tittel"),
        "organisasjon": t("program:/organisasjon"),
        "status": "utkast",
        "dato": "2030-12-01",
        "språk": "nb-NO",
        "emne": t("program:/emne"),
        "stikkord": [t("program:/stikkord")],
        "sak": {
            **{name: t(f"program:sak/{name}") for name in ("nummer", "arkivsak")},
            "lenke": "https://example.org/sak",
        },
        "omslag": {
            **{name: t(f"program:omslag/{name}") for name in ("tittel", "undertittel", "avsender")},
            "bilde": {"fil": "figurer/x.svg", "alttekst": t("felles:bilde/alttekst")},
        },
        "innholdsfortegnelse": {"tittel": t("program:innholdsfortegnelse/tittel"), "nivåer": 1},
        "budsjettfigurer": year in WITH_CHARTS,
        "nummerering": {
            "nivåer": 1,
            "form": f"{t('program:nummerering/form')} {{nummer}}",
            "kryssreferanse": f"{t('program:nummerering/kryssreferanse')} {{nummer}}",
            **({"tiltak": f"{t('program:nummerering/tiltak')} {{nummer}}"} if "nummer" in columns else {}),
        },
        **(_typed(texts) if "valg" in columns else {}),
        "tiltakstabell": {
            "kolonner": [
                {
                    "felt": name,
                    # A heading with brackets says its unit itself.
                    "overskrift": "Tall" if name == "enhet" else t("program:kolonner/overskrift"),
                    "bredde": 10,
                }
                for name in ("tiltak", *columns)
            ]
        },
        "kapitler": ["kapittel"],
    }


def _typed(texts: Texts) -> Data:
    return {
        "felt": {
            "enhet": {"type": "tall", "enhet": texts.plain("program:felt/enhet")},
            "valg": {"type": "valg", "verdier": {"a": {"tekst": texts.plain("program:verdier/tekst")}}},
        }
    }


def _chapter(columns: tuple[str, ...], texts: Texts) -> Data:
    t = texts.plain
    tables = "[{tittel}](#tabell) [{tittel}](#budsjettabell) [](#kapittel)"
    return {
        "id": "kapittel",
        "tittel": t("felles:seksjon/tittel"),
        "innholdstittel": t("felles:seksjon/innholdstittel"),
        "åpning": {
            "budskap": texts.prose("felles:åpning/budskap"),
            "ikon": "figurer/x.svg",
            "bilde": {"fil": "figurer/x.svg", "alttekst": t("felles:bilde/alttekst")},
            "farge": "#1d4f7c",
        },
        "bærekraftsmål_form": {
            "foran": t("felles:bærekraftsmål_form/foran"),
            "mellom": t("felles:bærekraftsmål_form/mellom"),
        }
        if "bærekraftsmål" in columns
        else {"grupper": "linje"},
        "innhold": [
            {
                "tekst": "{}\n\n- {}[^a]\n\n[^a]: {}".format(
                    *(texts.prose("felles:blokk/tekst") for _ in range(3))
                )
            },
            {"tekst": tables},
            {"tiltak": [_measure(columns, texts)]},
            {"tabell": _table(texts)},
            {"budsjettabell": "budsjettabell"},
            {"målhierarki": {"id": "maalene", "tittel": t("felles:målhierarki/tittel")}},
            {"indikatortabell": {"id": "tallene", "tittel": t("felles:indikatortabell/tittel")}},
            *([_overview(texts)] if "frist" in columns else []),
            {"programmet": {"id": "siden", "tittel": t("felles:programmet/tittel"), "vis": ["budskap"]}},
            {"målfliser": {"id": "fliser", "tittel": t("felles:målfliser/tittel"), "mål": [4]}},
            *_boxes(texts),
            *_drawings(texts),
            {"figur": {"id": "plass", "plassholder": t("felles:figur/plassholder")}},
            {
                "figurer": {
                    "id": "figurene",
                    "bildetekst": t("felles:figurer/bildetekst"),
                    "figurer": [{"id": f"plass-{side}", "plassholder": "Kart"} for side in ("a", "b")],
                }
            },
            {
                "figur": {
                    "id": "figur",
                    "fil": "figurer/x.svg",
                    "alttekst": t("felles:figur/alttekst"),
                    "bildetekst": t("felles:figur/bildetekst"),
                    "kilde": t("felles:figur/kilde"),
                }
            },
        ],
    }


def _drawings(texts: Texts) -> list[Data]:
    """Return a drawing of each kind."""
    t = texts.plain
    own: dict[str, Data] = {
        "enhet": {},
        "hendelser": {"fra": 5, "til": 6},
        "punkter": {"når": t("felles:punkter/når")},
    }

    def item(owner: str) -> Data:
        return {name: t(f"felles:{owner}/{name}") for name in ("navn", "tekst")}

    return [
        {
            kind: {
                "id": f"tegning-{number}",
                "bildetekst": t(f"felles:{kind}/bildetekst"),
                items: [{**item(owner), **own[owner]}],
            }
        }
        for number, (kind, items, owner) in enumerate(
            (
                ("organisasjonskart", "enheter", "enhet"),
                ("årshjul", "hendelser", "hendelser"),
                ("tidslinje", "punkter", "punkter"),
            )
        )
    ]


def _boxes(texts: Texts) -> list[Data]:
    """Return a box of each kind."""
    t, prose = texts.plain, texts.prose
    return [
        {
            "faktaboks": {
                "id": "fakta",
                "tittel": t("felles:faktaboks/tittel"),
                "tekst": "{}[^b]\n\n- {}\n\n[^b]: {}".format(
                    *(prose("felles:faktaboks/tekst") for _ in range(3))
                ),
            }
        },
        {"sitat": {"id": "sitat", "tekst": prose("felles:sitat/tekst"), "kilde": t("felles:sitat/kilde")}},
        {
            "nøkkeltall": {
                "id": "nokkel",
                "tittel": t("felles:nøkkeltall/tittel"),
                "tall": [
                    {
                        "tall": t("felles:tall/tall"),
                        "enhet": t("felles:tall/enhet"),
                        "tekst": prose("felles:tall/tekst"),
                    }
                ],
            }
        },
        {
            "definisjoner": {
                "id": "definisjoner",
                "tittel": t("felles:definisjoner/tittel"),
                "ord": [
                    {"id": "ordet", "ord": t("felles:ord/ord"), "forklaring": prose("felles:ord/forklaring")}
                ],
            }
        },
        {
            "vedtak": {
                "id": "vedtaket",
                "tittel": t("felles:vedtak/tittel"),
                "organ": t("felles:vedtak/organ"),
                "dato": "2028-07-13",
                "sak": t("felles:vedtak/sak"),
                "tekst": prose("felles:vedtak/tekst"),
            }
        },
        {
            "signatur": {
                "id": "signatur",
                **{name: t(f"felles:signatur/{name}") for name in ("navn", "rolle", "sted")},
                "dato": "2028-08-14",
                "bilde": {"fil": "figurer/x.svg", "alttekst": t("felles:bilde/alttekst")},
            }
        },
    ]


def _measure(columns: tuple[str, ...], texts: Texts) -> Data:
    measure: Data = {
        "id": "tiltaket",
        "tekst": texts.prose("felles:tiltak/tekst"),
        "punkter": [texts.prose("felles:tiltak/punkter")],
    }
    for name in columns:
        if name in {"enhet", "valg"}:
            measure.setdefault("egne_felt", {})[name] = "5" if name == "enhet" else "a"
        elif name == "nummer":
            continue
        elif name == "egne":
            measure["egne_felt"] = {"egne": [texts.plain("felles:egne_felt/*")]}
        elif name == "bærekraftsmål":
            measure[name] = [[4, 5]]
        else:
            measure[name] = (
                [texts.plain(f"felles:tiltak/{name}")]
                if name in LISTS
                else texts.plain(f"felles:tiltak/{name}")
            )
    if "partnere" in measure:
        measure["partnere"] += [
            {key: texts.plain(f"felles:oppramsing/{key}")} for key in ("og", "komma_og", "mellomrom")
        ]
    return measure


def _table(texts: Texts) -> Data:
    return {
        "id": "tabell",
        "tittel": texts.plain("felles:tabell/tittel"),
        "bredder": [50, 50],
        "hode": [[{"tekst": texts.plain("felles:celle/tekst"), "over": 2}]],
        "rader": [[texts.plain("felles:celle/tekst"), "–"]],
    }


def _overview(texts: Texts) -> Data:
    title = texts.plain("felles:tiltaksoversikt/tittel")
    named = {"id": "oversikten", "tittel": title}
    return {"tiltaksoversikt": {**named, "etter": "frist", "kolonner": ["tiltak"]}}


def _objectives(texts: Texts) -> Data:
    t = texts.plain
    return {
        "nivåer": [t("mal:/nivåer")],
        "mål": [
            {
                "id": "maalet",
                "tekst": t("mal:delmål/tekst"),
                "nummer": "7.B",
                "forklaring": texts.prose("mal:delmål/forklaring"),
                "bærekraftsmål": [5],
            }
        ],
        "indikatorer": [
            {
                "id": "indikatoren",
                "navn": t("mal:indikator/navn"),
                "mål": ["maalet"],
                "enhet": t("mal:indikator/enhet"),
                "grunnlinje": {"år": 2019, "verdi": "318 472,6"},
                "kilde": t("mal:indikator/kilde"),
            }
        ],
    }


def _budget(texts: Texts) -> Data:
    return {
        "id": "budsjettabell",
        "tittel": texts.plain("budsjett:tabell/tittel"),
        "enhet": texts.plain("budsjett:tabell/enhet"),
        "minus": "− ",
        "null": "-",
        "hjørne": texts.plain("budsjett:tabell/hjørne"),
        "kolonner": [
            {"id": "a", "overskrift": texts.plain("budsjett:kolonner/overskrift"), "slag": "budsjett"},
            {"id": "b", "overskrift": "B", "sum": ["a", "a"], "desimaler": 0},
            {"id": "c", "overskrift": "C", "prosent": ["a", "a"]},
            {"id": "d", "overskrift": "D", "andel": {"kolonne": "a", "av": "s"}},
        ],
        "desimaler": 0,
        "fortegn": "inntekt-minus",
        "grupper_over": [
            {"overskrift": texts.plain("budsjett:grupper_over/overskrift"), "kolonner": ["b", "c"]}
        ],
        "noter": [texts.plain("budsjett:tabell/noter")],
        "figurer": [
            {"id": "stolper", "tittel": texts.plain("budsjett:figur/tittel"), "sum": "s", "kolonne": "a"},
            {"id": "linjer", "tittel": "L", "form": "linje", "rader": ["m", "n"], "kolonner": ["c", "d"]},
        ],
        "rader": [
            {"id": "g", "navn": "G", "gruppe": True, "note": texts.plain("budsjett:rad/note")},
            {"id": "r", "navn": texts.plain("budsjett:rad/navn"), "tall": {"a": 918273}},
            {"id": "m", "navn": "Minus", "tall": {"a": -31}},
            {"id": "n", "navn": "null", "differanse": ["m", "m"]},
            {
                "id": "s",
                "navn": "Sum",
                "sum": ["r"],
                "avvik": {"a": {"trykt": 564738, "begrunnelse": texts.plain("budsjett:avvik/begrunnelse")}},
            },
        ],
    }


def content_fields() -> tuple[set[str], set[str]]:
    """Return the fields of the content's schemas that hold a value, as `Texts` names them.

    Returns:
        Those that take the code for their text, and the others.
    """
    files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "schemas").glob("*")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in files.items()
    )
    texts, others = set(), set()
    for name, schema in files.items():
        if name.startswith(TOLD):
            continue
        for field_name, part in _properties(schema, ""):
            absolute = json.loads(json.dumps(part).replace('"#/', f'"{name}#/'))
            accepts = Draft202012Validator(absolute, registry=registry).is_valid
            known = f"{name.partition('.')[0]}:{field_name}"
            if any(accepts(value) for value in (CODE, [CODE], f"{CODE} {{nummer}}")):
                texts.add(known)
            elif not _holds_fields(absolute, registry):
                others.add(known)
    return texts, others


def reasons(field_name: str) -> list[str]:
    """Return why a field that takes no text is on no page as it is typed."""
    place = field_name.partition(":")[2]
    return [why for why, patterns in NOT_TEXT.items() if any(fnmatchcase(place, one) for one in patterns)]


def _holds_fields(part: Data, registry: Registry[Any]) -> bool:
    """Tell whether a property only holds others: it is a mapping, or a list of such."""
    if "$ref" in part:
        name, _, _ = part["$ref"].partition("#")
        found = registry.resolver().lookup(part["$ref"]).contents
        return _holds_fields(json.loads(json.dumps(found).replace('"#/', f'"{name}#/')), registry)
    kind = part.get("type")
    if kind == "array":
        inside = part["items"]
        return _holds_fields(inside, registry) or inside.get("$ref", "").endswith("/tabellrad")
    return kind == "object"


def _properties(schema: Any, owner: str) -> Iterator[tuple[str, Data]]:
    """Give every property in a schema with what it belongs to: `omslag/tittel`."""
    if isinstance(schema, dict):
        for key, part in schema.get("properties", {}).items():
            yield f"{owner}/{key}", part
            yield from _properties(part, key)
        for key, part in schema.get("$defs", {}).items():
            yield from _properties(part, key)
        if isinstance(schema.get("additionalProperties"), dict):
            yield f"{owner}/*", schema["additionalProperties"]
        for key in ("items", "additionalProperties"):
            yield from _properties(schema.get(key), owner)
