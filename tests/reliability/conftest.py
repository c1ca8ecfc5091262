"""Figures that the reliability tests print, for people and for ``bench/races.py``."""

import sys

import pytest

from .crowd import build_crowd


@pytest.fixture
def crowd(story):
    """The tiny county with eight villages in 甲镇 and two people on every post."""
    return build_crowd(villages=8)


@pytest.fixture
def figure(capsys):
    """``figure(name, value, target)`` prints one line that ``bin/bench`` gathers."""

    def show(name: str, value: float, target: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\nFIGURE {name} {value:g} {target}\n")

    return show
