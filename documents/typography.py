"""Chinese punctuation and title lines, as a typist of an office would set them. Pure functions over text and HTML."""

import re

from documents.wording import width_in_characters

#: Text of an HTML document: what stands between two tags.
TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
ENTITY = re.compile(r"&#?\w+;")
CHINESE = "⺀-鿿　-〿！-～“”—…\U00020000-\U000323af"
PAIR = re.compile(r"\(([^()]*)\)")
HALF = re.compile(rf"(?<=[{CHINESE}])[,;:?!]|[,;:?!](?=[{CHINESE}])")
FULL = str.maketrans(",;:?!", "，；：？！")
ANY_CHINESE = re.compile(rf"[{CHINESE}]")

#: Words that a title's line break must not cut.
WORDS = re.compile(
    r"[0-9A-Za-z〔〕]+|乡村振兴|示范创建|示范[村镇县]|领导小组|办公室|人民政府|拟?命名|推荐|申报|名单|公示|结果|情况|请示|决定|报告"
    r"|[县省市]级|年度|关于|《[^》]*》"
)


def full_width(text: str) -> str:
    """Half-width punctuation beside Chinese becomes full-width; numbers, codes and times keep theirs."""
    previous = None
    while previous != text:
        previous, text = text, PAIR.sub(_pair, text)
    text = text.replace("\0", "(").replace("\1", ")")
    previous = None
    while previous != text:
        previous, text = text, HALF.sub(lambda mark: mark[0].translate(FULL), text)
    return text


def full_width_html(html: str) -> str:
    """The same for the text of a document, its entities untouched."""
    return TEXT.sub(lambda text: _outside_entities(text[0]), html)


def title_lines(text: str, longest: int = 19) -> tuple[str, ...]:
    """Break a title into lines of about equal length, none of which cuts a word (GB/T 9704 7.3.1)."""
    wanted = -(-width_in_characters(text) // longest)
    lines: list[str] = []
    while wanted > 1:
        cut = _best_cut(text, width_in_characters(text) / wanted)
        lines.append(text[:cut])
        text, wanted = text[cut:], wanted - 1
    return (*lines, text)


def _best_cut(text: str, ideal: float) -> int:
    inside = {position for word in WORDS.finditer(text) for position in range(word.start() + 1, word.end())}
    cuts = [
        cut
        for cut in range(1, len(text))
        if cut not in inside and text[cut] not in "的、，。）》”〕和" and text[cut - 1] not in "（《“〔"
    ]
    return min(cuts or [len(text) // 2], key=lambda cut: abs(width_in_characters(text[:cut]) - ideal))


def _pair(found: re.Match) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    beside = ANY_CHINESE.search(f"{before}{found[1]}{after}")
    return f"（{found[1]}）" if beside else f"\0{found[1]}\1"


def _outside_entities(text: str) -> str:
    pieces, end = [], 0
    for entity in ENTITY.finditer(text):
        pieces += [full_width(text[end : entity.start()]), entity[0]]
        end = entity.end()
    return "".join([*pieces, full_width(text[end:])])
