"""Words that differ with what is applied for: a village meets in its assembly, a township in its committee."""

from dataclasses import dataclass

from workflows.rounds.models import Kind


@dataclass(frozen=True)
class ProcedureWords:
    """What the meetings and the notice are called (F01 六, F03)."""

    title: str
    branch: str
    committees: str
    assembly: str
    assembly_people: str
    notice: str
    least: str
    secretary: str


PROCEDURE_WORDS = {
    Kind.VILLAGE: ProcedureWords(
        title="村级民主程序",
        branch="村党组织会议",
        committees="村“两委”会议",
        assembly="村民会议或村民代表会议",
        assembly_people="村民（代表）",
        notice="村内公示",
        least="不少于5日",
        secretary="村党组织书记",
    ),
    Kind.TOWNSHIP: ProcedureWords(
        title="镇级决策程序",
        branch="镇党委会议",
        committees="镇政府会议",
        assembly="镇人大主席团会议",
        assembly_people="组成人员",
        notice="镇级公示",
        least="不少于5个工作日",
        secretary="镇（街道）主要领导",
    ),
    Kind.COUNTY: ProcedureWords(
        title="县级决策程序",
        branch="县委常委会会议",
        committees="县政府常务会议",
        assembly="县人大常委会会议",
        assembly_people="组成人员",
        notice="县级公示",
        least="不少于5个工作日",
        secretary="领导小组办公室主任",
    ),
}


def words_for(kind: str) -> ProcedureWords:
    """The words of a round's kind."""
    return PROCEDURE_WORDS[Kind(kind)]
