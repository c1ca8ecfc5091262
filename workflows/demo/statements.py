"""What invented applicants write about themselves: every place in its own words, two neighbours in the same ones.

The report on likeness then has something to show, and not everything.
"""

from random import Random

BEGINNINGS = (
    "坚持党建引领、群众主体，围绕{name}制定清单、逐项落实。",
    "村“两委”把{name}列为今年的第一件事，党员带头、户户参与。",
    "从群众最盼的事做起，{name}一项一项推进，干一件成一件。",
    "对照评定标准逐条找差距，{name}方面列出任务、定下人头。",
    "请老党员、乡贤和返乡青年一起议，{name}的办法由村民代表会定。",
)
MIDDLES = (
    "{place}建立工作台账，定期评议公开；",
    "{place}每月十日公开进展，谁家的事谁家看得见；",
    "{place}分组包干，组长每周走一遍，问题当天记、限期改；",
    "{place}把责任写进村规民约，做得好的上光荣榜；",
    "{place}请帮扶单位逐户核对，数据与台账一致后才上报；",
)
ENDS = (
    "存在的不足已列入创建计划，明确责任人和完成时限。",
    "还差的几户冬闲时补齐，资金已经落实。",
    "下一步管护要跟上，已定专人、有经费。",
    "不足之处是档案还不细，年底前补完。",
)


def statement(region, name: str) -> str:
    """What a place says about one dimension; a place whose code ends in 7 copies a common text."""
    rng = Random(f"{region.pk}-{name}")  # noqa: S311 - invented words, not a secret
    copied = region.pk.endswith("7")
    parts = [choices[0] if copied else rng.choice(choices) for choices in (BEGINNINGS, MIDDLES, ENDS)]
    return "".join(parts).format(name=name, place=region.name)
