"""Every human node names an action, every action has a rule, every rule is used."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from viewflow.workflow import lock

from workflows.engine.actions import BESIDE_A_STEP, Action
from workflows.engine.nodes import Step
from workflows.engine.rights import RULES
from workflows.engine.screens import StepView
from workflows.flows.documentation import permissions_page
from workflows.flows.editions import all_flows

ALL_FLOWS = tuple(all_flows())
STEPS = [(flow, node) for flow in ALL_FLOWS for node in flow.instance.nodes() if isinstance(node, Step)]
#: Done by a deadline or by a command, or recorded beside the rule of another action.
WITHOUT_RULE = {
    Action.START_APPLICATION,
    Action.END_INTAKE,
    Action.CHANGE_EDITION,
    Action.MERGE_DEPARTMENT,
    *BESIDE_A_STEP,
}


@pytest.mark.parametrize(("flow", "node"), STEPS, ids=lambda value: getattr(value, "name", value.__class__.__name__))
def test_a_step_has_a_right_a_service_a_screen_and_a_chinese_title(flow, node):
    assert node.action in RULES
    assert callable(node.does)
    assert issubclass(node.screen, StepView)
    assert node.screen.form_class is not None
    assert any("\u4e00" <= letter <= "\u9fff" for letter in node.task_title)


def test_every_action_has_a_rule():
    assert {action for action in Action if action not in RULES} == WITHOUT_RULE


@pytest.mark.parametrize("flow", ALL_FLOWS)
def test_a_flow_waits_for_the_row_lock(flow):
    assert isinstance(flow.lock_impl, lock.SelectForUpdateLock)
    assert flow.lock_impl.nowait is False


def test_the_permissions_page_is_up_to_date():
    page = (settings.BASE_DIR / "docs" / "permissions.md").read_text(encoding="utf-8")

    assert page == permissions_page()


def source_files():
    """Our own modules, without migrations and tests."""
    for package in ("accounts", "documents", "workflows"):
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def assigned_attributes(path: Path):
    """Names of attributes that a module assigns, and keywords of ``update(...)`` calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                for part in ast.walk(target):
                    if isinstance(part, ast.Attribute):
                        yield part.attr, ast.unparse(part)


def test_only_the_transition_assigns_a_cases_state():
    """``case.state = …`` stands in one place; standards, objections and pack jobs have states of their own."""
    writers = {
        str(path.relative_to(settings.BASE_DIR)): text
        for path in source_files()
        for name, text in assigned_attributes(path)
        if name == "state" and text.split(".")[0] in {"case", "application", "round_", "self.case"}
    }

    assert writers == {"workflows/engine/transition.py": "case.state"}


def test_nothing_stamps_the_time_but_the_clock():
    """``timezone.now()`` stands only in ``accounts/clock.py``."""
    users = [
        str(path.relative_to(settings.BASE_DIR))
        for path in source_files()
        if "timezone.now" in path.read_text(encoding="utf-8")
    ]

    assert users == ["accounts/clock.py"]
