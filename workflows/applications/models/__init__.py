"""An application and what belongs to it, one subject a file."""

from .answers import DataValue, IndicatorAnswer, Statement
from .application import Application, ApplicationQuerySet
from .evidence import EvidenceLink
from .grants import ApplicationReader, ApplicationReaderGroup
from .helping import Helping, SectionCheck
from .known import KnownValue
from .leaders import LeaderChange
from .marks import FieldMark
from .procedure import Commitment, DemocraticProcedure, SitePhoto
from .snapshot import Snapshot, Submission

__all__ = [
    "Application",
    "ApplicationQuerySet",
    "ApplicationReader",
    "ApplicationReaderGroup",
    "Commitment",
    "DataValue",
    "DemocraticProcedure",
    "EvidenceLink",
    "FieldMark",
    "Helping",
    "IndicatorAnswer",
    "KnownValue",
    "LeaderChange",
    "SectionCheck",
    "SitePhoto",
    "Snapshot",
    "Statement",
    "Submission",
]
