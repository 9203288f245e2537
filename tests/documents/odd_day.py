"""A secretary's odd day: what comes from Word, Excel and mail, and what becomes of it."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """Something that a secretary writes."""

    place: str
    """`tekst` (running text), `punkt` (a measure's bullet), `linje` (a result), `celle` (a table's); as it
    stands in the YAML, without quotation marks, also `frist` and `tall` (a figure of the budget)."""
    written: str
    printed: str = ""
    """What is printed; the same words where nothing is said."""
    rule: str = ""
    """The rule of the one finding at its place; empty where there is none."""


FROM_WORD = (
    Row("tekst", "Vi sier “ja” og ‘nei’ til «alt»."),
    Row("tekst", "Vi møtes\ti juni.", "Vi møtes i juni."),
    Row("tekst", "Vi møtes i juni – og i august.\n\n— Endelig!"),
    Row("tekst", "Klima- og miljøplanen gjelder."),
    Row("tekst", "E‑post og e-post er det samme.", "E‑post og e-post er det samme."),
    Row("tekst", "Vi skal:\n\n-\tmøtes\n-\treise", "Vi skal: møtes reise"),
    Row("tekst", "1.\tFørst.\n2.\tSå.", "1. Først. 2. Så."),
    Row("tekst", "1.1 Bakgrunn er slik."),
    Row("tekst", "1.1.2 Enda dypere."),
    Row("tekst", "a) Første ledd.\nb) Andre ledd.", "a) Første ledd. b) Andre ledd."),
    Row("tekst", "• Møtes.\n• Reise.", rule="prosa-tegn"),
    Row("tekst", "– Møtes.\n– Reise.", rule="prosa-tegn"),
    Row("tekst", "\uf0b7 Møtes.", rule="tegn-mangler"),
    Row("tekst", "o Møtes.\no Reise."),
    Row("tekst", "Kommune\u00adstyret vedtar.", rule="tegn-usynlig"),
    Row("tekst", "Regio\u200bnen vokser.", rule="tegn-usynlig"),
    Row("tekst", "De o\ufb03sielle tallene.", rule="tegn-ligatur"),
    Row("tekst", "Ha\u030andboken er ferdig.", "Håndboken er ferdig."),
    Row("tekst", "Klima-\nendringer rammer.", rule="språk-orddeling"),
    Row("tekst", "Kl.\u00a010.30 og 15\u202f000 kroner."),
    Row("tekst", "Se figur 1…"),
    Row("tekst", "½ million, 25 °C, 3 m² og 5 km/t."),
    Row("tekst", "CO₂-utslipp, H₂O og 10⁶."),
    Row("tekst", "CO~2~ slippes ut.", rule="prosa-tegn"),
    Row("tekst", "Et &nbsp; mellomrom.", rule="prosa-tegn"),
    Row("tekst", "Møtet er\n17. mai."),
    Row("tekst", "17. mai feires.\n\n1. juni er møtet."),
    Row("tekst", "2030. Et langt år."),
    Row("tekst", "Temperaturen er\n- 5 grader.", rule="prosa-tegn"),
    Row("tekst", "* gjelder fra 2031."),
    Row("punkt", "+ 3 prosent"),
    Row("punkt", "- 5 grader", rule="prosa-tegn"),
    Row("punkt", "1. januar 2031 starter arbeidet"),
    Row("punkt", "3) strekpunkt"),
    Row("punkt", "Ring 22 00 00 00"),
    Row("linje", "“Kraftløftet” er i gang"),
    Row("linje", "1. plass i kåringen"),
    Row("linje", "– ikke avklart –"),
    Row("linje", "**viktig**", rule="tekst-merke"),
    Row("linje", "Se [rapporten](https://example.org)", rule="tekst-merke"),
)
FROM_EXCEL = (
    Row("linje", "1 234,50"),
    Row("linje", "(1 234)"),
    Row("linje", "25 %"),
    Row("linje", "-"),
    Row("linje", "1.234"),
    Row("linje", "#REF!"),
    Row("celle", ""),
    Row("celle", "2025"),
    Row("celle", "- 118"),
    Row("frist", "2031"),
    Row("frist", "31.12.2031"),
    Row("frist", "2031-12-31"),
    Row("frist", "08"),
    Row("frist", "1.10"),
    Row("frist", "12500"),
    Row("frist", "nei"),
    Row("tall", "6834", "6 834"),
    Row("tall", "6 834", "6 834"),
    Row("tall", "6\u00a0834", "6 834"),
    Row("tall", "-118"),
    Row("tall", "−118", "-118"),
    Row("tall", "0"),
    Row("tall", "'-'", "-"),
    Row("tall", "1 234,50", rule="skjema-form"),
    Row("tall", "1.234", rule="budsjett-desimaler"),
    Row("tall", "(118)", rule="skjema-form"),
    Row("tall", "kr 118", rule="skjema-form"),
    Row("tall", "25 %", rule="skjema-form"),
)
FROM_MAIL = (
    Row("tekst", "Skriv til fornavn_etter_navn@kommune.no i dag."),
    Row("tekst", "Skriv til post@kommune.no, eller ring."),
    Row("tekst", "Se https://example.org/a_b?x=1&y=2 for mer."),
    Row("tekst", "Se www.example.org/~navn/side_1 for mer."),
    Row("tekst", "Se <https://example.org/a_b> for mer.", "Se https://example.org/a_b for mer."),
    Row("tekst", "Hansen & Sønn AS og A&B deltar."),
    Row("tekst", "> Dette skrev hun.", "Dette skrev hun."),
    Row("tekst", "Fil: C:\\Felles\\plan_2031.docx ligger der."),
    Row("tekst", "Fil: \\\\server\\plan ligger der.", rule="prosa-tegn"),
    Row("tekst", "Hilsen Kari :-) ;)."),
    Row("linje", "post@kommune.no"),
    Row("linje", "https://example.org/a_b?x=1&y=2"),
    Row("linje", "Hansen & Sønn AS"),
    Row("linje", "fornavn_etter@kommune.no"),
)
DAY = (*FROM_WORD, *FROM_EXCEL, *FROM_MAIL)
