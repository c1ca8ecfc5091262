"""电子报送包: what is in it, that it proves itself, who may ask for it and fetch it."""

import json
import zipfile
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import AuditEntry
from documents import storage
from documents.models import PackJob
from documents.proving.verify import Archive, differences, read_list
from workflows.dossiers import jobs
from workflows.dossiers.handover.building import build_handover

pytestmark = pytest.mark.django_db

LIST = reverse("dossiers:list")


@pytest.mark.rendering
@pytest.mark.slow
def test_the_archive_proves_itself_and_comes_out_the_same_twice(named_round, tmp_path, capsys):
    (tmp_path / "again").mkdir()
    made = build_handover(named_round, into=tmp_path)
    again = build_handover(named_round, into=tmp_path / "again")

    assert made.path.read_bytes() == again.path.read_bytes()
    source = Archive(made.path)
    listed = read_list(source)
    assert list(differences(source, listed, made.root)) == []
    assert [one["path"] for one in listed["files"]] == [
        "data/figures.json",
        "data/figures.xlsx",
        "index.html",
        "verify.py",
        "汇编/01 甲镇甲一村 申报材料汇编.pdf",
        "汇编/02 乙镇乙一村 申报材料汇编.pdf",
        "汇编/03 甲镇甲二村 申报材料汇编.pdf",
        "汇编/县级汇总材料.pdf",
    ]
    with zipfile.ZipFile(made.path) as archive:
        page = archive.read(f"{named_round.code}/index.html").decode()
    assert "#page=" in page
    assert "https:" not in page
    assert "http:" not in page

    call_command("verify_handover", str(made.path), "--root", made.root)
    assert capsys.readouterr().out.count("现行版本") == 4
    broken = tmp_path / "broken.zip"
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(content)
    with pytest.raises(CommandError, match="发现 1 处不符"):
        call_command("verify_handover", str(broken))


@pytest.mark.rendering
@pytest.mark.slow
def test_the_office_asks_for_it_and_fetches_it_with_its_slip(named_round, county, signed_in):
    office = county.people["经办人"]
    browser = signed_in(office)
    assert browser.post(reverse("dossiers:handover_build"), {"round": named_round.pk}).status_code == 302
    job = PackJob.objects.get()
    assert (job.title, job.state) == (f"{named_round.title}电子报送包", PackJob.State.QUEUED)

    jobs.build_pack.func(job.pk)

    page = browser.get(LIST, {"round": named_round.pk}).content.decode()
    assert "下载电子报送包" in page
    fetched = browser.get(reverse("dossiers:handover", args=[named_round.pk]))
    with zipfile.ZipFile(BytesIO(b"".join(fetched.streaming_content))) as archive:
        assert archive.testzip() is None
    assert AuditEntry.objects.filter(verb="下载电子报送包").count() == 1
    slip = browser.get(reverse("dossiers:handover_slip", args=[named_round.pk]))
    assert slip["Content-Type"] == "application/pdf"
    assert slip.content.startswith(b"%PDF")


def finished_job(round_, by) -> PackJob:
    """An archive that was built before; its content is of no interest here."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"{round_.code}/manifest.json", json.dumps({"root": "ab" * 32, "files": []}))
    job = jobs.request_handover(round_=round_, by=by)
    sha256, _ = storage.store(round_.county, buffer)
    PackJob.objects.filter(pk=job.pk).update(
        state=PackJob.State.DONE, sha256=sha256, pages=1, finished_at=job.created_at
    )
    return job


@pytest.mark.parametrize(
    ("name", "answer"), [("审计员", 200), ("县领导", 200), ("甲镇镇长", 404), ("农业农村局评分员", 404)]
)
def test_it_is_for_the_countys_own_readers(at_work, county, signed_in, name, answer):
    finished_job(at_work.round, county.people["经办人"])

    fetched = signed_in(county.people[name]).get(reverse("dossiers:handover", args=[at_work.round_id]))

    assert fetched.status_code == answer
    fetched.close()


def test_asking_twice_is_one_job_and_beside_the_volumes(at_work, county):
    office = county.people["经办人"]
    first = jobs.request_handover(round_=at_work.round, by=office)

    assert jobs.request_handover(round_=at_work.round, by=office) == first
    assert jobs.request_pack(round_=at_work.round, by=office) != first
