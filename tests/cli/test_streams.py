"""What the command writes to: terminals that can and cannot colour, pipes that close early, narrow encodings, full disks."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from the_command import environment, run, write

unix = pytest.mark.skipif(os.name != "posix", reason="pipes and terminals of Unix")

ESC = "\x1b["


@pytest.fixture
def wrong(clean):
    """The plan with two things to mend, one of them with a name that no narrow encoding has."""
    write(clean, {"wrong.yaml": "people: {x: {nam: y}, z: {näme: 目標}}\n"})
    return clean


@pytest.mark.parametrize(
    ("arguments", "env", "colored"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True),
        ((), {"NO_COLOR": "1"}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe(pmo, wrong, arguments, env, colored):
    done = pmo("check", *arguments, env=env)
    assert (ESC in done.out) == colored
    assert done.code == 1


def on_terminal(*arguments, cwd, columns=80, **env):
    """What the command writes to a terminal of so many columns."""
    pty = pytest.importorskip("pty")
    import fcntl  # noqa: PLC0415 -- not on every system
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "pmo", *arguments],
        cwd=cwd,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(theirs)
        said = b""
        # The other end of a terminal that is closed cannot be read: that is its end of file.
        with contextlib.suppress(OSError):
            while chunk := os.read(ours, 65536):
                said += chunk
        os.close(ours)
        err = process.stderr.read().decode()
    assert "Traceback" not in err
    return said.decode().replace("\r\n", "\n")


@unix
@pytest.mark.parametrize(
    ("env", "colored"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
    ],
)
def test_colour_on_a_terminal(wrong, env, colored):
    said = on_terminal("check", cwd=wrong, **env)
    assert (ESC in said) == colored
    assert "unknown-key" in said


@unix
def test_a_narrow_terminal_gets_short_lines_and_a_pipe_whole_ones(pmo, wrong):
    narrow = on_terminal("check", cwd=wrong, columns=50, TERM="dumb").splitlines()
    prose = [
        line for line in narrow if " | " not in line and "-->" not in line and not line.startswith(("error ", "`"))
    ]
    assert max(len(line) for line in prose) <= 50
    assert any(line.startswith("       ") for line in prose)
    assert any(len(line) > 50 for line in pmo("check").out.splitlines())


@unix
@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "-f", "json"),
        ("check", "-f", "concise"),
        ("rules",),
        ("explain", "unknown-key"),
        ("--help",),
    ],
)
def test_a_reader_that_has_gone_is_met_with_silence(wrong, arguments):
    command = [sys.executable, "-m", "pmo", *arguments]
    read, written = os.pipe()
    os.close(read)
    done = subprocess.run(
        command,
        cwd=wrong,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=written,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(written)
    assert done.stderr == b""
    assert done.returncode in {1, 2}


@unix
def test_a_reader_that_takes_one_line_gets_it(wrong):
    write(wrong, {"many.yaml": "people:\n" + "".join(f"  p{number}: {{nam: x}}\n" for number in range(3_000))})
    with subprocess.Popen(
        [sys.executable, "-m", "pmo", "check", "-f", "concise"],
        cwd=wrong,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"many.yaml:2:8: error unknown-key: A person has no key `nam`.\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in {1, 2}


@unix
@pytest.mark.parametrize(
    ("before", "code"), [('exec "$@" >&-', 1), ('exec "$@" 2>&-', 1), ('exec "$@" >&- 2>&- <&-', 1)]
)
def test_closed_streams_change_nothing_but_what_is_seen(pmo, wrong, before, code):
    assert pmo("check", before=["sh", "-c", before, "sh"]).code == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device of Unix")
def test_a_full_disk_is_no_fault_of_ours(wrong):
    done = run("check", cwd=wrong, before=["sh", "-c", 'exec "$@" >/dev/full', "sh"])
    assert (done.code, done.err) == (2, "pmo: The output cannot be written: no space is left.\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "utf-16"])
def test_no_encoding_of_the_output_is_too_narrow(pmo, wrong, encoding):
    done = pmo("check", env={"PYTHONIOENCODING": encoding})
    said = done.out.encode("utf-8", "surrogateescape").decode(encoding)
    assert (done.code, done.err) == (1, "")
    assert ("n\\xe4me" if encoding == "ascii" else "näme") in said
    assert ("目標" if encoding.startswith("utf") else "\\u76ee\\u6a19") in said


@pytest.mark.parametrize("arguments", [("check", "-f", "json"), ("rules",), ("explain", "invalid-yaml")])
def test_other_outputs_in_the_narrowest_of_all(pmo, wrong, arguments):
    done = pmo(*arguments, env={"PYTHONIOENCODING": "ascii"})
    assert done.err == ""
    assert done.out.isascii()


def test_in_the_plainest_of_locales(pmo, wrong):
    done = pmo("check", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert (done.code, done.err) == (1, "")
    assert "n\\xe4me" in done.out
