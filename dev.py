"""知裁台 for developers: one script, standard library only, does the set-up and runs everything.

    python3 dev.py run [arguments]   set-up, then the program (without a display: the demo)
    python3 dev.py test [arguments]  set-up, then ruff, pyright, vulture, import contracts, pytest

Also: setup, fonts, bench, soak, build, look, audit. On Windows: py dev.py …
"""

import ctypes
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
FONT_SCRIPT = ROOT / "resources" / "build_fonts.py"
SOURCES = (LOCK, FONT_SCRIPT)  # set-up is done again when one of them changes
STAMP = VENV / "zhicaitai-setup.json"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
OLDEST, NEWEST = (3, 11), (3, 13)  # PySide6 6.8.3 has no wheel for a newer Python

# Debian package -> the library Qt needs from it (engineering facts: found on a bare machine).
QT_LIBRARIES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
    "libcups2": "libcups.so.2",
}


class Stop(Exception):
    """The command cannot go on; the text says why and what to do, `code` is the exit status."""

    def __init__(self, text: str = "", code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def tool(name: str) -> str:
    """Return the path of a program inside .venv."""
    folder = VENV / ("Scripts" if WINDOWS else "bin")
    return str(folder / (f"{name}.exe" if WINDOWS else name))


def child_environment() -> dict[str, str]:
    """Return the environment for our own programs: UTF-8 whatever the console says."""
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}


def call(command: Sequence[str], cwd: Path = ROOT) -> int:
    """Run a program in the foreground and return its exit status."""
    sys.stdout.flush()
    return subprocess.run(command, cwd=cwd, env=child_environment(), check=False).returncode


def must(command: Sequence[str], what: str) -> None:
    """Run a program; Stop with its exit status when it fails."""
    code = call(command)
    if code != 0:
        raise Stop(f"dev.py：{what}失败（退出码 {code}）。", code)


def quiet(command: Sequence[str]) -> bool:
    """Run a program without output and tell whether it succeeded."""
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    except OSError:
        return False
    return done.returncode == 0


# --- system packages ------------------------------------------------------------------------------


def check_python() -> None:
    """Stop when this Python is too old or too new for the locked libraries."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Stop(
            f"需要 Python {OLDEST[0]}.{OLDEST[1]} 至 {NEWEST[0]}.{NEWEST[1]}，"
            f"现在是 {sys.version.split()[0]}（{sys.executable}）。\n"
            "请安装合适的版本后用它运行，例如：python3.11 dev.py run"
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """Return the Debian packages whose content is not on this machine; none outside Linux."""
    if not LINUX:
        return []
    missing = [name for name, library in QT_LIBRARIES.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:  # Debian splits it off
        missing.insert(0, f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return missing


def missing_for_build() -> list[str]:
    """Return the Debian packages that PyInstaller needs here and that are absent."""
    if not LINUX:
        return []
    missing = [] if shutil.which("objdump") else ["binutils"]
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    # Debian's own Python runs without its shared library, which PyInstaller packs.
    if sys.base_prefix == "/usr" and not _loads(f"libpython{version}.so.1.0"):
        missing.append(f"libpython{version}")
    return missing


def as_root() -> list[str] | None:
    """Return the prefix that makes a command run as root here; None when we may not."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quiet(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def install_system_packages(missing: Sequence[str]) -> None:
    """Install Debian packages with apt, or say exactly what to install."""
    if not missing:
        return
    names = " ".join(missing)
    if not shutil.which("apt-get"):
        libraries = " ".join(QT_LIBRARIES.get(name, name) for name in missing)
        raise Stop(f"缺少系统组件：{libraries}\n请用本系统的软件包管理器安装后再运行。")
    prefix = as_root()
    by_hand = f"sudo apt-get update && sudo apt-get install {names}"
    if prefix is None:
        raise Stop(f"缺少系统软件包，且当前用户不能安装。请先运行：\n  {by_hand}")
    print(f"安装系统软件包：{names}", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    call([*apt, "update"])  # a failing extra source must not stop us: the install tells
    if call([*apt, "install", "--no-install-recommends", *missing]) != 0:
        raise Stop(f"apt-get 未能安装系统软件包。请处理上面的提示后运行：\n  {by_hand}")
    importlib.invalidate_caches()


# --- set-up ---------------------------------------------------------------------------------------


def _fingerprint() -> dict[str, str]:
    digest = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in SOURCES}
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return {**digest, "python": python, "system": " ".join(QT_LIBRARIES)}


