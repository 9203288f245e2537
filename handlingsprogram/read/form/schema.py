"""Hold a content file against its JSON Schema and say in Norwegian what does not fit."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.finding import Finding
from handlingsprogram.read.folders import as_id
from handlingsprogram.read.form import advice
from handlingsprogram.read.form.advice import shown
from handlingsprogram.read.form.fits import SHARED, fits, load_schema
from handlingsprogram.read.limits import MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema.exceptions import ValidationError

    from handlingsprogram.finding import RuleId
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

_KINDS = {
    dict: "en samling (nøkkel: verdi)",
    list: "en liste (- …)",
    str: "tekst",
    bool: "true/false",
    int: "et heltall",
    float: "et desimaltall",
    type(None): "tomt",
}
_WANTED = {
    "object": "en samling (nøkkel: verdi)",
    "array": "en liste (- …)",
    "string": "tekst",
    "boolean": "true eller false",
    "integer": "et heltall",
    "number": "et tall",
}
_NEARBY = 1000
"""How much of a line is looked through for a figure, in characters."""
_LONGEST, _MOST_NAMES = 100, 200
"""What a misspelt word is compared with: to compare takes time, and no real year has more names."""


def validate(tree: Tree, kind: str) -> list[Finding]:
    """Return what is wrong with the form of a content file.

    Args:
        tree: the file.
        kind: the schema's name without ending: `program`, `kapittel`, `budsjett`, …
    """
    if fits(tree.data, kind):
        return []
    errors = _validator(kind).iter_errors(tree.data)
    found = (finding for error in errors for finding in _findings(tree, error))
    return sorted(dict.fromkeys(islice(found, MOST)), key=lambda finding: finding.position)


class Misfit(NamedTuple):
    """A part of a file that does not fit its schema."""

    path: Path_
    missing: tuple[str, ...] = ()
    """The keys that it lacks; none where the part itself is wrong."""


def misfits(tree: Tree, kind: str) -> list[Misfit]:
    """Return which parts of a content file do not fit, as `validate` tells of them."""
    found: list[Misfit] = []
    if fits(tree.data, kind):
        return found
    for error in _validator(kind).iter_errors(tree.data):
        path: Path_ = tuple(error.absolute_path)
        if "propertyNames" in error.absolute_schema_path:
            found.append(Misfit((*path, error.instance)))
        elif error.validator == "additionalProperties":
            known = error.schema.get("properties", {})
            found += [Misfit((*path, key)) for key in error.instance if key not in known]
        elif error.validator == "required":
            lacking = tuple(key for key in error.validator_value if key not in error.instance)
            found.append(Misfit(path, lacking))
        else:
            found.append(Misfit(path))
    return found


def suggestion(word: str, known: list[str]) -> str:
    """Return « Mente du …?» with the known word that is nearest, or nothing where none is near."""
    return "".join(f"; mente du «{near}»?" for near in nearest(word, known))


def nearest(word: str, known: list[str]) -> list[str]:
    """Return the known word that is most like a misspelt one, or nothing where none is like it."""
    from difflib import get_close_matches

    return get_close_matches(word[:_LONGEST], known[:_MOST_NAMES], n=1, cutoff=0.7)


@cache
def _validator(kind: str) -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend
    from referencing import Registry, Resource

    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(load_schema(name))) for name in SHARED
    )
    # To JSON Schema 6834.0 is an integer; to a budget it is a slip of the pen.
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    validator: Any = extend(Draft202012Validator, type_checker=whole)  # type: ignore[no-untyped-call]
    return validator(load_schema(f"{kind}.schema.json"), registry=registry)


class _Error(NamedTuple):
    """One thing that does not fit, as jsonschema reports it."""

    keyword: str
    """The schema's word that is not kept: `required`, `type`, …"""
    wanted: Any
    """What that word asks for."""
    instance: Any
    """The value that does not fit."""
    schema: Mapping[str, Any]
    """The part of the schema that has the word."""
    raw: str
    """The rest of the line where the value begins, as it stands in the file."""

    def typed(self) -> str:
        """Return an unquoted number or word as the user typed it."""
        return shown(re.split(r"[\s,\]}]", self.raw, maxsplit=1)[0])


def _findings(tree: Tree, found: ValidationError) -> Iterator[Finding]:
    path: Path_ = tuple(found.absolute_path)
    schema = found.schema if isinstance(found.schema, dict) else {}
    # The key that breaks `propertyNames` is reported by what it breaks; the path is its mapping's.
    keyword = "propertyNames" if "propertyNames" in found.absolute_schema_path else str(found.validator)
    _, line, column = tree.position(path)
    raw = tree.lines[line - 1][column - 1 :] if line <= len(tree.lines) else ""
    error = _Error(keyword, found.validator_value, found.instance, schema, raw)
    describe = _DESCRIPTIONS.get(error.keyword, _otherwise)
    at_key = error.keyword in {"additionalProperties", "propertyNames"}
    for place, rule, message in describe(path, error):
        yield Finding(tree.key_position(place) if at_key else tree.position(place), rule, message)


