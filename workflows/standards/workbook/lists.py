"""Checklists, levels, faults, penalties and bonus levels in a cell, numbered or not, one a line or parted by ；."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from workflows.standards.workbook.cells import NUMERAL, CellError, halved, numeral, on_lines, pieces, score

CHECKS = "请写成“1. 有台账（2分）；2. 有专人（1分）”，或者最后一行写“计分：3项得2分、2项得1分”"
LEVELS = "请写成“优（有队伍有台账）：2分；良：1分；差：0分”"
FAULTS = "请写成“乱堆乱放，每处扣0.5分（最多扣2分）”"
BONUS = "请写成“国家级：2分；省级：1分”"

CIRCLED = {circled: str(n) for n, circled in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}
CHINESE = {numeral: str(n) for n, numeral in enumerate("一二三四五六七八九十", 1)}
NUMBER = re.compile(
    r"(?:^|(?<=[;；\n。)）]))[ \t\u3000]*"
    r"(?:[（(](?P<a>\d{1,2}|[一二三四五六七八九十])[)）]|(?P<b>\d{1,2})(?:[.．](?!\d)|[、)）])|(?P<c>[一二三四五六七八九十])、)[ \t\u3000]*"
    r"|(?P<d>[①-⑳])[ \t\u3000]*"
)
SCALE = re.compile(
    r"(?:^|(?<=[;；\n。]))\s*(?:计分|评分|得分|记分)(?:办法|标准)?[:：](.+)\Z|(?:^|(?<=[;；\n。]))\s*((?:符合|满足)?\d{1,2}项[^;；\n]*得.+)\Z",
    re.DOTALL,
)
STEP = re.compile(
    rf"(?:符合|满足|达到)?(全部|\d{{1,2}})(?:项)?(?:全部)?(?:符合|满足)?(?:的)?(?:及以上|以上)?[:,]?(?:得|计)?({NUMERAL}|满)分"
)
OWN_SCORE = re.compile(rf"[ \t]*[（(](?:得|计)?({NUMERAL})分[)）]$|(?:[,，:：]\s*|得|计)得?({NUMERAL})分$")
#: 每符合一项得2分：1. … before the items.
EACH = re.compile(rf"^\s*每(?:符合|达到|满足|完成)?[一1]项(?:得|计)?({NUMERAL})分[,，:：;；。]?\s*")
END = "；;。,，、 \t\n\u3000"


def read_checklist(text: str, points: str = "") -> dict[str, Any]:
    each = EACH.match(text)
    text = text[each.end() :] if each else text
    scale = SCALE.search(text)
    listed = text[: scale.start()] if scale else text
    items = [_check_item(no, words, bool(scale)) for no, words in numbered(listed)]
    if not items:
        raise CellError(f"一项也没有写，{CHECKS}")
    if each:
        items = [{**item, "score": numeral(each[1])} for item in items]
    if not scale and any("score" not in item for item in items):
        raise CellError(f"没有写清符合几项得几分，{CHECKS}")
    found: dict[str, Any] = {"items": items}
    if scale:
        found["scale"] = _scale(scale[1] or scale[2], len(items), points)
    return found


def write_checklist(row: Mapping[str, Any]) -> str:
    lines = [
        f"{item['no']}. {item['words']}" + (f"（{item['score']}分）" if item.get("score") is not None else "")
        for item in row["items"]
    ]
    if row.get("scale"):
        steps = sorted(row["scale"].items(), key=lambda step: -int(step[0]))
        lines.append("计分：" + "、".join(f"{count}项得{score}分" for count, score in steps))
    return on_lines(lines)


def numbered(text: str) -> list[tuple[str, str]]:
    """The items under their numbers; without numbers they are counted."""
    starts = list(NUMBER.finditer(text))
    if not starts:
        return [(str(n), words) for n, words in enumerate(pieces(text), 1)]
    if before := text[: starts[0].start()].strip(END):
        raise CellError(f"“{before[:20]}”前面没有编号，{CHECKS}")
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return [(_number(start), text[start.end() : end].strip(END)) for start, end in zip(starts, ends, strict=True)]


def _number(start: re.Match[str]) -> str:
    said = next(one for one in start.groups() if one)
    return CIRCLED.get(said) or CHINESE.get(said) or numeral(said)


def _check_item(no: str, words: str, has_scale: bool) -> dict[str, str]:
    own = None if has_scale else OWN_SCORE.search(words)
    if own:
        return {"no": no, "words": words[: own.start()].strip(END), "score": numeral(own[1] or own[2])}
    return {"no": no, "words": words}


def _scale(text: str, count: int, points: str) -> dict[str, str]:
    """全部符合得2分，符合4项得1.5分，其余不得分."""
    found: dict[str, str] = {}
    for piece in re.split(r"[;,、。\n]+", halved(text).replace(" ", "")):
        if not piece or re.fullmatch(r"(其余|其他|其它|否则)(的)?(均)?不得分|扣完为止", piece):
            continue
        match = STEP.fullmatch(piece)
        if not match or (match[2] == "满" and not points):
            raise CellError(f"看不懂“{piece}”，{CHECKS}")
        found[str(count) if match[1] == "全部" else numeral(match[1])] = (
            points if match[2] == "满" else numeral(match[2])
        )
    if not found:
        raise CellError(f"“计分”后面没有内容，{CHECKS}")
    return found


def read_levels(text: str, points: str = "") -> list[dict[str, str]]:
    found = [_level(part, points) for piece in _closed_pieces(text) for part in _short_levels(piece)]
    if not found:
        raise CellError(f"一个等次也没有写，{LEVELS}")
    return found


def write_levels(levels: Sequence[Mapping[str, str]]) -> str:
    return on_lines(
        f"{one['level']}{f'（{words}）' if (words := one.get('words')) else ''}：{one['score']}分" for one in levels
    )


_SCORE = rf"(得?{NUMERAL}分|{NUMERAL}|得?满分|不得分|零分)"
_LEVEL_FIRST = re.compile(
    rf"([^（(:：,，]+?)(?:[（(](.*)[)）])?\s*(?:[:：,，]\s*|(?=得|不得分|零分)|(?<=[)）])|(?<=[^\d.:：,，\s])(?={NUMERAL}分)){_SCORE}",
    re.DOTALL,
)
_SCORE_FIRST = re.compile(
    rf"([^（(:：,，]+?)(?:[:：,，]\s*|(?=得|不得分))?{_SCORE}(?:[:：,，]\s*(.+)|[（(](.+)[)）])", re.DOTALL
)


_SHORT = re.compile(
    rf"[^（()）:：,，、]{{1,8}}?[:：]?(?:得?{NUMERAL}分|得?满分|不得分|零分)|[^（()）:：,，、]{{1,8}}[（(]{NUMERAL}分[)）]"
)


def _short_levels(piece: str) -> list[str]:
    """优秀得10分，良好得8分: levels without words may stand in one line."""
    parts = [part.strip() for part in re.split(r"[,，、]", piece)]
    return parts if len(parts) > 1 and all(_SHORT.fullmatch(part) for part in parts) else [piece]


def _level(piece: str, points: str) -> dict[str, str]:
    if match := re.fullmatch(rf"([^（(:：]+)[（(]({NUMERAL}分)[)）]", piece):
        level, words, said = match[1], "", match[2]
    elif match := _LEVEL_FIRST.fullmatch(piece):
        level, words, said = match[1], match[2], match[3]
    elif match := _SCORE_FIRST.fullmatch(piece):
        level, said, words = match[1], match[2], match[3] or match[4]
    else:
        raise CellError(f"看不懂“{piece[:40]}”，{LEVELS}")
    return {"level": level.strip(), "score": score(said, points)} | ({"words": words.strip()} if words else {})


def _closed_pieces(text: str) -> list[str]:
    """Cut at ；and line breaks, but not inside brackets: 优（有台账；有专人）：2分."""
    depth, start, found = 0, 0, []
    for n, letter in enumerate(text):
        depth += letter in "（("
        depth -= letter in "）)" and depth > 0
        if letter in ";；\n" and not depth:
            found.append(text[start:n])
            start = n + 1
    return [piece for raw in [*found, text[start:]] if (piece := raw.strip(END))]


_FAULT = re.compile(
    rf"(?:【(?P<code>[^】]+)】)?(?P<words>.*?)[,，:：]?\s*"
    rf"(?P<per>(?:每|每?发现(?=[一1]))1?[^扣\d]{{0,8}}?|(?<![^,，:：\s】])一[^扣\d]{{1,4}}?)?[,，:：]?(?:各)?扣(?:减)?(?P<minus>{NUMERAL})分"
    rf"(?:\s*[（(,，]?\s*(?:此项|本类|同类|累计|合计)?(?:最多|最高|上限|不超过|至多)(?:扣)?(?:不超过|为)?(?P<max>{NUMERAL})分\s*[)）]?)?",
    re.DOTALL,
)


def read_faults(text: str, default: str = "发现问题") -> list[dict[str, str | None]]:
    """发现一处扣2分 alone is a kind of fault too: it is called `default`."""
    parts = [piece for piece in _closed_pieces(text) if not re.fullmatch(r"扣完为止|以.{1,8}分为基数扣分", piece)]
    found = [_fault(piece, default) for piece in parts]
    if not found:
        raise CellError(f"一类问题也没有写，{FAULTS}")
    return found


def _fault(piece: str, default: str) -> dict[str, str | None]:
    said = re.sub(r"[,，、（(]?扣完为止[)）]?$", "", piece).strip(END)
    match = _FAULT.fullmatch(NUMBER.sub("", said))
    if not match:
        raise CellError(f"看不懂“{piece[:40]}”，{FAULTS}")
    found: dict[str, str | None] = {"code": match["code"]} if match["code"] else {}
    words, per = match["words"].strip(END), match["per"] or ""
    if not words or not per:
        words, per = _inside(words or per) if _inside(words or per)[1] else (words, per)
    return found | {
        "words": _bare(words) or default,
        "per": _per(per),
        "minus": numeral(match["minus"]),
        "max": numeral(match["max"]) if match["max"] else None,
    }


def _bare(words: str) -> str:
    """发现乱堆乱放的 → 乱堆乱放."""
    match = re.fullmatch(r"(?:发现)?(.{2,})的", words, re.DOTALL)
    return match[1] if match else words


_UNIT = r"[处项次起户人例件个条座家批天]"


def _inside(words: str) -> tuple[str, str]:
    """发现大操大办一起, 每发现一处乱堆乱放: what is counted stands within the words."""
    if match := re.fullmatch(rf"每?(?:发现|出现|有)[一1]({_UNIT})(.+)", words):
        return match[2].strip(END), f"每{match[1]}"
    if match := re.fullmatch(rf"每?发现(.+)[一1]({_UNIT})", words):
        return match[1].strip(END), f"每{match[2]}"
    return words, ""


def _per(said: str | None) -> str:
    """每处, 发现一处, 一处 → 每处."""
    unit = re.sub(r"^每?(?:发现)?(?:有|出现)?[一1]?", "", (said or "").strip(END))
    return f"每{unit or '处'}"


def write_fault(one: Mapping[str, str | None], code: str | None = None) -> str:
    named = f"【{code}】" if code else ""
    most = f"（最多扣{one['max']}分）" if one.get("max") is not None else ""
    return f"{named}{one['words']}，{one.get('per') or '每处'}扣{one['minus']}分{most}"


def read_bonus_levels(text: str, points: str = "") -> list[dict[str, str]]:
    found = []
    for piece in _closed_pieces(text):
        match = re.fullmatch(rf"(.+?)(?:[:：,，]\s*(?:加|得)?|加|得)({NUMERAL})分?", piece, re.DOTALL)
        if not match:
            raise CellError(f"看不懂“{piece[:40]}”，{BONUS}")
        found.append({"words": match[1].strip(END), "score": numeral(match[2])})
    if not found:
        raise CellError(f"一档也没有写，{BONUS}")
    return found


def write_bonus_levels(levels: Sequence[Mapping[str, str]]) -> str:
    return on_lines(f"{one['words']}：{one['score']}分" for one in levels)
