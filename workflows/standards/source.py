"""The text of a standard or of answers: YAML and JSON without floats or surprises, and the digest of what they say."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

import rfc8785
import yaml

from workflows.standards.decimals import number, plain, shown

LONGEST = 200_000_000
LONGEST_INTEGER = 18


class SourceError(ValueError):
    """A text that is not YAML or JSON, or says one thing twice; the line is named where there is one."""


def read_text(path: Path | str) -> str:
    """The text of a file; Chinese Windows still saves GBK."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise SourceError(f"打不开文件 {path}（没有这个文件）") from None
    except OSError as error:
        raise SourceError(f"打不开文件 {path}（{error.strerror}）") from None
    if len(data) > LONGEST:
        raise SourceError(f"文件太大（{len(data) // 1_000_000}MB），最多{LONGEST // 1_000_000}MB")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError(f"文件 {path} 的文字编码认不出，请另存为UTF-8")


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as people mean it: 0.1 is a Decimal; 12:30, dates, 001 and yes stay words; nothing is said twice."""

    yaml_implicit_resolvers: dict[str, list] = {}


def _mapping(loader: Loader, node: yaml.MappingNode) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in found:
            raise SourceError(f"第{key_node.start_mark.line + 1}行：“{shown(key)}”写了两次")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


def _decimal(loader: Loader, node: yaml.ScalarNode) -> Decimal:
    try:
        return number(loader.construct_scalar(node))
    except ValueError as error:
        raise SourceError(f"第{node.start_mark.line + 1}行：{error}") from None


def _integer(loader: Loader, node: yaml.ScalarNode) -> int:
    return int(_decimal(loader, node))


_TAG = "tag:yaml.org,2002:"
_KINDS = ("map", "seq", "str", "int", "float", "bool", "null")
_CORE = {
    "null": (r"~|null|", "~n", None),
    "bool": (r"true|false", "tf", None),
    "int": (r"[-+]?(?:0|[1-9]\d*)", "-+0123456789", _integer),
    "float": (r"[-+]?(?:0|[1-9]\d*)\.\d+", "-+0123456789", _decimal),
    "map": (None, "", _mapping),
}
for _kind, (_pattern, _first, _construct) in _CORE.items():
    _tag = f"{_TAG}{_kind}"
    if _pattern is not None:
        Loader.add_implicit_resolver(
            _tag, re.compile(f"^(?:{_pattern})$"), [*_first, ""] if _kind == "null" else _first
        )
    if _construct is not None:
        Loader.add_constructor(_tag, _construct)


def read_yaml(text: str) -> object:
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise SourceError("文件是空的")
        _refuse_references(node, set())
        return loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = f"第{error.problem_mark.line + 1}行附近" if error.problem_mark else ""
        raise SourceError(f"{line}不是正确的YAML格式（{error.problem}）") from None
    except SourceError:
        raise
    except (yaml.YAMLError, RecursionError, ValueError, KeyError) as error:
        raise SourceError(f"不是正确的YAML格式（{type(error).__name__}）") from None
    finally:
        loader.dispose()


def _refuse_references(node: yaml.Node, seen: set[int]) -> None:
    """A reference (*name) can blow a small file up to gigabytes, a tag (!!…) make anything; a standard needs neither."""
    if id(node) in seen:
        raise SourceError(f"第{node.start_mark.line + 1}行：请不要用YAML的引用（&、*），把内容写全")
    if node.tag.removeprefix(_TAG) not in _KINDS:
        raise SourceError(f"第{node.start_mark.line + 1}行：请不要用YAML的类型标记（{shown(node.tag)}）")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_references(child, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _refuse_references(key, seen)
            _refuse_references(value, seen)


def read_json(text: str) -> object:
    if not text.strip():
        raise SourceError("文件是空的")
    try:
        return json.loads(
            text,
            parse_float=_amount,
            parse_int=_amount,
            parse_constant=_refuse_constant,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as error:
        raise SourceError(f"第{error.lineno}行第{error.colno}个字符处不是正确的JSON格式") from None
    except RecursionError:
        raise SourceError("JSON套得太深") from None
    except ValueError as error:
        raise error if isinstance(error, SourceError) else SourceError(str(error)) from None


def _refuse_constant(word: str) -> None:
    raise SourceError(f"“{word}”不是数字")


def _amount(digits: str) -> Decimal | int:
    """Whether it is too large, or too fine, is said by who knows which figure it is."""
    try:
        value = Decimal(digits)
    except InvalidOperation:
        raise SourceError(f"数字太大（{shown(digits)}）") from None
    return int(digits) if len(digits) <= LONGEST_INTEGER and digits.lstrip("-").isdigit() else value


def _once(pairs: list) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise SourceError(f"“{shown(_twin(key for key, _ in pairs))}”写了两次")
    return found


def _twin(keys: Iterable[str]) -> str:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return ""


def canonical(raw: object) -> object:
    """The same thing with every number as the shortest numeral: what is stored and hashed holds no float."""
    if isinstance(raw, Mapping):
        return {str(key): canonical(value) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [canonical(value) for value in raw]
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        return plain(number(raw))
    return raw


def digest(body: object) -> str:
    return hashlib.sha256(rfc8785.dumps(canonical(body))).hexdigest()
