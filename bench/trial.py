"""How long does it take to try a standard on a county: 250 applicants × 127 indicators? Pure, no database, one core."""

from time import process_time

from score import ROOT, lengthened

from workflows.standards.reading import read_spec
from workflows.standards.simulation import compare, generate, run, summarise_trial
from workflows.standards.source import read_text, read_yaml

APPLICANTS, INDICATORS = 250, 127


def main() -> None:
    spec = lengthened(read_spec(read_yaml(read_text(ROOT / "workflows/demo/data/standard_village.yaml"))), INDICATORS)
    start = process_time()
    samples = generate(spec, seed=1, count=APPLICANTS)
    generated = process_time()
    tried = run(spec, samples)
    trial = summarise_trial(tried, places=40)
    summarised = process_time()
    compare(tried, tried, places=40)
    compared = process_time()
    assert trial.count == APPLICANTS
    print(f"FIGURE trial_{APPLICANTS}x{INDICATORS}_seconds {summarised - generated:.2f} <=2")
    print(f"FIGURE trial_generate_{APPLICANTS}x{INDICATORS}_seconds {generated - start:.2f} <=2")
    print(f"FIGURE trial_compare_{APPLICANTS}_seconds {compared - summarised:.2f} <=1")


if __name__ == "__main__":
    main()
