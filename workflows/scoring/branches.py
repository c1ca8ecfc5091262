"""Which departments an application's scoring is split into; each entry is one parallel branch of the flow."""

from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.standards.duties import cooperating, leads, respondents, sources


def lead_branches(application: Application) -> list[dict]:
    """One branch a lead department of the round's standard (two for key task 六)."""
    return branches(application, leads(application.spec))


def cooperating_branches(application: Application) -> list[dict]:
    """One branch a cooperating department, for its countersignature."""
    return branches(application, cooperating(application.spec))


def veto_branches(application: Application) -> list[dict]:
    """One branch a respondent of the joint veto check."""
    return branches(application, respondents(application.spec))


def data_branches(application: Application) -> list[dict]:
    """One branch a department that is the source of data (the county's own application)."""
    return branches(application, sources(application.spec))


def branches(application: Application, names) -> list[dict]:
    """Departments as branch data; one that was merged away is answered for by its successor."""
    found = {
        row.name: row.heir
        for row in Organisation.objects.filter(county=application.county, name__in=names).select_related("successor")
    }
    heirs = dict.fromkeys(found[name].pk for name in names if name in found)
    return [{"organisation": pk} for pk in heirs]
