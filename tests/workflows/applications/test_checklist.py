"""Before handing over: everything that counts is ticked, or leads to where it is put right."""

from workflows.applications.checklist import checklist
from workflows.applications.completeness import missing
from workflows.applications.drafts import read_draft
from workflows.applications.models import Application
from workflows.applications.sections import unconfirmed
from workflows.applications.services import helping


def checks_of(application):
    application = Application.objects.with_content().get(pk=application.pk)
    return checklist(
        read_draft(application), unconfirmed=unconfirmed(application), was_helped=bool(application.helpings.all())
    )


def test_a_filled_form_is_ticked_throughout(filled):
    checks = checks_of(filled)

    assert all(one.ok for one in checks)
    assert "2. 人居环境：2/2" in [one.text for one in checks]


def test_what_is_missing_leads_to_its_field(filled):
    filled.data_values.filter(item="toilet_ok").update(value=None)
    filled.answers.filter(indicator="ZL-02").delete()
    filled.evidence.filter(indicator="CY-01").delete()

    gaps = {gap.place: gap.field for gap in missing(Application.objects.get(pk=filled.pk))}
    open_checks = {one.text: one.url for one in checks_of(filled) if not one.ok}

    assert gaps == {"RJ-01": "data.toilet_ok.value", "ZL-02": "answers.ZL-02.checked", "CY-01": "evidence"}
    assert open_checks["2. 人居环境：1/2"].endswith("/indicators/RJ-01/#id_data.toilet_ok.value")
    assert open_checks["要求的照片和材料都传了"].endswith("/indicators/CY-01/")


def test_what_the_township_filled_in_waits_for_the_secretary(county, filled):
    helping.take_up(application=filled, by=county.people["甲镇审核员"], reason="村里没有填报员。")

    [check] = [one for one in checks_of(filled) if not one.ok]

    assert check.text.startswith("镇里代填的还没有确认：封面和基本情况、产业发展")
    assert check.url.endswith("/edit/confirm/")
