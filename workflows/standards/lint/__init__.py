"""Reads a standard as a careful colleague would, before anybody is scored by it."""

from collections.abc import Collection

from workflows.standards.lint.bands import bands
from workflows.standards.lint.codes import codes
from workflows.standards.lint.extras import caps
from workflows.standards.lint.finding import Finding, Weight
from workflows.standards.lint.formulas import formulas
from workflows.standards.lint.grades import grades
from workflows.standards.lint.owners import owners
from workflows.standards.lint.points import points
from workflows.standards.spec import Spec

__all__ = ["Finding", "Weight", "lint", "obstacles"]


def lint(spec: Spec, departments: Collection[str] | None = None) -> tuple[Finding, ...]:
    """All findings, errors first. `departments`: short names the county has, where known."""
    found = [
        *codes(spec),
        *points(spec),
        *bands(spec),
        *owners(spec, departments),
        *formulas(spec),
        *grades(spec),
        *caps(spec),
    ]
    order = list(Weight)
    return tuple(sorted(found, key=lambda finding: order.index(finding.weight)))


def obstacles(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """What must be put right before the standard can be published."""
    return tuple(finding for finding in findings if finding.weight is Weight.ERROR)
