"""Choices that depend on nothing but their seed.

Hypothesis also tries constants of whichever modules are imported: which stories it tells depends on the tests before.
"""

from random import Random

from hypothesis.internal.conjecture.providers import PrimitiveProvider, with_register_backend


class Dice(PrimitiveProvider):
    """Plain dice, begun anew with every story. What a story needs is drawn from integers."""

    seed: str

    def __init__(self, conjecturedata):
        super().__init__(conjecturedata)
        self.stories = 0

    def per_test_case_context_manager(self):
        self.stories += 1
        self.random = Random(f"{self.seed} {self.stories}")
        return super().per_test_case_context_manager()

    def draw_boolean(self, p=0.5):
        return self.random.random() < p

    def draw_integer(self, min_value=None, max_value=None, *, weights=None, shrink_towards=0):
        return self.random.randint(min_value, max_value)

    def draw_float(self, **wanted):
        raise NotImplementedError

    draw_string = draw_bytes = draw_float


def dice(seed: str):
    """While this lasts, settings(backend="dice") rolls these."""
    return with_register_backend("dice", type("Dice", (Dice,), {"seed": seed}))
