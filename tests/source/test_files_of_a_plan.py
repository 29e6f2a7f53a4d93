"""Which files are part of a plan: found in order, hidden and ignored ones left out, links and oddities told apart."""

import os
import socket

import pytest

from pmo.errors import NoPlanError
from pmo.source import files
from pmo.source.files import find_root, read_plan_files

unix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and sockets of Unix")


@pytest.fixture
def plan(tmp_path):
    """A folder with a plan in it, and a way to put more files there."""

    class Folder:
        path = tmp_path / "plan"

        def put(self, name, content="people: {}\n"):
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
            return target

        def link(self, name, target):
            link = self.path / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(target)

        @property
        def names(self):
            return [read.file.path for read in read_plan_files(self.path) if read.problem is None]

        @property
        def problems(self):
            return {read.file.path: read.problem for read in read_plan_files(self.path) if read.problem}

    folder = Folder()
    folder.put("pmo.yaml")
    return folder


def test_the_plan_is_read_in_one_order_pmo_first_then_files_before_folders(plan):
    for name in (
        "a.yaml",
        "z.yml",
        "m/b.yaml",
        "m/a/c.yaml",
        "m/z.yaml",
        "b/x.yaml",
        "Z.yaml",
        "notes.txt",
        "a.YAML",
        "x.yaml.bak",
    ):
        plan.put(name)
    assert plan.names == ["pmo.yaml", "Z.yaml", "a.yaml", "z.yml", "b/x.yaml", "m/b.yaml", "m/z.yaml", "m/a/c.yaml"]


def test_hidden_files_and_folders_are_no_part_of_it(plan):
    for name in (".hidden.yaml", ".git/config.yaml", ".github/workflows/ci.yaml", "objectives/.draft/x.yaml"):
        plan.put(name)
    assert plan.names == ["pmo.yaml"]


def test_names_with_spaces_and_of_any_language_are_read(plan):
    for name in ("our goals.yaml", "ziele für 2026.yaml", "目標.yaml", "a'b\"c.yaml", "-f.yaml", "a#b?.yaml"):
        plan.put(name)
    assert sorted(plan.names) == sorted(
        ["pmo.yaml", "our goals.yaml", "ziele für 2026.yaml", "目標.yaml", "a'b\"c.yaml", "-f.yaml", "a#b?.yaml"]
    )


@unix
def test_a_name_that_is_no_text_is_shown_with_a_sign_in_its_place(plan):
    with open(os.fsencode(plan.path) + b"/b\xfcro.yaml", "wb") as file:  # noqa: PTH123 -- a name of bytes  # noqa: PTH123 -- bytes
        file.write(b"people: {}\n")
    plan.put("a\nb\x1b.yaml")
    assert sorted(plan.names) == ["a\nb\x1b.yaml", "b\ufffdro.yaml", "pmo.yaml"]


class TestIgnored:
    def test_what_git_ignores_is_no_part_of_the_plan(self, plan):
        plan.put(".gitignore", "drafts/\n*.tmp.yaml\n/top.yaml\n# comment\n")
        for name in ("drafts/a.yaml", "b.tmp.yaml", "sub/c.tmp.yaml", "top.yaml", "sub/top.yaml", "kept.yaml"):
            plan.put(name)
        assert plan.names == ["pmo.yaml", "kept.yaml", "sub/top.yaml"]

    def test_each_folder_may_have_its_own_and_the_nearest_decides(self, plan):
        plan.put(".gitignore", "*.old.yaml\n")
        plan.put("archive/.gitignore", "*\n!kept.yaml\n!2025.old.yaml\n")
        for name in ("a.old.yaml", "archive/b.yaml", "archive/kept.yaml", "archive/2025.old.yaml"):
            plan.put(name)
        assert plan.names == ["pmo.yaml", "archive/2025.old.yaml", "archive/kept.yaml"]

    def test_in_a_work_tree_those_above_the_plan_count_too(self, plan, tmp_path):
        (tmp_path / ".gitignore").write_text("plan/private/\n*.secret.yaml\n")
        plan.put(".gitignore", "!open.secret.yaml\n")
        for name in ("private/a.yaml", "b.secret.yaml", "open.secret.yaml"):
            plan.put(name)
        assert plan.names == ["pmo.yaml", "b.secret.yaml", "open.secret.yaml", "private/a.yaml"]
        (tmp_path / ".git").mkdir()
        assert plan.names == ["pmo.yaml", "open.secret.yaml"]

    def test_the_file_that_marks_the_plan_counts_whatever_is_ignored(self, plan):
        plan.put(".gitignore", "*.yaml\n")
        plan.put("a.yaml")
        assert plan.names == ["pmo.yaml"]

    def test_lines_that_are_no_patterns_and_bytes_that_are_no_text_do_no_harm(self, plan, recwarn):
        plan.put(".gitignore", b"[z-a]\n!\n\\\n[[:alpha:]x]\n\xff\xfe\nleft.yaml\n")
        plan.put("left.yaml")
        plan.put("kept.yaml")
        assert plan.names == ["pmo.yaml", "kept.yaml"]
        assert not recwarn.list

    @unix
    def test_a_gitignore_that_is_no_file_is_as_good_as_none(self, plan):
        os.mkfifo(plan.path / ".gitignore")
        (plan.path / "sub" / ".gitignore").mkdir(parents=True)
        plan.put("sub/a.yaml")
        assert plan.names == ["pmo.yaml", "sub/a.yaml"]


