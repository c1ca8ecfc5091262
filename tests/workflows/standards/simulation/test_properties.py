"""Whatever the standard: invented applicants fit it, a trial says something, the same seed says the same again."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.standards.strategies import standards
from workflows.standards.reading import read_spec
from workflows.standards.simulation import compare, generate, run, summarise_trial


@given(standards(), st.integers(0, 999_999), st.integers(1, 15))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_standard_can_be_tried(standard, seed, places):
    spec = read_spec(standard)

    first, second = (run(spec, generate(spec, seed=seed, count=12)) for _ in range(2))
    trial = summarise_trial(first, places=places)

    assert first == second
    assert trial == summarise_trial(second, places=places)
    assert trial.count == 12
    assert sum(one.count for one in trial.totals.bins) + trial.open == 12 if trial.totals else trial.open == 12
    assert compare(first, second, places=places).moved == ()
