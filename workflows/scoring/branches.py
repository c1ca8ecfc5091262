"""Which departments an application's scoring is split into; each entry is one parallel branch of the flow."""

from collections import defaultdict

from django.db.models import Model, Prefetch, QuerySet

from accounts.models import KeyTask, Organisation
from workflows.applications.models import Application
from workflows.standards.duties import cooperating, leads, respondents, sources
from workflows.standards.spec import Spec

from .models import Countersignature, ScoreSheet, VetoAnswer
from .points import Standing, points_in


def lead_branches(application: Application) -> list[dict]:
    """One branch a lead department of the round's standard (two for key task 六).

    Without those whose signature still stands after a return; all of them where nobody else is left to begin with.
    """
    found = branches(application, leads(application.spec))
    return without(found, in_force(ScoreSheet, application)) or found


def cooperating_branches(application: Application) -> list[dict]:
    """One branch a cooperating department, and one a second lead of a key task (双牵头), for its countersignature."""
    found = branches(application, cooperating(application.spec))
    also = dict.fromkeys(pk for pks in joint_lines(application).values() for pk in pks)
    found += [{"organisation": pk} for pk in also if {"organisation": pk} not in found]
    return without(found, in_force(Countersignature, application))


def veto_branches(application: Application) -> list[dict]:
    """One branch a respondent of the joint veto check."""
    found = branches(application, respondents(application.spec))
    return without(found, in_force(VetoAnswer, application))


def data_branches(application: Application) -> list[dict]:
    """One branch a department that is the source of data (the county's own application)."""
    return branches(application, sources(application.spec))


def answering_branches(standing: Standing) -> list[dict]:
    """One branch a lead department with something open on its sheet."""
    return [{"organisation": pk} for pk in dict.fromkeys(one.organisation_id for one in points_in(standing))]


def again_branches(standing: Standing) -> list[dict]:
    """One branch a department whose countersignature has to be given again."""
    return [{"organisation": pk} for pk in must_sign_again(standing)]


def must_sign_again(standing: Standing) -> list[int]:
    """The second lead after its objection was answered or a line changed; whoever's signer stands aside."""
    leads_spoke = any(word.as_lead for word in standing.words.values())
    joint = lines_by_lead(standing.application) if leads_spoke else {}
    again = []
    for organisation, word in standing.words.items():
        mine = joint.get(organisation, set())
        now = {code: standing.scores[code].version for code in mine if code in standing.scores}
        stale = word.as_lead and bool(mine) and (not word.agrees or word.versions != now)
        if stale or word.by_id in standing.recused:
            heir = word.organisation.heir.pk
            if heir == organisation or heir not in standing.words:
                again.append(heir)
    return list(dict.fromkeys(again))


# --- two leads (双牵头) ---------------------------------------------------------------------------------------


def joint_lines(application: Application) -> dict[str, tuple[int, ...]]:
    """Indicator → the other leads of its key task, where the task has two and one of them scores it."""
    return joint_lines_of(application.county, application.spec)


def joint_lines_of(county: str, spec: Spec) -> dict[str, tuple[int, ...]]:
    """The same for every applicant of a round."""
    numbers = {one.key_task for one in spec.indicators if one.key_task}
    tasks = KeyTask.objects.filter(county=county, number__in=numbers).prefetch_related(
        Prefetch("leads", Organisation.objects.select_related("successor"))
    )
    shared = {task.number: task.acting_leads for task in tasks if len(task.acting_leads) > 1}
    if not shared:
        return {}
    heirs = {lead.name: lead.heir.pk for task in tasks for lead in task.leads.all()}
    if others := {one.lead for one in spec.indicators if one.key_task in shared} - set(heirs):
        heirs |= heirs_of(county, others)
    found = {}
    for one in spec.indicators:
        together = [lead.pk for lead in shared.get(one.key_task, ())]
        if heirs.get(one.lead) in together:
            found[one.code] = tuple(pk for pk in together if pk != heirs[one.lead])
    return found


def lines_by_lead(application: Application) -> dict[int, set[str]]:
    """Second lead → the lines that it signs besides their scorer."""
    found: dict[int, set[str]] = defaultdict(set)
    for code, organisations in joint_lines(application).items():
        for pk in organisations:
            found[pk].add(code)
    return found


# --- departments ----------------------------------------------------------------------------------------------


def in_force(rows: type[Model], application: Application) -> QuerySet:
    """What departments have said about the submission in force."""
    return rows.objects.filter(submission=application.submissions.order_by("-number")[:1])


def without(found: list[dict], said) -> list[dict]:
    """Leave out who has said it already about the submission in force (kept after a return)."""
    done = set(said.values_list("organisation", flat=True))
    return [branch for branch in found if branch["organisation"] not in done]


def branches(application: Application, names) -> list[dict]:
    """Departments as branch data; one that was merged away is answered for by its successor."""
    found = heirs_of(application.county, names)
    return [{"organisation": pk} for pk in dict.fromkeys(found[name] for name in names if name in found)]


def heirs_of(county: str, names) -> dict[str, int]:
    """Name of a department → who answers for it today."""
    rows = Organisation.objects.filter(county=county, name__in=names).select_related("successor")
    return {row.name: row.heir.pk for row in rows}
