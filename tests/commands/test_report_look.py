"""`settings.report`: the organization's name, logo, colour and confidentiality in its reports, from the real command."""

import base64
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmo.report.look import lightened
from pmo.report.policy import css_text, digest, sheet

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def report(tmp_path: Path) -> Run:
    """Run `pmo` on a plan with these lines below `settings.report`."""

    def run(settings: str, *words: str) -> subprocess.CompletedProcess[str]:
        lines = "".join(f"    {line}\n" for line in settings.splitlines())
        text = f"settings:\n  report:\n{lines}organization: {{name: Ferries}}\npmo: {{name: Office}}\n"
        (tmp_path / "pmo.yaml").write_text(text, encoding="utf-8")
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB", "PMO_"))}
        command = [sys.executable, "-m", "pmo", *(words or ("report",)), "--today", "2026-06-30"]
        return subprocess.run(
            command, cwd=tmp_path, env=clean | {"PMO_NO_CACHE": "1"}, capture_output=True, text=True, check=False
        )

    return run


def shown(folder: Path, name: str) -> str:
    return (folder / "reports" / name).read_text(encoding="utf-8")


def test_name_and_confidentiality_stand_in_every_report(report, tmp_path):
    done = report("name: Northshore & Sons\nconfidentiality: 'For the <board> only; \"draft\"'")
    assert done.returncode == 0, done.stderr
    for kind in ("alignment", "charter"):
        html, text = shown(tmp_path, f"{kind}.html"), shown(tmp_path, f"{kind}.md")
        assert '<p class="eyebrow">Northshore &amp; Sons</p>' in html
        assert '<p class="confidential">For the &lt;board&gt; only; &#34;draft&#34;</p>' in html
        assert '@bottom-left { content: "For\\20 the\\20 \\3c board' in html
        assert "Northshore &amp; Sons" in text
        assert "For the &lt;board&gt; only" in text
        assert "Ferries" not in html.split("<main")[0]


@pytest.mark.parametrize(
    ("name", "data", "media"), [("logo.png", PNG, "image/png"), ("art/logo.svg", SVG, "image/svg+xml")]
)
def test_a_logo_is_part_of_the_page(name, data, media, report, tmp_path):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    done = report(f"logo: {name}")
    assert done.returncode == 0, done.stderr
    html = shown(tmp_path, "alignment.html")
    assert f'<img class="logo" src="data:{media};base64,{base64.b64encode(data).decode()}" alt="">' in html
    assert "alert(1)" not in html


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gone.png", None, "no such file or directory"),
        ("../logo.png", PNG, "it is outside the plan's folder"),
        ("/etc/passwd", None, "it is outside the plan's folder"),
        ("link.png", "../../secret.png", "it is outside the plan's folder"),
        ("logo.jpg", PNG, "it is neither a .png nor an .svg file"),
        ("logo.png", SVG, "its content is not PNG"),
        ("logo.svg", PNG, "its content is not SVG"),
        ("big.png", PNG + b"\0" * 600_000, "it has 586 KB, and every report would carry them"),
        (".", None, "it is neither a .png nor an .svg file"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_with_its_place(name, data, said, report, tmp_path):
    if isinstance(data, bytes):
        (tmp_path / name).resolve().write_bytes(data)
    elif data:
        (tmp_path / name).symlink_to(tmp_path / data)
    done = report(f"logo: {name}")
    assert done.returncode == 2
    assert done.stderr.startswith("pmo: pmo.yaml:3:11: The logo ")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "reports").exists()


def test_the_accent_colours_light_and_dark_paper(report, tmp_path):
    assert report("colours: {accent: '#7A1F5C'}").returncode == 0
    html = shown(tmp_path, "alignment.html")
    assert ":root { --accent: #7a1f5c; }" in html
    assert f"--accent: {lightened('#7a1f5c')}; }} }}" in html


@pytest.mark.parametrize(
    ("accent", "said"),
    [
        ("'#ffcc00'", "`#ffcc00` on white has a contrast of 1.5 to 1, too little to be read as text."),
        ("'#777777'", "`#777777` on white has a contrast of 4.4 to 1, too little to be read as text."),
        ("red", "`red` is not a colour."),
        ("'#12'", "`#12` is not a colour."),
        ("[1]", "it is not a colour."),
        ("#123c5e", "YAML takes what follows an unquoted `#` for a comment."),
    ],
)
def test_a_colour_that_cannot_be_read_is_a_finding(accent, said, report):
    done = report(f"colours:\n  accent: {accent}", "check")
    assert done.returncode == 1
    assert said in done.stdout
    assert "pmo.yaml:4:" in done.stdout


def test_the_short_form_and_one_without_a_mark_are_colours_too(report, tmp_path):
    for accent in ("'#036'", "'003366'", "003366"):
        assert report(f"colours: {{accent: {accent}}}").returncode == 0
        assert ":root { --accent: #003366; }" in shown(tmp_path, "alignment.html")


def test_the_same_look_gives_the_same_bytes(report, tmp_path):
    (tmp_path / "l.png").write_bytes(PNG)
    for _ in range(2):
        assert report("logo: l.png\ncolours: {accent: '#036'}\nconfidentiality: X").returncode == 0
        html = shown(tmp_path, "alignment.html")
    assert report("logo: l.png\ncolours: {accent: '#036'}\nconfidentiality: X").returncode == 0
    assert shown(tmp_path, "alignment.html") == html


@pytest.mark.parametrize("colour", ["#000000", "#123c5e", "#7a1f5c", "#767676", "#0000ff", "#8b0000"])
def test_a_lightened_colour_can_be_read_on_dark_paper(colour):
    def light(hexadecimal: str) -> float:
        parts = [int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    css = (Path(__file__).parents[2] / "templates" / "report" / "style.css").read_text(encoding="utf-8")
    papers = re.findall(r"--paper: (#[0-9a-f]{6})", css)
    assert len(papers) == 2
    assert (light(lightened(colour)) + 0.05) / (light(papers[1]) + 0.05) >= 7
    assert lightened("#ffffff") == "#ffffff"


def test_a_text_in_css_ends_nothing():
    assert css_text('a"}</style>\n') == '"a\\22 \\7d \\3c \\2f style\\3e \\a "'


def test_a_hash_is_that_of_the_bytes_between_the_tags():
    # The value that Chromium 100 named for `<script>\nalert(1)\n</script>` in its console.
    assert digest(sheet("alert(1)\r\n", "script")).startswith("'sha256-")
    assert digest(sheet("a\r\nb", "style")) == digest(sheet("\na\nb\n", "style"))
    assert digest("") == "'none'"
    with pytest.raises(ValueError, match="too early"):
        sheet("a</STYLE", "style")