class TestOddities:
    def test_a_folder_with_the_name_of_a_plan_file_is_a_problem_and_what_lies_in_it_is_read(self, plan):
        plan.put("x.yaml/inner.yaml")
        assert plan.problems["x.yaml"].message == "A folder has the name of a plan file."
        assert plan.problems["x.yaml"].fix == "Rename the folder."
        assert "x.yaml/inner.yaml" in plan.names

    @unix
    def test_pipes_and_sockets_are_told_and_never_waited_for(self, plan, monkeypatch):
        os.mkfifo(plan.path / "pipe.yaml")
        monkeypatch.chdir(plan.path)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.yaml")
            problems = plan.problems
        for name in ("pipe.yaml", "socket.yaml"):
            assert problems[name].message == "This is not a regular file."
            assert problems[name].slug == "unreadable-file"

    @unix
    def test_a_file_and_a_folder_without_permission_are_told_with_the_reason(self, plan):
        if os.geteuid() == 0:
            pytest.skip("root may read everything")
        plan.put("closed.yaml").chmod(0)
        plan.put("locked/a.yaml").parent.chmod(0)
        problems = plan.problems
        (plan.path / "locked").chmod(0o700)
        assert problems["closed.yaml"].message == "The file cannot be opened: permission denied."
        assert problems["locked"].message == "The folder cannot be opened: permission denied."
        assert problems["locked"].fix == "Mend its permissions, or remove it."

    def test_a_file_of_fifty_megabytes_is_not_read(self, plan):
        with (plan.path / "huge.yaml").open("wb") as file:
            file.truncate(50_000_000)
        assert plan.problems["huge.yaml"].message == "The file is too large for a plan (50 MB)."
        assert "Split it" in plan.problems["huge.yaml"].fix

    def test_the_limit_is_a_number_of_bytes(self, plan, monkeypatch):
        monkeypatch.setattr(files, "MAX_BYTES", 20)
        plan.put("just.yaml", "#" * 20)
        plan.put("over.yaml", "#" * 21)
        assert plan.names == ["pmo.yaml", "just.yaml"]

    @pytest.mark.parametrize(
        ("content", "start", "message"),
        [
            ("pmo:\n  name: Büro\n".encode("latin-1"), 14, "The file is not UTF-8: byte 0xFC here."),
            ("é: Büro\n".encode() + b"\xff", 8, "The file is not UTF-8: byte 0xFF here."),
            (b"pmo: \xed\xa0\x80\n", 5, "The file is not UTF-8: byte 0xED here."),
            (b"pmo: \xc0\x80\n", 5, "The file is not UTF-8: byte 0xC0 here."),
            ("pmo: Büro\n".encode("utf-16"), 0, "The file is in UTF-16, not in UTF-8."),
            ("pmo: Büro\n".encode("utf-16-le"), 0, "The file is in UTF-16, not in UTF-8."),
            ("pmo: Buro\n".encode("utf-16-be"), 0, "The file is in UTF-16, not in UTF-8."),
            ("pmo: Büro\n".encode("utf-32"), 0, "The file is in UTF-16, not in UTF-8."),
        ],
    )
    def test_a_file_in_another_encoding_is_told_at_the_first_wrong_byte(self, plan, content, start, message):
        plan.put("odd.yaml", content)
        problem = plan.problems["odd.yaml"]
        assert (problem.start, problem.message) == (start, message)

    def test_a_byte_order_mark_is_no_part_of_the_text(self, plan):
        plan.put("bom.yaml", b"\xef\xbb\xbfpeople: {}\n")
        texts = {read.file.path: read.file.text for read in read_plan_files(plan.path)}
        assert texts["bom.yaml"] == "people: {}\n"

    def test_folders_nested_deeper_than_python_recurses_are_walked(self, plan, monkeypatch):
        depth = 1_200
        monkeypatch.chdir(plan.path)
        try:
            for _ in range(depth):
                os.mkdir("d")  # noqa: PTH102 -- relative, since the whole path would be too long for one call
                os.chdir("d")
            assert plan.names == ["pmo.yaml"]
        finally:
            # What removes temporary folders recurses.
            for _ in range(depth):
                os.chdir("..")
                os.rmdir("d")  # noqa: PTH106


