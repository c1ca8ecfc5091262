"""Opinions on a submission and what a township's desk keeps beside them, one subject a file."""

from .likeness import LikenessAnswer, LikenessWord
from .opinions import Cause, Decision, IndicatorVerdict, Opinion, Stage
from .packs import PackedApplication, RecommendedOrder, TownshipPack
from .phrases import Phrase
from .reductions import ReductionAnswer, ReductionReply
from .site_checks import SiteCheck, SiteCheckPhoto, SiteFinding

__all__ = [
    "Cause",
    "Decision",
    "IndicatorVerdict",
    "LikenessAnswer",
    "LikenessWord",
    "Opinion",
    "PackedApplication",
    "Phrase",
    "RecommendedOrder",
    "ReductionAnswer",
    "ReductionReply",
    "SiteCheck",
    "SiteCheckPhoto",
    "SiteFinding",
    "Stage",
    "TownshipPack",
]
