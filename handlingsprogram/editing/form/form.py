"""A place of the content as a form: which fields it has, and how each is written, from the schema alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.files import PICTURES
from handlingsprogram.editing.places import Place, written
from handlingsprogram.read.text.content import value as value_at
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.editing.form.schemas import Part, Schemas
    from handlingsprogram.finding import Finding
    from handlingsprogram.read.text.strict_yaml import Path_

_LONG = 60
"""Characters of a text that want more than a line of the form."""
_DATE = "(0[1-9]|1[0-2])-(0[1-9]"
"""What the patterns of the schemas' dates have in them."""
_FILES = re.compile(r" \(content/[^)]*\)")
_MARKUP = re.compile("Markdown|blank linje", re.IGNORECASE)
_TRUTHS = {"true": "Ja", "false": "Nei", "denne nøkkelen": "svar"}
_TRUTH = re.compile(r"\b(?:true|false|denne nøkkelen)\b")
_NAMES = ("tittel", "navn", "overskrift", "tekst", "ord", "bildetekst", "id")
"""The keys that tell what an item is, the best first."""


@record
class Field:
    """A field of a form."""

    place: Place
    key: str
    title: str
    description: str
    control: str
    """How it is written: `line`, `text`, `lines`, `number`, `check`, `choice`, `list`, `group` or `open`.

    `raw` is what its schema has no field for: that is shown and not written.
    """
    value: Any
    """What it holds; None where it is not there."""
    part: Part
    """What its schema says."""
    is_required: bool
    fields: tuple[Field, ...] = ()
    """The fields of a group, the items of a list."""
    findings: tuple[Finding, ...] = ()
    missing: tuple[Field, ...] = ()
    """The fields that a group may have and has not."""
    types: frozenset[str] = frozenset()
    """The JSON types of what is typed: of a list of lines, those of a line."""

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list, which says itself what its items are."""
        return self.key.isdecimal()

    @property
    def is_date(self) -> bool:
        """Whether it is a date, year, month and day."""
        return self.control == "line" and _DATE in str(self.part.says.get("pattern", ""))

    @property
    def is_picture(self) -> bool:
        """Whether it names a picture, which may be brought in."""
        return self.key == "fil" and f"{PICTURES}/" in str(self.part.says.get("patternErrorMessage", ""))

    @property
    def id(self) -> str:
        """What an attribute calls it."""
        return (
            f"felt-{self.place.file}-{self.place.path}".replace("/", "-").replace(".", "-").replace("@", "")
        )

    @property
    def choices(self) -> list[Any]:
        """What may be chosen, or is proposed."""
        items = self.part.says.get("items", {}) if self.control == "lines" else {}
        known: list[Any] = self.part.says.get("enum", [])
        if known:
            return known if self.value is None or self.value in known else [self.value, *known]
        proposed: list[Any] = self.part.says.get("examples") or items.get("examples", [])
        return proposed

    @property
    def is_long(self) -> bool:
        """Whether its text wants several lines."""
        return self.control == "line" and (len(str(self.value or "")) > _LONG)

    @property
    def name(self) -> str:
        """What an item of a list is told apart by."""
        return name_of(self.value) or self.title


def name_of(value: Any) -> str:
    """Return what an item of a list is called: its title, or how its text begins."""
    if isinstance(value, dict):
        for key in _NAMES:
            if isinstance(value.get(key), (str, int)):
                return _shortened(str(value[key]))
        inner = next(iter(value.values()), None)
        return name_of(inner[0] if isinstance(inner, list) and inner else inner)
    return _shortened(str(value)) if isinstance(value, (str, int, float)) else ""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[:_LONG].rsplit(" ", 1)[0] + " …"


def _in_a_form(description: str, control: str, *, is_truth: bool) -> str:
    """Return what the schema says of a field, without what is only for those who write the file itself."""
    sentences = re.split(
        r"(?<=[.!?]) (?=[A-ZÆØÅ«\d])", _FILES.sub("", description).replace(", i Markdown", "")
    )
    if control == "text":
        sentences = [one for one in sentences if not _MARKUP.search(one)]
    told = " ".join(sentences)
    return _TRUTH.sub(lambda found: _TRUTHS[found[0]], told) if is_truth else told


class Forms:
    """Makes forms of the files of a folder."""

    def __init__(self, schemas: Schemas, first: tuple[str, ...] = ()) -> None:
        """Prepare it.

        Args:
            schemas: what describes the fields.
            first: the keys of measures that the documents show: they stand first.
        """
        self._schemas = schemas
        self._first = first

    def form(self, kind: str, place: Place, data: Any, path: Path_) -> Field:
        """Return the form of a place, as the group or list that it is.

        Args:
            kind: the schema's name.
            place: the place.
            data: what its file holds.
            path: where in it.
        """
        part = self._schemas.part(kind, path)
        key = str(path[-1]) if path else ""
        return self._field(place, key, value_at(data, path), part, is_open=True)

    def _field(self, place: Place, key: str, value: Any, part: Part, *, is_open: bool = False) -> Field:
        says = part.says
        control = self._control(value, part)
        if not is_open and control == "group" and opens(value):
            control = "open"
        fields: tuple[Field, ...] = ()
        missing: tuple[Field, ...] = ()
        if control == "group":
            fields, missing = self._group(place, value or {}, part)
        elif control == "list":
            fields = tuple(self._items(place, value or [], part))
        return Field(
            place,
            key,
            str(says.get("title", key)),
            _in_a_form(
                str(says.get("description", "")),
                control,
                is_truth=control == "check" or True in says.get("enum", ()),
            ),
            control,
            value,
            part,
            is_required=False,
            fields=fields,
            missing=missing,
            types=self._schemas.below(part, 0).types if control == "lines" else part.types,
        )

    def _group(
        self, place: Place, value: Mapping[str, Any], part: Part
    ) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
        """Return the fields of a mapping that are there, and those that may be."""
        known = part.says.get("properties", {})
        keys = [*(key for key in known if key in value), *(key for key in value if key not in known)]
        keys.sort(key=lambda key: self._first.index(key) if key in self._first else len(self._first))
        required = set(part.says.get("required", ()))
        fields = [self._entry(place, key, value[key], part, required) for key in keys]
        one_only = part.says.get("maxProperties") == 1 and value
        absent = [] if one_only else [key for key in known if key not in value]
        shown = [key for key in absent if key in self._first or key in required]
        fields += [self._entry(place, key, None, part, required) for key in shown]
        missing = [self._entry(place, key, None, part, required) for key in absent if key not in shown]
        return tuple(fields), tuple(missing)

    def _entry(self, place: Place, key: str, value: Any, part: Part, required: set[str]) -> Field:
        found = self._field(place.below(key), key, value, self._schemas.below(part, key))
        return replace(found, is_required=key in required)

    def _items(self, place: Place, value: list[Any], part: Part) -> Iterator[Field]:
        below = self._schemas.below(part, 0)
        for number in range(len(value)):
            own = Place(place.file, f"{place.path}/{written(value, (number,))}")
            yield self._field(own, str(number), value[number], below)

    def _control(self, value: Any, part: Part) -> str:
        """Return how a field is written: as its schema says, and where that says several, as it is."""
        types = part.types
        if part.is_markdown or "enum" in part.says:
            if isinstance(value, (dict, list)):
                return "raw"
            return "text" if part.is_markdown else "choice"
        if isinstance(value, dict) or (value is None and types == {"object"}):
            return "group"
        if isinstance(value, list) or (value is None and types == {"array"}):
            return "lines" if self._is_lines(value, part) else "list"
        if isinstance(value, bool) or (value is None and types == {"boolean"}):
            return "check"
        return "number" if types and types <= {"integer", "number"} else "line"

    def _is_lines(self, value: list[Any] | None, part: Part) -> bool:
        """Tell whether a list is one of short texts, or of numbers."""
        items = self._schemas.below(part, 0)
        if items.is_markdown or any(isinstance(one, list) for one in value or ()):
            return False
        has_mappings = any(isinstance(one, dict) for one in value or ())
        if has_mappings:
            return "string" in items.types and all(
                not isinstance(one, dict) or (len(one) == 1 and isinstance(next(iter(one.values())), str))
                for one in value or ()
            )
        return bool(items.types & {"string", "integer", "number"})


def opens(value: Any) -> bool:
    """Tell whether something has a form of its own: what has an id, and a text that names it."""
    return isinstance(value, dict) and "id" in value and len(value) > 1


def fields_of(found: Field) -> Iterator[Field]:
    """Give a field and all that are in it."""
    yield found
    for one in (*found.fields, *found.missing):
        yield from fields_of(one)


def with_findings(found: Field, findings: Mapping[str, list[Finding]]) -> Field:
    """Return a form whose fields have what was found in them; what no field has stands at the whole."""
    places = {one.place.path for one in fields_of(found)}

    def laid(one: Field) -> Field:
        own = findings.get(one.place.path, [])
        if one.control == "open":
            below = f"{one.place.path}/"
            own = [*own, *(f for path, all_ in findings.items() if path.startswith(below) for f in all_)]
        fields, missing = (tuple(map(laid, many)) for many in (one.fields, one.missing))
        return replace(one, findings=tuple(own), fields=fields, missing=missing)

    made = laid(found)
    lost = [
        one
        for path, all_ in findings.items()
        if path not in places and (path.startswith(f"{found.place.path}/") or not found.place.path)
        for one in all_
        if not any(path.startswith(f"{other}/") for other in places if other != found.place.path)
    ]
    return replace(made, findings=(*made.findings, *lost))
