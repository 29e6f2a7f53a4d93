"""`pmo report --template-dir`: what a folder of templates can change, what it cannot reach, and how a broken one is told."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PLAN = "pmo: {name: Project Office}\npeople: {ann: {name: Ann}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pmo.yaml").write_text(PLAN, encoding="utf-8")
    made = tmp_path / "looks"
    made.mkdir()
    return made


@pytest.fixture
def report(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `pmo report` with templates of these names and contents."""

    def run(files: dict[str, str], *more: str) -> subprocess.CompletedProcess[str]:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB", "PMO_"))}
        return subprocess.run(
            [sys.executable, "-m", "pmo", "report", "--template-dir", "looks", "--today", "2026-06-30", *more],
            cwd=folder.parent,
            env=clean | {"PMO_NO_CACHE": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def written(folder: Path, name: str = "alignment.html") -> str:
    return (folder.parent / "reports" / name).read_text(encoding="utf-8")


def test_a_style_sheet_takes_the_place_of_ours(report, folder):
    done = report({"style.css": "body { color: rebeccapurple }"})
    assert done.returncode == 0, done.stderr
    for kind in ("alignment", "charter"):
        assert "rebeccapurple" in written(folder, f"{kind}.html")
        assert "\n.masthead {" not in written(folder, f"{kind}.html")


def test_a_part_of_a_report_and_its_markdown_can_be_replaced(report, folder):
    parts = {
        "alignment/verdict.html.j2": "<p>{{ view.verdict.sentence | upper }}</p>",
        "charter.md.j2": "<!-- {{ page.mark }} -->\n# {{ page.pmo }}\n",
    }
    done = report(parts)
    assert done.returncode == 0, done.stderr
    assert "<p>THE PLAN NAMES NEITHER STRATEGIES" in written(folder)
    assert written(folder, "charter.md").splitlines()[1:] == ["# Project Office"]
    assert report({}).returncode == 0, "what it wrote it may replace"


def test_text_of_the_plan_is_escaped_in_a_users_template_too(report, folder):
    (folder.parent / "pmo.yaml").write_text("pmo: {name: '<b onclick=x> *a*'}\n", encoding="utf-8")
    report(
        {
            "charter.html.j2": "<!-- {{ page.mark }} -->{{ page.pmo }}",
            "charter.md.j2": "<!-- {{ page.mark }} -->{{ page.pmo }}",
        }
    )
    assert "<b" not in written(folder, "charter.html")
    assert "\\*a\\*" in written(folder, "charter.md")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("charter.html.j2", "a\nb\n{% for x in %}\n", "looks/charter.html.j2:3: "),
        ("charter.html.j2", "a\n{{ page.titel }}\n", "looks/charter.html.j2:2: `Page` has no attribute 'titel'."),
        ("charter.html.j2", "{{ page.mark }}\n\n{{ nothing }}", "looks/charter.html.j2:3: 'nothing' is undefined."),
        ("charter.html.j2", "\n{% include 'mine.j2' %}", "looks/charter.html.j2:2: There is no template mine.j2."),
        ("charter.html.j2", "\n{{ 1 / 0 }}", "looks/charter.html.j2:2: Division by zero."),
        ("charter.md.j2", "{% extends 'pmo/charter.md.j2' %}{% block x %}", "looks/charter.md.j2:1: "),
        ("alignment/verdict.html.j2", "\n\n{{ view.verdict.nobody }}", "looks/alignment/verdict.html.j2:3: "),
        ("charter.html.j2", "Hello", "charter.html.j2 does not print `{{ page.mark }}` near its beginning."),
        ("style.css", "a { } </style >", "The content of `style` holds `</style`, which would end it too early."),
        ("charter.html.j2", "{% extends 'charter.html.j2' %}", "looks/charter.html.j2:1: It extends or includes itself; ours of the same name is `pmo/…`."),
        ("charter.html.j2", "{{ page.mark }}{% for a in range(10000000) %}{% endfor %}", "looks/charter.html.j2:1: Range too big."),
    ],
)  # fmt: skip
def test_a_broken_template_is_told_with_its_file_and_line(name, text, said, report, folder):
    done = report({name: text})
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (folder.parent / "reports").exists()


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.__class__ }}",
        "{{ view.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ page['__class__'] }}",
        "{{ (page | attr('__class__')) }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ count.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ bullet.__wrapped__ }}{{ count.__code__ }}",
        "{{ page.organization.__add__('x') }}",
    ],
)
def test_a_template_reaches_no_inner_thing_of_python(text, report):
    done = report({"charter.html.j2": "{{ page.mark }}" + text}, "charter", "--format", "html")
    assert done.returncode == 2, done.stdout
    assert "charter.html.j2:1: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_template_changes_nothing(report):
    done = report({"charter.html.j2": "{{ page.mark }}{{ view.basis.append('x') }}"}, "charter")
    assert done.returncode == 2
    done = report({"charter.html.j2": "{{ page.mark }}{% set a = [] %}{{ a.append('x') }}"}, "charter")
    assert done.returncode == 2
    assert "unsafe" in done.stderr


@pytest.mark.parametrize(
    "path", ["../pmo.yaml", "/etc/passwd", "a/../../pmo.yaml", "..\\\\pmo.yaml", "pmo/../pmo.yaml"]
)
def test_a_template_includes_no_file_from_elsewhere(path, report):
    done = report({"charter.html.j2": f"{{{{ page.mark }}}}{{% include '{path}' %}}"}, "charter", "--format", "html")
    assert done.returncode == 2
    assert "charter.html.j2:1: There is no template " in done.stderr


def test_a_link_out_of_the_folder_leads_nowhere(report, folder):
    (folder / "secret.txt").symlink_to(folder.parent / "pmo.yaml")
    (folder / "elsewhere").symlink_to(folder.parent)
    for path in ("secret.txt", "elsewhere/pmo.yaml"):
        done = report(
            {"charter.html.j2": f"{{{{ page.mark }}}}{{% include '{path}' %}}"}, "charter", "--format", "html"
        )
        assert done.returncode == 2
        assert f"{path} is a link that leads out of the folder." in done.stderr


def test_a_folder_without_any_template_of_ours_is_a_mistake(report, folder):
    done = report({"aligment.html.j2": "x"})
    assert done.returncode == 2
    assert "Nothing in looks takes the place of a template." in done.stderr
    assert "alignment.html.j2" in done.stderr
    (folder / "aligment.html.j2").unlink()
    folder.rmdir()
    done = report({})
    assert done.returncode == 2
    assert "There is no folder looks with templates." in done.stderr


def test_a_file_that_is_no_text_is_told(report, folder):
    (folder / "style.css").write_bytes(b"\xff\xfe\x00")
    done = report({})
    assert done.returncode == 2
    assert "style.css:1: It is not UTF-8 text." in done.stderr


def test_the_same_templates_give_the_same_bytes(report, folder):
    assert report({"style.css": "b { }"}).returncode == 0
    first = written(folder)
    assert report({}).returncode == 0
    assert written(folder) == first
