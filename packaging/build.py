"""Builds the packages, each from what the one before left in ``build/``.

    python packaging/build.py bundle wheel deb installer-check

start            two bundles for the benchmark of the start, in build/start: desk and bare window
bundle           the program with Python and Qt in one folder: build/dist/dmedesk
wheel            wheel and source distribution, for pipx: build/packages
deb              a package for Debian and Ubuntu, from the bundle
windows          the installer, from the bundle (on Windows, with NSIS)
installer-check  whether the installer's script compiles, against a stand-in folder
macos            a disk image, from the bundle (on macOS)
"""

import gzip
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE, BUILD = ROOT / "packaging", ROOT / "build"
BUNDLE, PICTURES, OUT = BUILD / "dist" / "dmedesk", BUILD / "pictures", BUILD / "packages"
DEBIAN_NEEDS = (
    *("libc6 (>= 2.36)", "libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3"),
    *("libfontconfig1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"),
    *("libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0"),
    *("libxcb-xkb1", "libxkbcommon-x11-0", "libcups2"),
    *("libgssapi-krb5-2", "libbrotli1", "libzstd1"),
)
"""What Qt needs of a bare system, as in the Makefile; the C library of the system built on."""


def run(*words: object) -> None:
    """Run a command; its failure ends the build with its own exit status."""
    done = subprocess.run([str(word) for word in words], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def bundle() -> None:
    """The folder with the program."""
    install()
    freeze(BUILD / "dist")
    print(f"{BUNDLE}: {size_of(BUNDLE) / 1e6:.0f} MB")


def start() -> None:
    """The program, with a watcher that ends it at its first rows, and a bare window."""
    install()
    for name in ("start_desk", "start_bare"):
        os.environ["DMEDESK_START"] = str(ROOT / "tests" / "benchmarks" / f"{name}.py")
        freeze(BUILD / "start" / name)
    del os.environ["DMEDESK_START"]


def install() -> None:
    """The program itself into this Python, and its pictures."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    run(*pip, "--no-deps", "--no-build-isolation", "--force-reinstall", ROOT)
    run(sys.executable, HERE / "pictures.py", PICTURES)


def freeze(folder: Path) -> None:
    """A bundle, below a folder of its own."""
    places = ("--distpath", folder, "--workpath", BUILD / "work" / folder.name)
    words = ("PyInstaller", "--noconfirm", "--log-level", "WARN", *places)
    run(sys.executable, "-m", *words, HERE / "dmedesk.spec")


def wheel() -> None:
    """Wheel and source distribution."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", OUT, ROOT)


def deb() -> None:
    """The package for Debian: the bundle below /usr/lib, and what the desktop wants to know."""
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(BUNDLE, tree / "usr/lib/dmedesk", symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/dmedesk").symlink_to("../lib/dmedesk/dmedesk")
    for picture in PICTURES.glob("dmedesk-*.png"):
        size = picture.stem.rpartition("-")[2]
        put(picture, tree / f"usr/share/icons/hicolor/{size}x{size}/apps/dmedesk.png")
    scalable = tree / "usr/share/icons/hicolor/scalable/apps/dmedesk.svg"
    put(ROOT / "resources/program/dmedesk.svg", scalable)
    put(HERE / "linux/dmedesk.desktop", tree / "usr/share/applications/dmedesk.desktop")
    put(HERE / "linux/dmedesk.xml", tree / "usr/share/mime/packages/dmedesk.xml")
    about = "org.dmedesk.DMEDesk.metainfo.xml"
    put(stamped(HERE / "linux" / about), tree / "usr/share/metainfo" / about)
    put(ROOT / "LICENSE", tree / "usr/share/doc/dmedesk/copyright")
    changes = gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0)
    (tree / "usr/share/doc/dmedesk/changelog.gz").write_bytes(changes)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(control(size_of(tree)), encoding="utf-8")
    OUT.mkdir(parents=True, exist_ok=True)
    package = OUT / f"dmedesk_{version('dmedesk')}_{architecture()}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, package)


def control(size: int) -> str:
    """What Debian wants to know of the package; ``size`` in bytes."""
    return (
        "Package: dmedesk\n"
        f"Version: {version('dmedesk')}\n"
        f"Architecture: {architecture()}\n"
        "Section: misc\n"
        "Priority: optional\n"
        "Maintainer: The DMEDesk authors <dmedesk@invalid>\n"
        f"Installed-Size: {size // 1024}\n"
        f"Depends: {', '.join(DEBIAN_NEEDS)}\n"
        "Description: desk of a small supplier of medical equipment\n"
        " Rentals, proof, repairs, recalls and explained invoices for suppliers of durable\n"
        " medical equipment in Massachusetts. Works offline, in one file.\n"
    )


def architecture() -> str:
    """Debian's own word for this machine."""
    asked = ("dpkg", "--print-architecture")
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def windows() -> None:
    """The installer from the bundle that was made on this Windows."""
    compile_installer(BUNDLE)


def installer_check() -> None:
    """Compile the installer's script against a folder that stands for a bundle of Windows.

    What comes out of it installs no program, and is removed.
    """
    if shutil.which("makensis") is None:
        print("The installer's script was not compiled: there is no makensis here (package nsis).")
        return
    stand_in = BUILD / "stand-in"
    (stand_in / "_internal").mkdir(parents=True, exist_ok=True)
    for name in ("dmedesk.exe", "DMEDeskWindow.exe", "_internal/base_library.zip"):
        (stand_in / name).write_bytes(b"This stands for a file of the bundle.\n")
    compile_installer(stand_in).unlink()
    print("The installer's script compiles.")


def compile_installer(folder: Path) -> Path:
    """The installer with the files of a folder."""
    OUT.mkdir(parents=True, exist_ok=True)
    made = OUT / f"dmedesk-{version('dmedesk')}-setup.exe"
    said = {"VERSION": version("dmedesk"), "BUNDLE": folder, "PICTURES": PICTURES, "OUT": made}
    run("makensis", "-V2", *(f"-D{name}={value}" for name, value in said.items()),
        HERE / "windows/dmedesk.nsi")  # fmt: skip
    return made


def macos() -> None:
    """A disk image with the program, signed where the environment says as whom."""
    program = BUILD / "dist" / "DMEDesk.app"
    signer = os.environ.get("DMEDESK_SIGN_AS", "-")
    run("codesign", "--force", "--deep", "--options", "runtime", "--sign", signer, program)
    OUT.mkdir(parents=True, exist_ok=True)
    image = OUT / f"dmedesk-{version('dmedesk')}.dmg"
    run("hdiutil", "create", "-volname", "DMEDesk", "-srcfolder", program, "-ov", image)


def stamped(path: Path) -> Path:
    """A copy of a text with the version and the day in it."""
    text = path.read_text(encoding="utf-8")
    day = datetime.now(UTC).date().isoformat()
    made = BUILD / path.name
    made.write_text(
        text.replace("@VERSION@", version("dmedesk")).replace("@DATE@", day), encoding="utf-8"
    )
    return made


def put(source: Path, target: Path) -> None:
    """Copy a file to where it belongs, readable by everybody."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def size_of(folder: Path) -> int:
    """The bytes of a folder's files."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


STEPS = {
    "start": start,
    "bundle": bundle,
    "wheel": wheel,
    "deb": deb,
    "windows": windows,
    "installer-check": installer_check,
    "macos": macos,
}

if __name__ == "__main__":
    for step in sys.argv[1:]:
        STEPS[step]()
