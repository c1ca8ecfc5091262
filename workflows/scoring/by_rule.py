"""The rule's own result on what was submitted. It follows from the frozen content alone, so it is computed once."""

from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.standards.results import Result
from workflows.standards.scoring import score

#: Every department, its head and the office ask for the same villages: as many as a county has.
KEPT = 512
_known: dict[tuple[str, str, str], Result] = {}


def rule_result(application: Application) -> Result:
    """The rule on the submission in force; kept under the hashes of the standard and of the content."""
    snapshot = application.snapshot  # read whether known or not: a page asks the same questions every time
    key = (application.round.standard.content_id, snapshot.sha256, application.round.level)
    found = _known.get(key)
    if found is None:
        if len(_known) >= KEPT:
            _known.clear()
        answers = answers_from(snapshot.content, level=application.round.level)
        found = _known[key] = score(application.spec, answers)
    return found