def is_set_up() -> bool:
    """Tell whether .venv and the fonts belong to the present lock, font script and Python."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    fonts = ROOT / "resources" / "fonts" / "fonts.json"
    return stamp == _fingerprint() and fonts.exists() and Path(tool("python")).exists()


def _venv_version() -> str:
    """Return the version of the Python in .venv, "" when it does not start."""
    code = "import sys; print(sys.version_info[0], sys.version_info[1], sep='.')"
    try:
        done = subprocess.run(
            [tool("python"), "-c", code], capture_output=True, encoding="utf-8", check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def make_venv() -> None:
    """Make .venv with this Python, again when it belongs to another one, and install the lock."""
    if _venv_version() != f"{sys.version_info[0]}.{sys.version_info[1]}":
        print("建立 .venv …", flush=True)
        must([sys.executable, "-m", "venv", "--clear", str(VENV)], "建立虚拟环境")
    print("安装 requirements.lock …", flush=True)
    options = ["--disable-pip-version-check", "--require-virtualenv", "--no-input", "-q"]
    must([tool("python"), "-m", "pip", "install", *options, "-r", str(LOCK)], "安装依赖")


def setup(arguments: Sequence[str] = ()) -> int:
    """Do the whole set-up, quickly when nothing changed; `--force` does it again."""
    if is_set_up() and "--force" not in arguments:
        return 0
    install_system_packages(missing_packages())
    make_venv()
    must([tool("python"), str(FONT_SCRIPT)], "准备字体")
    STAMP.write_text(json.dumps(_fingerprint()), encoding="utf-8")
    print("环境已就绪。", flush=True)
    return 0


# --- commands -------------------------------------------------------------------------------------


def has_display() -> bool:
    """Tell whether a window could be shown here."""
    return WINDOWS or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: Sequence[str]) -> int:
    """Run main.py; without arguments the window, or the demo where there is none."""
    setup()
    main = [tool("python"), str(ROOT / "main.py")]
    here = Path.cwd()
    if arguments:
        return call([*main, *arguments], here)
    if has_display():
        return call(main, here)
    print("没有图形界面可用，运行演示案件。", flush=True)
    out = ROOT / "out"
    code = call([*main, "demo", "--out", str(out)])
    if code == 0:
        print(f"文书（DOCX 与 PDF）和一览表在：{out}")
    return code


OF_WINDOWS = ("main.py", "models", "forms", "ui", "resources", "dev.py")  # what runs there
MEMORY_ROOM = 4 * 2**30  # bytes
MOST_WORKERS = 4  # each holds the window and its fonts in memory: about 1 GB


def workers() -> int:
    """Return how many processes share the tests: one for each core that we may use."""
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, min(cores, MOST_WORKERS))


def use_memory() -> None:
    """Let the tests' folders be in memory where there is room: a disk forces writes slowly."""
    memory = Path("/dev/shm")
    if LINUX and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > MEMORY_ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest(arguments: Sequence[str]) -> int:
    """Run pytest; whole files go to each core, so that what a file builds is built once."""
    use_memory()
    shared = ["-n", str(workers()), "--dist", "loadfile", "--no-loadscope-reorder"]
    return call([tool("python"), "-m", "pytest", *shared, *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run every check; the first that fails stops it. Arguments go to pytest."""
    setup()
    must([tool("ruff"), "check", "."], "ruff check ")
    must([tool("ruff"), "format", "--check", "."], "ruff format ")
    must([tool("pyright")], "pyright ")
    must([tool("pyright"), "--pythonplatform", "Windows", *OF_WINDOWS], "pyright（Windows）")
    must([tool("vulture")], "vulture（没有用到的代码）")
    must([tool("lint-imports")], "导入规则检查")
    return pytest(arguments)


def soak(arguments: Sequence[str]) -> int:
    """Run the long tests one after the other and print their figures. Arguments go to pytest."""
    setup()
    options = ["-m", "soak", "-s", "-v", "-p", "no:randomly"]
    return call([tool("python"), "-m", "pytest", *options, "tests", *arguments])


def fonts(arguments: Sequence[str]) -> int:
    """Build the open font set; --from DIR takes the sources from a folder, --force builds again."""
    if not is_set_up():
        install_system_packages(missing_packages())
        make_venv()
    # A relative folder is meant from where the command was typed.
    return call([tool("python"), str(FONT_SCRIPT), *arguments], Path.cwd())


def bench(arguments: Sequence[str]) -> int:
    """Measure speed and size; exit 1 when a limit is passed."""
    setup()
    return call([tool("python"), "-m", "tests.bench", *arguments])


def look(arguments: Sequence[str]) -> int:
    """Render papers (PDF, DOCX) to pictures: look FILE|DIR [--out DIR]; look screens: pages."""
    setup()
    if list(arguments[:1]) == ["screens"]:
        return call([tool("python"), "-m", "tests.tools.screens", *arguments[1:]])
    return call([tool("python"), str(ROOT / "tests" / "tools" / "look.py"), *arguments], Path.cwd())


def audit(_arguments: Sequence[str]) -> int:
    """List versions and the weaknesses known in them (docs/known_fixes.toml)."""
    setup()
    return call([tool("python"), "-m", "tests.tools.versions"])


PACKAGE_LIMIT_MB = 220


def build(arguments: Sequence[str]) -> int:
    """Package the program with PyInstaller and run its self-test in an empty environment."""
    setup()
    install_system_packages(missing_for_build())
    out = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    must([tool("pyinstaller"), "--noconfirm", *out, *arguments, "build.spec"], "打包")
    folder = ROOT / "dist" / "zhicaitai"
    program = folder / ("zhicaitai-console" + (".exe" if WINDOWS else ""))
    # Nothing of this machine may help: no PATH, no HOME, no locale, another folder.
    keep = {name: os.environ[name] for name in ("SYSTEMROOT",) if WINDOWS and name in os.environ}
    print(f"打包后的自检：{program.name} self-test", flush=True)
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run([str(program), "self-test"], cwd=empty, env=keep, check=False)
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())
    megabytes = size / 2**20
    print(f"大小：{megabytes:.0f} MB（限 {PACKAGE_LIMIT_MB} MB）")
    if megabytes > PACKAGE_LIMIT_MB:
        raise Stop("打包结果过大：请看 build.spec 的 DROP，什么又被带了进来。")
    if done.returncode == 0:
        print(f"程序在：{folder}")
    return done.returncode


COMMANDS = {
    "setup": setup,
    "run": run,
    "test": test,
    "fonts": fonts,
    "bench": bench,
    "soak": soak,
    "build": build,
    "look": look,
    "audit": audit,
}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # gbk consoles
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__.strip() if __doc__ else "")
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    try:
        check_python()
        return COMMANDS[arguments[0]](arguments[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
