"""The flow's own diagram (SVG, BPMN), and the places where a case stands in it."""

from viewflow.workflow.chart import calc_cell_status, calc_layout_data, grid_to_bpmn, grid_to_svg

from .models import Case


def diagram_of(case: Case) -> str:
    """Draw the case's flow as the engine lays it out; passed nodes and open ones are coloured."""
    flow_class = case.process.flow_class
    grid = calc_layout_data(flow_class)
    calc_cell_status(flow_class, grid, process_pk=case.process_id)
    return grid_to_svg(grid)


def drawing_of(flow_class: type) -> str:
    """The flow itself, as SVG."""
    return grid_to_svg(calc_layout_data(flow_class))


def bpmn_of(flow_class: type) -> str:
    """The flow itself, as BPMN 2.0."""
    return grid_to_bpmn(calc_layout_data(flow_class))