_Described = tuple[tuple[str | int, ...], "RuleId", str]


def _unknown_keys(path: Path_, error: _Error) -> Iterator[_Described]:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in known:
            near = suggestion(key, [name for name in known if name not in error.instance] or known)
            otherwise = f"; lovlige nøkler er {', '.join(known)}"
            if "string" in error.schema.get("type", ""):
                otherwise = _COLON
            why = advice.of_key(key, error.instance[key]) or near or otherwise
            yield (*path, key), "skjema-ukjent-nøkkel", f"ukjent nøkkel «{shown(key)}»{why}"


def _missing_keys(path: Path_, error: _Error) -> Iterator[_Described]:
    properties = error.schema.get("properties", {})
    misspelt = {
        near
        for key in islice((key for key in error.instance if key not in properties), MOST)
        for near in nearest(key, [name for name in properties if name not in error.instance])
    }
    # jsonschema gives one error for each missing key; the repetitions fall away in `validate`.
    for missing in error.schema["required"]:
        if missing not in error.instance and missing not in misspelt:
            yield path, "skjema-mangler", f"nøkkelen «{missing}» mangler i {_name(path)}"


def _wrong_type(path: Path_, error: _Error) -> Iterator[_Described]:
    if error.instance is None and _is_no_key(path):
        return
    wanted = _kinds_wanted(error)
    if error.instance is None:
        yield _no_value(path, error)
    elif error.wanted == "string" and "pattern" in error.schema and isinstance(error.instance, (int, float)):
        # A bare number where only text of a certain form may stand: quotation marks would not help.
        yield path, "skjema-form", f"{_name(path)} kan ikke være «{error.typed()}». {_about(error)}"
    elif isinstance(wanted, str):
        message = f"{_name(path)} skal være {_WANTED[wanted]}, men er {_KINDS[type(error.instance)]}"
        yield path, "skjema-type", message + _how_to_convert(path, error)
    else:
        hint = advice.of_amount(error.typed()) if "integer" in wanted else ""
        if "string" in wanted and "integer" not in wanted and isinstance(error.instance, (bool, int, float)):
            hint = f' Er det tekst, så skriv "{error.typed()}" med anførselstegn.'
        is_plain = not isinstance(error.instance, (dict, list))
        what = f"«{error.typed()}»" if is_plain else _KINDS[type(error.instance)]
        message = f"{_name(path)} kan ikke være {what}"
        yield path, "skjema-type", message + (hint if hint.startswith(";") else f". {_about(error)}{hint}")


def _kinds_wanted(error: _Error) -> str | list[str]:
    """Return the kind of value that the schema asks for, or the kinds; numbers are text where text is."""
    wanted = [error.wanted] if isinstance(error.wanted, str) else list(error.wanted)
    kinds = [kind for kind in wanted if kind != "number" or "string" not in wanted]
    return kinds[0] if len(kinds) == 1 else kinds


_COLON = "; er det tekst med kolon, så sett den i anførselstegn"


def _is_no_key(path: Path_) -> bool:
    """Tell whether a key follows a comma in a figure, {a: 2,7}, or has its value in it, {a:27}."""
    return bool(path) and isinstance(path[-1], str) and (path[-1].isdigit() or ":" in path[-1])


def _no_value(path: Path_, error: _Error) -> _Described:
    what = "punktet" if path and isinstance(path[-1], int) else "nøkkelen"
    hint = f"fyll inn eller slett {what}"
    if "#" in error.raw:
        hint = "«#» begynner en kommentar, så sett verdien i anførselstegn"
    elif error.raw.startswith(("~", "n", "N")) and "integer" not in _kinds_wanted(error):
        hint = f'er det tekst, så skriv "{error.typed()}" med anførselstegn'
    elif re.search(error.schema.get("pattern", "x"), ""):
        hint = "skriv '' hvis den skal være tom"
    return path, "skjema-tom", f"{_name(path)} mangler verdi; {hint}"


def _is_empty(path: Path_) -> _Described:
    return path, "skjema-tom", f"{_name(path)} er tom; fyll inn eller slett nøkkelen"


def _how_to_convert(path: Path_, error: _Error) -> str:
    wanted, value = _kinds_wanted(error), error.instance
    if isinstance(value, str):
        return advice.of_text(str(path[-1]) if path else "", str(wanted), value)
    if wanted == "string":
        return _in_quotes(error)
    return ""


