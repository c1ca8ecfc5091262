#!/usr/bin/env python3
"""核验电子报送包：把每个文件与清单逐一比对。Needs Python 3.8 or later and nothing else; it sends nothing anywhere.

    python3 verify.py                 checks the folder in which it lies
    python3 verify.py PATH            checks another folder, or a zip file that was not unpacked
    python3 verify.py --root HASH     also compares the list itself with the hash printed on paper

Exit code: 0 all as listed, 1 something differs, 2 there is nothing to check.
"""

import argparse
import hashlib
import json
import sys
import zipfile
from pathlib import Path

LIST = "manifest.json"
SCHEMA = "shifan-handover/1"


class NothingToCheck(Exception):
    """There is no list, or none that this program understands."""


class Folder:
    """Files that lie unpacked."""

    def __init__(self, path):
        self.path = Path(path)

    def names(self):
        return {str(one.relative_to(self.path).as_posix()) for one in self.path.rglob("*") if one.is_file()}

    def open(self, name):
        return (self.path / name).open("rb")


class Archive:
    """Files in a zip; the top folder, if there is just one, is left out of their names."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        files = [one for one in self.zip.namelist() if not one.endswith("/")]
        top = {one.split("/", 1)[0] for one in files}
        self.prefix = f"{top.pop()}/" if len(top) == 1 and LIST not in files else ""
        self.files = {one[len(self.prefix) :] for one in files}

    def names(self):
        return self.files

    def open(self, name):
        return self.zip.open(self.prefix + name)


def root_of(listed):
    """The hash that stands for the whole list: of everything in it but this hash, in one fixed spelling."""
    body = {key: value for key, value in listed.items() if key != "root"}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def digests_of(stream, block):
    """Whole hash, size, and a short hash of each block: a changed byte is found to within one block."""
    whole, size, blocks = hashlib.sha256(), 0, []
    while True:
        piece = stream.read(block)
        if not piece:
            return whole.hexdigest(), size, blocks
        whole.update(piece)
        size += len(piece)
        blocks.append(hashlib.sha256(piece).hexdigest()[:16])


def read_list(source):
    """The list, as far as it can be read."""
    try:
        with source.open(LIST) as stream:
            listed = json.loads(stream.read().decode("utf-8"))
    except (KeyError, FileNotFoundError):
        raise NothingToCheck(f"没有找到清单 {LIST}，请在电子报送包的文件夹里运行。") from None
    except (ValueError, UnicodeDecodeError):
        raise NothingToCheck(f"清单 {LIST} 已损坏，读不出来。请重新拷贝电子报送包。") from None
    if not isinstance(listed, dict) or listed.get("schema") != SCHEMA:
        raise NothingToCheck(f"清单格式不是 {SCHEMA}，请使用随包附带的核验程序。")
    return listed


def differences(source, listed, root=""):
    """Sentences about everything that is not as listed."""
    computed = root_of(listed)
    if computed != listed.get("root"):
        yield f"清单 {LIST} 被改动：内容与清单自身的校验值不符，不能据以核对。"
        return
    if root and root.lower() != computed:
        yield f"清单校验值与纸质材料上的不符：应为 {root}，实为 {computed}。"
    found = source.names()
    for entry in listed["files"]:
        if entry["path"] not in found:
            yield f"缺少文件：{entry['path']}"
            continue
        try:
            with source.open(entry["path"]) as stream:
                sha256, size, blocks = digests_of(stream, listed["block"])
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            yield f"读不出来：{entry['path']}（{error}）"
            continue
        if sha256 != entry["sha256"]:
            yield f"被改动：{entry['path']}{where(entry, size, blocks, listed['block'])}"
    for name in sorted(found - {entry["path"] for entry in listed["files"]} - {LIST}):
        yield f"清单以外的文件：{name}"


def where(entry, size, blocks, block):
    """Between which bytes the first difference lies, and both sizes where they differ."""
    first = next((n for n, pair in enumerate(zip(blocks, entry["blocks"])) if pair[0] != pair[1]), None)
    if first is None:
        first = min(len(blocks), len(entry["blocks"]))
    told = f"第 {first * block + 1} 至 {(first + 1) * block} 字节之间"
    if size != entry["size"]:
        told += f"；应为 {entry['size']} 字节，实为 {size} 字节"
    return f"（{told}）"


def open_source(path):
    """A folder, or a zip that was not unpacked."""
    path = Path(path)
    if path.is_dir():
        return Folder(path)
    try:
        return Archive(path)
    except (OSError, zipfile.BadZipFile):
        raise NothingToCheck(f"打不开：{path}。请指定电子报送包的文件夹或 zip 文件。") from None


def main(arguments=None):
    parser = argparse.ArgumentParser(description="核验电子报送包")
    parser.add_argument("path", nargs="?", default=str(Path(__file__).resolve().parent), help="文件夹或 zip 文件")
    parser.add_argument("--root", default="", help="纸质材料上所印的清单校验值")
    options = parser.parse_args(arguments)
    try:
        source = open_source(options.path)
        listed = read_list(source)
    except NothingToCheck as problem:
        print(problem)
        return 2
    wrong = list(differences(source, listed, options.root))
    for sentence in wrong:
        print("✗ " + sentence)
    if wrong:
        print(f"发现 {len(wrong)} 处不符。请不要使用，向报送单位重新索取。")
        return 1
    print(f"✓ {listed['title']}：{len(listed['files'])} 个文件与清单完全一致。")
    print(f"清单校验值：{listed['root']}")
    if not options.root:
        print("请与纸质材料上所印的校验值核对；一致，才说明清单本身没有被替换。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
