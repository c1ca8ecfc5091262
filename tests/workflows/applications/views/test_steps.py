"""The applicant's steps: handing over, submitting under the commitment, giving back, recalling."""

from django.urls import reverse

from tests import world
from workflows.applications.states import State


def task_url(application, node: str) -> str:
    return reverse("inbox:task", args=[world.work(application, node)[0].pk])


def test_the_clerk_hands_over(filled, clerk, signed_in):
    browser = signed_in(clerk)
    assert "甲一村书记" in browser.get(task_url(filled, "fill_in")).content.decode()

    answer = browser.post(task_url(filled, "fill_in"), {"opinion": ""})

    assert answer.headers["Location"] == filled.get_absolute_url()
    assert world.fresh(filled).state == State.READY


def test_what_is_missing_is_listed_with_the_way_to_it(filled, clerk, signed_in):
    filled.evidence.filter(indicator="CY-01").delete()
    browser = signed_in(clerk)

    page = browser.get(task_url(filled, "fill_in")).content.decode()
    answer = browser.post(task_url(filled, "fill_in"))

    assert reverse("applications:indicator", args=[filled.pk, "CY-01"]) + "#evidence" in page
    assert answer.status_code == 422
    assert world.fresh(filled).state == State.DRAFT


def test_the_secretary_reads_the_letter_and_signs_it(county, filled, secretary, signed_in):
    ready = world.act(county, filled, "fill_in")
    browser = signed_in(secretary)
    address = task_url(ready, "submit")
    assert "弄虚作假" in browser.get(address).content.decode()

    unsigned = browser.post(address, {"decision": "submit"})
    signed = browser.post(address, {"decision": "submit", "commitment": "on"})

    assert (unsigned.status_code, signed.status_code) == (422, 302)
    assert world.fresh(ready).state == State.SUBMITTED


def test_the_secretary_gives_it_back_with_a_reason(county, filled, secretary, signed_in):
    ready = world.act(county, filled, "fill_in")
    browser = signed_in(secretary)
    address = task_url(ready, "submit")

    silent = browser.post(address, {"decision": "send_back"})
    said = browser.post(address, {"decision": "send_back", "opinion": "第三项不对。"})

    assert (silent.status_code, said.status_code) == (422, 302)
    assert world.fresh(ready).state == State.DRAFT


def test_the_clerk_does_not_submit(county, filled, clerk, signed_in):
    ready = world.act(county, filled, "fill_in")

    assert signed_in(clerk).get(task_url(ready, "submit")).status_code == 403


def test_the_secretary_recalls_with_a_reason(submitted, secretary, signed_in):
    browser = signed_in(secretary)
    address = reverse("applications:recall", args=[submitted.pk])
    assert browser.get(address).status_code == 200

    silent = browser.post(address, {"reason": ""})
    said = browser.post(address, {"reason": "有一处笔误。"})

    assert (silent.status_code, said.status_code) == (422, 302)
    assert world.fresh(submitted).state == State.DRAFT


def test_the_clerk_does_not_recall_and_another_village_sees_nothing(submitted, county, clerk, signed_in):
    address = reverse("applications:recall", args=[submitted.pk])

    assert signed_in(clerk).post(address, {"reason": "x"}).status_code == 403
    assert signed_in(county.people["甲二村书记"]).post(address, {"reason": "x"}).status_code == 404
