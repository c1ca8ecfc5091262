"""A department's scores in force become its successor's (机构改革): a version more, the same author and moment."""

from django.db.models import Max

from accounts.models import Organisation
from workflows.applications.models import Application

from ..models import DepartmentScore, ScoreSheet, Substitution

#: What the successor's version says otherwise than the one it stands for.
RENEWED = frozenset({"id", "organisation", "version"})


def take_over_scores(application: Application, old: Organisation, heir: Organisation) -> None:
    """Copy what stands. A sheet that the old head signed stays signed where the successor scores nothing of its own."""
    submission = application.submissions.last()
    standing = list(DepartmentScore.objects.filter(submission=submission, organisation=old).current())
    if not standing:
        return
    lone = not ScoreSheet.objects.filter(submission=submission, organisation=heir).exists()
    lone = lone and not DepartmentScore.objects.filter(submission=submission, organisation=heir).exists()
    DepartmentScore.objects.bulk_create(succeeded(row, heir) for row in standing)
    sheet = ScoreSheet.objects.filter(submission=submission, organisation=old).current().first()
    if sheet and lone:
        sign_over(sheet, heir, {row.indicator: row.version for row in standing})


def succeeded(row: DepartmentScore, heir: Organisation) -> DepartmentScore:
    """The same score as the successor's."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.name not in RENEWED}
    return DepartmentScore(**kept, organisation=heir, version=row.version + 1)


def sign_over(sheet: ScoreSheet, heir: Organisation, stood: dict[str, int]) -> None:
    """The signature, under the versions that now stand; what had changed since it was given stays unsigned."""
    last = ScoreSheet.objects.filter(submission=sheet.submission, organisation=heir).aggregate(last=Max("number"))
    versions = {code: version + (stood.get(code) == version) for code, version in sheet.versions.items()}
    ScoreSheet.objects.create(
        application=sheet.application,
        submission=sheet.submission,
        organisation=heir,
        number=(last["last"] or 0) + 1,
        versions=versions,
        answers=sheet.answers,
        remark=sheet.remark,
        signed_by=sheet.signed_by,
        signed_by_name=sheet.signed_by_name,
        signed_at=sheet.signed_at,
    )


def take_over_substitutes(old: Organisation, heir: Organisation) -> None:
    """Whoever stands in for a recused person goes on doing so in the successor; the old entry stays as it is."""
    Substitution.objects.bulk_create(
        Substitution(
            recusal=one.recusal,
            organisation=heir,
            post=one.post,
            user=one.user,
            user_name=one.user_name,
            by=one.by,
            by_name=one.by_name,
        )
        for one in Substitution.objects.in_force().filter(organisation=old).select_related("recusal", "user", "by")
    )
