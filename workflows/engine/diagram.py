"""The flow's own diagram (SVG), with the places where a case stands.

The engine lays the nodes out; we draw them: the library's drawing has no Chinese face, writes on one line and
fills its container. The page shows it as a picture, so it carries its own style.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from viewflow.workflow.chart import calc_cell_status, calc_layout_data, grid_to_bpmn
from viewflow.workflow.status import STATUS

from .models import Case

#: A picture's pixel a unit of the layout.
SCALE = 0.58
#: Characters that fit on one line of a task's box.
LINE = 6
STANDS = {
    STATUS.DONE: "done",
    STATUS.NEW: "now",
    STATUS.ASSIGNED: "now",
    STATUS.STARTED: "now",
    STATUS.SCHEDULED: "now",
    STATUS.ERROR: "now",
}
MARGIN = 12


@dataclass(frozen=True)
class Box:
    """One node as it is drawn."""

    name: str
    kind: str
    stands: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[str, float], ...]

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


def diagram_of(case: Case) -> str:
    """Draw the case's flow; passed steps are green, open ones blue."""
    return drawn(case.process.flow_class, layout_of(case))


def drawing_of(flow_class: type) -> str:
    """The flow itself."""
    return drawn(flow_class, calc_layout_data(flow_class))


def bpmn_of(flow_class: type) -> str:
    """The flow itself, as BPMN 2.0."""
    return grid_to_bpmn(calc_layout_data(flow_class))


def drawn(flow_class: type, grid) -> str:
    """SVG of a laid-out flow."""
    boxes = [box_of(cell) for cell in grid.cells]
    width, height = extent(boxes, grid.edges)
    return render_to_string(
        "engine/diagram.svg",
        {
            "title": flow_class.process_title,
            "boxes": boxes,
            "paths": [" ".join(f"{x},{y}" for x, y in edge.segments) for edge in grid.edges if edge.segments],
            "view": f"{-MARGIN} {-MARGIN} {width + 2 * MARGIN} {height + 2 * MARGIN}",
            "width": round((width + 2 * MARGIN) * SCALE),
            "height": round((height + 2 * MARGIN) * SCALE),
        },
    )


def where_it_stands(case: Case) -> int:
    """How far to the right the newest open step lies, in per cent of the diagram's width."""
    boxes = [box_of(cell) for cell in layout_of(case).cells]
    open_ones = [box.middle[0] for box in boxes if box.stands == "now"]
    widest = max(box.x + box.width for box in boxes)
    return round(100 * max(open_ones) / widest) if open_ones else 100


def layout_of(case: Case):
    """The engine's layout with the status of each node in this case."""
    flow_class = case.process.flow_class
    grid = calc_layout_data(flow_class)
    calc_cell_status(flow_class, grid, process_pk=case.process_id)
    return grid


def box_of(cell) -> Box:
    """What a cell of the layout shows."""
    kind = {"PARALLEL_GATEWAY": "gate", "EXCLUSIVE_GATEWAY": "gate", "START": "end", "END": "end"}.get(
        cell.node.task_type, "task"
    )
    if cell.shape.width < cell.shape.height * 1.2 and kind == "task":
        kind = "gate"
    shape = cell.shape
    return Box(
        cell.node.name,
        kind,
        STANDS.get(cell.status, ""),
        shape.x,
        shape.y,
        shape.width,
        shape.height,
        lines_of(str(cell.node.task_title or ""), kind, shape),
    )


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


def extent(boxes: list[Box], edges) -> tuple[int, int]:
    """How much room the drawing takes."""
    points = [point for edge in edges for point in edge.segments or ()]
    right = max([box.x + box.width for box in boxes] + [x for x, _ in points])
    bottom = max([box.y + box.height + 30 for box in boxes] + [y for _, y in points])
    return int(right), int(bottom)
