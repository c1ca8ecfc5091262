"""The departments' declarations of recusal at the beginning of a round."""

from accounts.models import Appointment
from workflows.rounds.models import Round
from workflows.scoring.rules import DECLARING
from workflows.scoring.services.recusal import declare


def declare_recusals(round_: Round) -> None:
    """Everybody who scores, signs or countersigns says that there is nobody to stand aside from."""
    held = Appointment.objects.current().filter(county=round_.county, post__in=DECLARING)
    for user in held.people().order_by("pk"):
        declare(user=user, round_=round_, ties=[])
