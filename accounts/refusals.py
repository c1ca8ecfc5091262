"""What is wrong with a file, line by line, for the clerk who has to mend it."""

from typing import NamedTuple

SHOWN = 20


class Problem(NamedTuple):
    """``line`` 0 speaks of the whole file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        where = f"{self.file} 第 {self.line} 行" if self.line else self.file
        return f"{where}：{self.reason}"


class BadFile(Exception):
    """The file contradicts itself or what is known; nothing of it was loaded."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        shown = [str(problem) for problem in problems[:SHOWN]]
        more = [f"……另有 {len(problems) - SHOWN} 处。"] if len(problems) > SHOWN else []
        head = f"共有 {len(problems)} 处错误，未导入任何数据："
        super().__init__("\n".join([head, *shown, *more, "请改正后重新导入。"]))