@unix
class TestLinks:
    def test_a_link_into_the_plan_brings_in_what_the_walk_does_not_come_to(self, plan):
        plan.put(".store/real.yaml")
        plan.put("data/real.txt")
        plan.link("hidden.yaml", ".store/real.yaml")
        plan.link("text.yaml", "data/real.txt")
        plan.link("again.yaml", "data/real.txt")
        assert plan.names == ["pmo.yaml", "again.yaml", "hidden.yaml"]
        assert plan.problems == {}

    def test_the_plan_as_a_cluster_mounts_it_is_all_links(self, plan):
        plan.put("..data/pmo.yaml")
        plan.put("..data/b.yaml")
        (plan.path / "pmo.yaml").unlink()
        plan.link("pmo.yaml", "..data/pmo.yaml")
        plan.link("b.yaml", "..data/b.yaml")
        assert plan.names == ["pmo.yaml", "b.yaml"]

    def test_a_link_to_a_file_that_is_read_anyway_adds_nothing(self, plan):
        plan.put("objectives/a.yaml")
        plan.link("a.yaml", "objectives/a.yaml")
        plan.link("also", "objectives")
        assert plan.names == ["pmo.yaml", "objectives/a.yaml"]
        assert plan.problems == {}

    def test_a_link_that_leads_nowhere_or_to_itself(self, plan):
        plan.link("gone.yaml", "nothing.yaml")
        plan.link("self.yaml", "self.yaml")
        for name in ("gone.yaml", "self.yaml"):
            assert plan.problems[name].message == "The link leads nowhere, or to itself."

    def test_a_link_out_of_the_plan_is_not_followed(self, plan, tmp_path):
        (tmp_path / "secret.yaml").write_text("people: {}\n")
        (tmp_path / "other").mkdir()
        # A neighbour whose name begins like the plan's is outside as well.
        (tmp_path / "plan-b").mkdir()
        (tmp_path / "plan-b" / "x.yaml").write_text("people: {}\n")
        plan.link("secret.yaml", "../secret.yaml")
        plan.link("other", tmp_path / "other")
        plan.link("next.yaml", "../plan-b/x.yaml")
        assert set(plan.problems) == {"secret.yaml", "other", "next.yaml"}
        assert {problem.message for problem in plan.problems.values()} == {"The link leaves the plan's folder."}

    def test_a_link_back_to_a_folder_above_it_loops(self, plan):
        plan.put("a/b/c.yaml")
        plan.link("a/b/up", "..")
        plan.link("a/b/top", plan.path)
        assert set(plan.problems) == {"a/b/up", "a/b/top"}
        assert plan.problems["a/b/up"].message == "The link loops: it leads back to a folder that contains it."

    def test_a_link_to_a_neighbour_whose_name_begins_alike_is_no_loop(self, plan):
        plan.put("sub/a.yaml")
        plan.put("sub-two/b.yaml")
        plan.link("sub-two/near", "../sub")
        assert plan.problems == {}

    def test_a_plan_that_is_itself_reached_through_a_link(self, plan, tmp_path):
        plan.put("a.yaml")
        (tmp_path / "way").symlink_to("plan")
        assert [read.file.path for read in read_plan_files(tmp_path / "way")] == ["pmo.yaml", "a.yaml"]


class TestRoot:
    def test_the_nearest_folder_with_pmo_yaml_at_or_above(self, plan):
        deep = plan.put("objectives/2026/a.yaml").parent
        for start in (plan.path, plan.path / "pmo.yaml", deep, deep / "a.yaml"):
            assert find_root(start) == plan.path

    def test_a_plan_inside_a_plan_is_its_own(self, plan):
        plan.put("inner/pmo.yaml")
        assert find_root(plan.path / "inner") == plan.path / "inner"

    def test_the_current_folder(self, plan, monkeypatch):
        monkeypatch.chdir(plan.path)
        assert find_root(plan.path.__class__()) == plan.path

    def test_a_path_that_is_not_there(self, tmp_path):
        with pytest.raises(NoPlanError, match=r"nowhere: no such file or folder\."):
            find_root(tmp_path / "nowhere")

    def test_a_path_outside_any_plan_says_to_run_pmo_init(self, tmp_path):
        (tmp_path / "notes.txt").touch()
        for start in (tmp_path, tmp_path / "notes.txt"):
            with pytest.raises(NoPlanError) as caught:
                find_root(start)
            assert (
                str(caught.value)
                == f"There is no pmo.yaml in {tmp_path} or in any folder above. Run `pmo init` to start a plan."
            )

    def test_a_misnamed_marker_is_seen(self, tmp_path):
        (tmp_path / "pmo.yml").touch()
        with pytest.raises(NoPlanError, match=r"there is a pmo\.yml: rename it to pmo\.yaml"):
            find_root(tmp_path)

    def test_a_marker_that_is_a_folder_or_a_dead_link_still_marks_the_plan(self, tmp_path):
        (tmp_path / "pmo.yaml").mkdir()
        assert find_root(tmp_path) == tmp_path

    @unix
    def test_a_current_folder_that_was_removed(self, tmp_path, monkeypatch):
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        with pytest.raises(NoPlanError, match=r"The current folder does not exist any more\."):
            find_root(gone.__class__())