def _in_quotes(error: _Error) -> str:
    """Say how a text is written that YAML takes for something else."""
    if not isinstance(error.instance, (dict, list)):
        return f'; skriv "{error.typed()}" med anførselstegn'
    if error.raw.startswith(("{", "[")):
        return f"; er det tekst som begynner med «{error.raw[0]}», så sett den i anførselstegn"
    return _COLON if isinstance(error.instance, dict) else ""


def _wrong_pattern(path: Path_, error: _Error) -> Iterator[_Described]:
    if error.instance == "":
        yield _is_empty(path)
        return
    text, message = str(error.instance), f"{_name(path)} kan ikke være «{shown(error.instance)}»"
    is_number = "integer" in error.schema.get("type", ())
    how = advice.of_edges(text) or (advice.of_amount(text) if is_number else "")
    other = as_id(text) if error.schema.get("title") == "Id" else advice.date(text)
    if not how and other and re.search(error.wanted, other):
        how = f"; skriv {other}"
    yield path, "skjema-form", message + (how or f". {_about(error)}")


def _not_listed(path: Path_, error: _Error) -> Iterator[_Described]:
    if error.instance is None:
        yield _no_value(path, error)
        return
    allowed = [str(value).lower() if isinstance(value, bool) else value for value in error.wanted]
    if not isinstance(error.instance, str) and str(error.instance) in allowed:
        message = f'{_name(path)} skal være tekst; skriv "{error.instance}" med anførselstegn'
        yield path, "skjema-valg", message
        return
    word = advice.of_word(str(error.instance)) if True in error.wanted else ""
    near = word or suggestion(str(error.instance), allowed)
    listed = ", ".join(allowed)
    message = f"{_name(path)} kan ikke være «{shown(error.instance)}»; lovlige verdier er {listed}{near}"
    yield path, "skjema-valg", message


def _too_few(path: Path_, error: _Error) -> Iterator[_Described]:
    if len(error.instance):
        message = f"{_name(path)} har {len(error.instance)} ledd, men skal ha minst {error.wanted}"
        yield path, "skjema-antall", message
    else:
        yield _is_empty(path)


def _too_many(path: Path_, error: _Error) -> Iterator[_Described]:
    least = error.schema.get("minItems", error.schema.get("minProperties"))
    most = error.wanted if least == error.wanted else f"høyst {error.wanted}"
    yield path, "skjema-antall", f"{_name(path)} har {len(error.instance)} ledd, men skal ha {most}"


def _bad_key(path: Path_, error: _Error) -> Iterator[_Described]:
    how = advice.of_blanks(error.instance) or f". {_about(error)}"
    if ":" in error.instance:
        how = "; det mangler et mellomrom etter kolonet"
    message = f"nøkkelen kan ikke være «{shown(error.instance)}»{how}"
    if error.instance.isdigit():
        figure = re.search(rf"[-−]?[\d ]{{1,20}},{error.instance}(?!\d)", error.raw[:_NEARBY])
        how = advice.of_amount(figure[0]) if figure else ""
        written = figure[0].strip() if figure else error.instance
        message = f"«{written}» er ikke et helt tall{how or '; skriv hele tall, uten komma'}"
    yield (*path, error.instance), "skjema-form", message


def _otherwise(path: Path_, error: _Error) -> Iterator[_Described]:
    yield path, "skjema-form", f"{_name(path)} passer ikke. {_about(error)}"


def _out_of_range(path: Path_, error: _Error) -> Iterator[_Described]:
    limit = "minst" if error.keyword == "minimum" else "høyst"
    message = f"{_name(path)} er {error.instance}, men skal være {limit} {error.wanted}"
    yield path, "skjema-størrelse", message


def _too_long(path: Path_, error: _Error) -> Iterator[_Described]:
    message = (
        f"{_name(path)} har {len(error.instance)} tegn, men skal ha høyst {error.wanted}; del teksten opp"
    )
    yield path, "skjema-størrelse", message


_DESCRIPTIONS: dict[str, Callable[[Path_, _Error], Iterator[_Described]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": _wrong_type,
    "pattern": _wrong_pattern,
    "enum": _not_listed,
    "minItems": _too_few,
    "minProperties": _too_few,
    "maxItems": _too_many,
    "maxProperties": _too_many,
    "propertyNames": _bad_key,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "maxLength": _too_long,
}


def _name(path: Path_) -> str:
    """Name a place the way a planner would: «partnere», punkt 2 i «partnere», filen."""
    if not path:
        return "filen"
    if isinstance(path[-1], int):
        return f"punkt {path[-1] + 1} i {_name(path[:-1])}"
    return f"«{path[-1]}»"


def _about(error: _Error) -> str:
    return str(error.schema.get("description", ""))
