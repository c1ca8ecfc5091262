"""So many stories of so many actions, and what is told of them."""

import os
from collections import Counter

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from .dice import dice
from .machine import Procedure
from .stage import Stage

#: Actions of one file in the tests; two files make six thousand. ``bench/procedure.py`` asks for more.
ACTIONS = int(os.environ.get("SHIFAN_PROCEDURE_ACTIONS", "3000"))
#: Of one story.
LENGTH = 150
#: Which stories; the tests tell the same every time.
SEED = int(os.environ.get("SHIFAN_PROCEDURE_SEED", "0"))


def run(stage: Stage, figure, name: str) -> None:
    """Tell the stories, print what they reached."""
    machine = type(
        "Procedure", (Procedure,), {"built": stage, "done": Counter(), "refused": Counter(), "compared": Counter()}
    )
    machine.reached, machine.nodes = set(), set()

    with dice(f"{name} {SEED}"):
        few = settings(
            backend="dice",
            max_examples=max(1, ACTIONS // LENGTH),
            stateful_step_count=LENGTH + 1,  # the beginning counts as one
            deadline=None,
            database=None,
            phases=[Phase.generate],  # a story of a hundred and fifty actions takes longer to shrink than to read
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(machine, settings=few, _min_steps=LENGTH + 1)

    figure(f"procedure_{name}_actions", machine.done.total() + machine.refused.total(), f">={ACTIONS}")
    figure(f"procedure_{name}_done", machine.done.total(), "-")
    figure(f"procedure_{name}_refused", machine.refused.total(), "-")
    figure(f"procedure_{name}_kinds_done", len(machine.done), "-")
    figure(f"procedure_{name}_kinds_refused", len(machine.refused), "-")
    figure(f"procedure_{name}_steps_met", len(machine.nodes), "-")
    figure(f"procedure_{name}_states_reached", len(machine.reached), "-")
    # Any difference ends the run: what is told is after how many actions there was none.
    figure(f"procedure_{name}_compared_without_a_difference", machine.compared.total(), f">={ACTIONS}")
