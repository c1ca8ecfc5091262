"""A standard's body as YAML that reads back to the same digest."""

from collections.abc import Mapping
from typing import Any

import yaml

from workflows.standards.decimals import number, plain

#: As people read a standard: the head first, the lists after it.
ORDER = (
    "version", "code", "name", "object", "full_score", "source", "rounding", "na_rule", "bonus_cap", "penalty_cap",
    "verify_methods", "object_facts", "dimensions", "grades", "eligibility", "data_items", "indicators", "bonus",
    "penalties", "veto",
)  # fmt: skip


class Numeral(str):
    """Written without quotation marks."""

    __slots__ = ()


class Dumper(yaml.SafeDumper):
    """Numerals as numbers, all other texts with the quotation marks they need."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _numeral(dumper: Dumper, data: Numeral) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:float" if "." in data else "tag:yaml.org,2002:int", data)


def _text(dumper: Dumper, data: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style="'" if _looks_like_more(data) else None)


def _looks_like_more(text: str) -> bool:
    """What another reader could take for a number, a date or a word of YAML."""
    return text[:1].isdigit() or text.lower() in ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "")


Dumper.add_representer(Numeral, _numeral)
Dumper.add_representer(str, _text)


def to_yaml(body: Mapping[str, Any]) -> str:
    """`body` is canonical: its numbers are decimal strings."""
    ordered = {key: body[key] for key in ORDER if key in body} | {k: v for k, v in body.items() if k not in ORDER}
    return yaml.dump(_marked(ordered), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100_000)


def _marked(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _marked(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(one) for one in value]
    return Numeral(value) if isinstance(value, str) and _is_numeral(value) else value


def _is_numeral(text: str) -> bool:
    """Only the shortest numeral comes back as it was."""
    try:
        return plain(number(text)) == text
    except ValueError:
        return False
