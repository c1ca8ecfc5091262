"""An electronic pack proves itself: whatever is changed, missing or added is named, with nothing but Python."""

import json
import random
import subprocess
import sys
import zipfile

import pytest

from documents.proving.manifest import BLOCK, LIST, VERIFIER, Listed, manifest_of
from documents.proving.verify import NothingToCheck, differences, open_source, read_list


@pytest.fixture
def pack(tmp_path):
    """Three files and their list, as they lie on a stick."""
    folder = tmp_path / "报送包"
    contents = {
        "汇编/01 甲镇甲一村 申报材料汇编.pdf": random.Random(1).randbytes(3 * BLOCK + 17),
        "data/figures.json": b'{"a": 1}\n',
        "verify.py": VERIFIER.read_bytes(),
    }
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    listed = manifest_of([Listed(name, folder / name, name) for name in contents], title="测试报送包", round="r-1")
    (folder / LIST).write_text(json.dumps(listed, ensure_ascii=False, indent=1), "utf-8")
    return folder


def wrong(path, root="") -> list[str]:
    source = open_source(path)
    return list(differences(source, read_list(source), root))


def told(path, *options) -> tuple[int, str]:
    """The checker as the receiver runs it: from the folder, isolated from everything that is installed."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(path / "verify.py"), *options], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_an_untouched_pack_is_confirmed_by_the_checker_that_travels_with_it(pack):
    code, said = told(pack)

    assert code == 0
    assert "3 个文件与清单完全一致" in said
    assert json.loads((pack / LIST).read_text("utf-8"))["root"] in said


def test_every_flipped_byte_is_found_and_its_file_is_named(pack):
    """A byte in each file, at 60 places."""
    chance = random.Random(20261125)
    for _ in range(60):
        path = chance.choice([one for one in sorted(pack.rglob("*")) if one.is_file() and one.name != LIST])
        before = path.read_bytes()
        place = chance.randrange(len(before))
        path.write_bytes(before[:place] + bytes([before[place] ^ (1 << chance.randrange(8))]) + before[place + 1 :])
        (sentence,) = wrong(pack)
        block = place // BLOCK
        assert path.relative_to(pack).as_posix() in sentence
        assert f"第 {block * BLOCK + 1} 至 {(block + 1) * BLOCK} 字节之间" in sentence
        path.write_bytes(before)
    assert wrong(pack) == []


def test_every_flipped_byte_of_the_list_itself_is_found(pack):
    chance, path = random.Random(7), pack / LIST
    before = path.read_bytes()
    places = [chance.randrange(len(before)) for _ in range(300)]
    missed = []
    for place in places:
        path.write_bytes(before[:place] + bytes([before[place] ^ (1 << chance.randrange(8))]) + before[place + 1 :])
        if not is_refused(pack) and json.loads(path.read_text("utf-8")) != json.loads(before):
            missed.append(place)
    assert missed == []


def is_refused(pack) -> bool:
    """Does the checker find something, or refuse to read the list?"""
    try:
        return bool(wrong(pack))
    except NothingToCheck:
        return True


def test_missing_and_added_files_are_named(pack):
    (pack / "data/figures.json").unlink()
    (pack / "data/多出的.txt").write_text("x")

    assert wrong(pack) == ["缺少文件：data/figures.json", "清单以外的文件：data/多出的.txt"]


def test_a_file_cut_short_tells_both_sizes(pack):
    path = next(pack.glob("汇编/*.pdf"))
    path.write_bytes(path.read_bytes()[:-1])

    (sentence,) = wrong(pack)

    assert f"应为 {3 * BLOCK + 17} 字节，实为 {3 * BLOCK + 16} 字节" in sentence


def test_a_pack_made_anew_by_a_forger_does_not_agree_with_the_paper(pack):
    """Whoever changes a file and writes a new list for it cannot change what is printed on the signed slip."""
    printed = json.loads((pack / LIST).read_text("utf-8"))["root"]
    (pack / "data/figures.json").write_text('{"a": 2}')
    names = [one.relative_to(pack).as_posix() for one in pack.rglob("*") if one.is_file() and one.name != LIST]
    forged = manifest_of([Listed(name, pack / name, name) for name in names], title="测试报送包", round="r-1")
    (pack / LIST).write_text(json.dumps(forged), "utf-8")

    assert wrong(pack) == []
    (sentence,) = wrong(pack, printed)
    assert "与纸质材料上的不符" in sentence


def test_a_zip_is_checked_without_unpacking(pack, tmp_path):
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in pack.rglob("*"):
            archive.write(file, f"r-1/{file.relative_to(pack).as_posix()}")

    assert wrong(path) == []


@pytest.mark.parametrize(("content", "words"), [(None, "没有找到清单"), (b"\xff\xfe{", "已损坏"), (b"[1]", "清单格式")])
def test_without_a_readable_list_it_says_what_to_do(pack, content, words):
    (pack / LIST).unlink()
    if content is not None:
        (pack / LIST).write_bytes(content)

    code, said = told(pack)

    assert code == 2
    assert words in said


def test_the_checker_stands_alone():
    """Nothing but the standard library, in the words of an old Python."""
    text = VERIFIER.read_text("utf-8")

    assert {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))} == {
        "argparse", "hashlib", "json", "sys", "zipfile", "pathlib",
    }  # fmt: skip
    compile(text, "verify.py", "exec", dont_inherit=True)
