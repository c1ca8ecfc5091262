"""The flow's own diagram (SVG), with the places where a case stands.

The engine lays the nodes out; we draw them: the library's drawing has no Chinese face, writes on one line and
fills its container, and to it a step that is open again after a return is still done. The page shows it as a picture,
so it carries its own style.
"""

from dataclasses import dataclass, replace
from functools import cache

from django.template.loader import render_to_string
from viewflow.workflow.chart import calc_layout_data, grid_to_bpmn
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from .models import Case
from .steps import OPEN

#: A picture's pixel a unit of the layout.
SCALE = 0.58
#: Characters that fit on one line of a task's box.
LINE = 6
MARGIN = 12


@dataclass(frozen=True)
class Box:
    """One node as it is drawn."""

    name: str
    title: str
    kind: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[str, float], ...]
    #: ``done``, ``now``, or neither yet.
    stands: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Standing:
    """Where a case stands, in the flow's own words and as a place in its drawing."""

    boxes: tuple[Box, ...]

    @property
    def now(self) -> list[str]:
        """What the open steps are called, as they follow each other."""
        return self.called("now")

    @property
    def done(self) -> list[str]:
        """What has been passed."""
        return self.called("done")

    def called(self, stands: str) -> list[str]:
        boxes = sorted(self.boxes, key=lambda box: box.x)
        return list(dict.fromkeys(box.title for box in boxes if box.stands == stands and box.kind == "task"))

    @property
    def percent(self) -> int:
        """How far to the right the furthest open step lies, of the drawing's width."""
        open_ones = [box.middle[0] for box in self.boxes if box.stands == "now"]
        widest = max(box.x + box.width for box in self.boxes)
        return round(100 * max(open_ones) / widest) if open_ones else 100

    @property
    def words(self) -> str:
        """The picture for whoever does not see it."""
        now = f"现在：{'、'.join(self.now)}。" if self.now else "现在没有要办的环节。"
        return now + (f"已办过：{'、'.join(self.done)}。" if self.done else "")


def standing_of(case: Case) -> Standing:
    """One question. Where something is open it is the case's place, however often it was done before."""
    stands: dict[str, str] = {}
    for node, status in Task.objects.filter(process_id=case.process_id).values_list("flow_task", "status"):
        if status == STATUS.DONE:
            stands.setdefault(node.name, "done")
        elif status in OPEN:
            stands[node.name] = "now"
    return Standing(tuple(replace(box, stands=stands.get(box.name, "")) for box in boxes_of(case.process.flow_class)))


def diagram_of(case: Case) -> str:
    """Draw the case's flow; passed steps are green, open ones blue and marked."""
    return drawn(case.process.flow_class, standing_of(case).boxes)


def drawing_of(flow_class: type) -> str:
    """The flow itself."""
    return drawn(flow_class, boxes_of(flow_class))


def bpmn_of(flow_class: type) -> str:
    """The flow itself, as BPMN 2.0."""
    return grid_to_bpmn(layout_of(flow_class))


def drawn(flow_class: type, boxes: tuple[Box, ...]) -> str:
    """SVG of a flow."""
    edges = [edge.segments for edge in layout_of(flow_class).edges if edge.segments]
    width, height = extent(boxes, edges)
    return render_to_string(
        "engine/diagram.svg",
        {
            "title": flow_class.process_title,
            "boxes": boxes,
            "standing": any(box.stands for box in boxes),
            "paths": [" ".join(f"{x},{y}" for x, y in segments) for segments in edges],
            "view": f"{-MARGIN} {-MARGIN} {width + 2 * MARGIN} {height + 2 * MARGIN}",
            "width": round((width + 2 * MARGIN) * SCALE),
            "height": round((height + 2 * MARGIN) * SCALE),
        },
    )


@cache
def layout_of(flow_class: type):
    """Where the engine puts each node: the same for every case."""
    return calc_layout_data(flow_class)


@cache
def boxes_of(flow_class: type) -> tuple[Box, ...]:
    """Every node as it is drawn, of no case in particular."""
    return tuple(box_of(cell) for cell in layout_of(flow_class).cells)


def box_of(cell) -> Box:
    """What a cell of the layout shows."""
    kind = {"PARALLEL_GATEWAY": "gate", "EXCLUSIVE_GATEWAY": "gate", "START": "end", "END": "end"}.get(
        cell.node.task_type, "task"
    )
    if cell.shape.width < cell.shape.height * 1.2 and kind == "task":
        kind = "gate"
    shape = cell.shape
    title = str(cell.node.task_title or "")
    lines = lines_of(title, kind, shape)
    return Box(cell.node.name, title, kind, shape.x, shape.y, shape.width, shape.height, lines)


def lines_of(title: str, kind: str, shape) -> tuple[tuple[str, float], ...]:
    """The title in lines that fit the box, each with its height; below the box for what has no room inside."""
    if kind != "task":
        return ((title, shape.y + shape.height + 22),) if title else ()
    lines = broken(title)
    top = shape.y + shape.height / 2 - (len(lines) - 1) * 14 + 8
    return tuple((line, top + 28 * number) for number, line in enumerate(lines))


def broken(title: str) -> list[str]:
    """Lines of at most LINE characters: after a bracket, or full lines; no character stands alone on the last."""
    if "）" in title[:-1] and title.index("）") < LINE:
        head, _, tail = title.partition("）")
        return [f"{head}）", *broken(tail)]
    size = LINE if len(title) % LINE != 1 else -(-len(title) // -(-len(title) // LINE))
    return [title[start : start + size] for start in range(0, len(title), size)]


def extent(boxes: tuple[Box, ...], edges) -> tuple[int, int]:
    """How much room the drawing takes."""
    points = [point for segments in edges for point in segments]
    right = max([box.x + box.width for box in boxes] + [x for x, _ in points])
    bottom = max([box.y + box.height + 30 for box in boxes] + [y for _, y in points])
    return int(right), int(bottom)
