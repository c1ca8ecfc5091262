"""How a place's name sounds: what people type who will not look for its characters (houjiayao, hjy).

A character that names of places read in more than one way is kept with each of them: nobody has to know whether the
dictionary says bao or pu for 堡. Without its phrase dictionary, which costs a sixth of a second at every start and
knows words, not villages.
"""

import os
from functools import lru_cache
from itertools import islice, product

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # read once, when the library is imported

from pypinyin import Style, lazy_pinyin

#: Readings in names of places and families, where the dictionary's first is another or not the only one.
READ_OTHERWISE = {
    "长": ("chang", "zhang"),
    "曾": ("zeng", "ceng"),
    "单": ("shan", "dan"),
    "解": ("xie", "jie", "hai"),
    "朝": ("chao", "zhao"),
    "堡": ("bao", "pu", "bu"),
    "重": ("chong", "zhong"),
    "乐": ("le", "yue"),
    "行": ("hang", "xing"),
    "厦": ("xia", "sha"),
    "柏": ("bai", "bo"),
    "盖": ("ge", "gai"),
    "仇": ("qiu", "chou"),
    "查": ("zha", "cha"),
    "种": ("zhong", "chong"),
    "尉": ("wei", "yu"),
    "宿": ("su", "xiu"),
    "缪": ("miao", "mou"),
    "覃": ("qin", "tan"),
    "圩": ("wei", "xu"),
    "峤": ("qiao", "jiao"),
    "峒": ("dong", "tong"),
    "洞": ("dong", "tong"),
    "涡": ("wo", "guo"),
    "澄": ("cheng", "deng"),
    "汤": ("tang", "shang"),
    "沈": ("shen", "chen"),
    "畲": ("she", "yu"),
    "栎": ("li", "yue"),
    "莘": ("shen", "xin"),
    "蔚": ("wei", "yu"),
    "铅": ("qian", "yan"),
    "都": ("du", "dou"),
    "阿": ("a", "e"),
    "隗": ("wei", "kui"),
    "陂": ("bei", "pi"),
    "番": ("fan", "pan"),
    "埔": ("pu", "bu"),
    "浒": ("hu", "xu"),
    "漯": ("luo", "ta"),
    "枞": ("zong", "cong"),
    "吕": ("lv", "lyu", "lu"),
    "绿": ("lv", "lyu", "lu"),
    "女": ("nv", "nyu"),
    "旅": ("lv", "lyu"),
    "闾": ("lv", "lyu"),
    "驴": ("lv", "lyu"),
}
#: As many ways to read one name as are kept.
MOST = 6
LONGEST = 240


@lru_cache(maxsize=16384)
def readings(character: str) -> tuple[str, ...]:
    """Ways to read one character, in small letters without tones; a letter or digit is read as itself."""
    known = READ_OTHERWISE.get(character)
    return known or tuple(one.lower() for one in lazy_pinyin(character, style=Style.NORMAL))


def sounds_of(name: str) -> str:
    """Full readings and initials of a name, each behind a blank: `` houjiayaocun hjyc``.

    Behind a blank stands a beginning, so that one search for " hjy" finds both and nothing from the middle of a word.
    """
    ways = islice(product(*(readings(one) for one in name if not one.isspace())), MOST)
    words: list[str] = []
    for way in ways:
        words += ["".join(way), "".join(syllable[:1] for syllable in way)]
    text = "".join(f" {word}" for word in dict.fromkeys(words) if word)
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]


def as_typed(words: str) -> str:
    """What somebody typed, as it is looked for; empty when it is not letters alone (``Hou jia'yao`` → `` houjiayao``)."""
    letters = words.replace(" ", "").replace("'", "").lower()
    return f" {letters}" if letters.isascii() and letters.isalpha() else ""
