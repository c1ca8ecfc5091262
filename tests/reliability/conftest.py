"""The crowd that the reliability tests set on one county."""

import pytest

from .crowd import build_crowd


@pytest.fixture
def crowd(story):
    """The tiny county with eight villages in 甲镇 and two people on every post."""
    return build_crowd(villages=8)
