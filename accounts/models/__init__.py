"""Who: regions, organisations, the plan's key tasks, people, their posts, what they did and what they are told."""

from accounts.models.appointment import Appointment
from accounts.models.audit_entry import AuditEntry
from accounts.models.contact import Contact
from accounts.models.delivery import Delivery
from accounts.models.key_task import KeyTask, Measure, TaskTarget
from accounts.models.letter import Addressee, Letter
from accounts.models.message import Message
from accounts.models.organisation import Organisation
from accounts.models.proxy import Proxy
from accounts.models.region import Belt, Region, RegionChange
from accounts.models.user import User

__all__ = [
    "Addressee",
    "Appointment",
    "AuditEntry",
    "Belt",
    "Contact",
    "Delivery",
    "KeyTask",
    "Letter",
    "Measure",
    "Message",
    "Organisation",
    "Proxy",
    "Region",
    "RegionChange",
    "TaskTarget",
    "User",
]
