"""`pmo new`: an element where the plan keeps its like, in the hand of that file, and never over anything."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layouts import Writer
from writing_plans import Answers, texts

from pmo.commands.new import Request, run
from pmo.editing.kinds import KINDS, ORDER
from pmo.editing.search import ranked
from pmo.engine import check
from pmo.errors import ExitCode, PmoError, UsageError
from pmo.reader.load import load_plan
from pmo.scaffold.console import StoppedError
from pmo.terminal import PLAIN

TODAY = dt.date(2026, 6, 30)
SMALL = {
    "pmo.yaml": """\
organization:
  strategies:
    shorten-waits: {title: Shorten waits}
people:
  ann: {name: Ann}
customers:
  clinics: {name: Clinics}
pmo:
  objectives:
    first:
      title: First
      owner: ann
"""
}


@pytest.fixture
def new(written, said):
    """Add to a plan of these files: the plan's folder, the exit code and what was said."""

    def call(kind, *, files=SMALL, console=None, root=None, given=None, **options):
        root = root or written(files)
        given = {key.rstrip("_"): value if isinstance(value, list) else [value] for key, value in (given or {}).items()}
        request = Request(path=root, today=TODAY, kind=kind, given=given, **options)
        code, text = said(run, request, style=PLAIN, console=console)
        return root, code, text

    return call


def lines_added(root, files, path="pmo.yaml"):
    before, after = files.get(path, "").splitlines(), (root / path).read_text("utf-8").splitlines()
    rest = list(after)
    for line in before:
        assert line in rest, line
        rest.remove(line)
    return rest


@pytest.mark.parametrize(
    ("kind", "given", "options", "added"),
    [
        (
            "objective",
            {"title": "Lessons: used", "owner": "ann", "for": ["clinics"], "supports": ["shorten-waits=nobody waits twice, so"]},
            {},
            ["    lessons-used:", '      title: "Lessons: used"', "      owner: ann", "      for: [clinics]", "      supports:", "        shorten-waits: nobody waits twice, so", "      status: proposed"],
        ),
        ("objective", {"title": "A", "supports": ["shorten-waits"]}, {}, ["    a:", "      title: A", "      supports: [shorten-waits]", "      status: proposed"]),
        ("strategy", {"title": "Grow, slowly"}, {}, ['    grow-slowly: {title: "Grow, slowly", status: proposed}']),
        ("person", {"name": "Bo", "role": "Head of IT", "level": "manager", "unit": "pmo"}, {}, ["  head-of-it: {name: Bo, role: Head of IT, level: manager, unit: pmo}"]),
        ("customer", {"title": "Finance", "needs": ["a", "b, c"]}, {}, ['  finance: {name: Finance, needs: [a, "b, c"]}']),
        ("goal", {"title": "G"}, {"of": "clinics"}, ["  clinics: {name: Clinics, goals: {g: {title: G, status: proposed}}}"]),
        ("service", {"title": "S", "serves": ["first"], "status": "approved"}, {}, ["  services:", "    s:", "      title: S", "      serves: [first]", "      status: approved"]),
        (
            "measure",
            {"title": "Days", "unit": "days", "baseline.value": "41 days", "baseline.date": "2025-12-31", "target.value": "14", "target.by": "2026-12-31", "stage": "outcome"},
            {},
            ["      measures:", "        days:", "          title: Days", "          unit: days", "          direction: decrease", "          stage: outcome", "          baseline: {value: 41, date: 2025-12-31}", "          target: {value: 14, by: 2026-12-31}"],
        ),
        (
            "objective",
            {"title": "T", "unit": "%", "target.value": "5", "baseline.value": "1"},
            {"measure": "Share", "id": "other"},
            ["    other:", "      title: T", "      status: proposed", "      measures:", "        share:", "          title: Share", '          unit: "%"', "          direction: increase", "          baseline: {value: 1}", "          target: {value: 5}"],
        ),
        ("initiative", {"title": "I", "supports": ["first=x y"], "budget": "1 200 000"}, {}, ["initiatives:", "  i:", "    title: I", "    supports:", "      first: x y", "    budget: 1200000", "    status: proposed"]),
        ("value", {"title": "V"}, {}, ["  values:", "    v:", "      title: V"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_it_stands_with_its_like_in_the_same_hand(new, kind, given, options, added):
    root, code, text = new(kind, given=given, **options)
    assert code is ExitCode.CLEAN
    before = SMALL["pmo.yaml"].splitlines()
    rest = list((root / "pmo.yaml").read_text("utf-8").splitlines())
    for line in before:
        # A goal of a customer in braces goes into the line of that customer.
        if line in rest:
            rest.remove(line)
    assert rest == added
    assert text.startswith(f"New {kind}: `")
    loaded = load_plan(root)
    assert not loaded.faults


SPLIT = {
    "pmo.yaml": "pmo: {name: P}\n",
    "people.yaml": "people:\n  ann: {name: Ann}\n",
    "objectives/one.yaml": "# yaml-language-server: $schema=../.pmo/x.json\r\npmo:\r\n    objectives:\r\n        one:\r\n            title: One\r\n",
    "objectives/two.yaml": "pmo:\n  objectives:\n    two:\n      title: Two\n",
}


def test_where_each_has_a_file_of_its_own_so_has_the_new_one(new):
    root, _, text = new("objective", files=SPLIT, given={"title": "Three"})
    assert (root / "objectives/three.yaml").read_text("utf-8") == (
        "pmo:\n  objectives:\n    three:\n      title: Three\n      status: proposed\n"
    )
    assert "Written: " in text
    assert {path: data for path, data in texts(root).items() if "three" not in path} == {
        path: content.encode() for path, content in SPLIT.items()
    }


def test_a_new_file_begins_as_its_neighbour(new):
    files = {path: text for path, text in SPLIT.items() if "two" not in path}
    root, _, _ = new("objective", files=files, given={"title": "Three"})
    assert (root / "objectives/three.yaml").read_bytes() == (
        b"# yaml-language-server: $schema=../.pmo/x.json\r\npmo:\r\n    objectives:\r\n        three:\r\n            title: Three\r\n"
        b"            status: proposed\r\n"
    )


def test_the_first_of_its_kind_gets_a_file_where_a_plan_has_several(new):
    root, _, _ = new("customer", files=SPLIT, given={"name": "Clinics"})
    assert (root / "customers.yaml").read_text("utf-8") == "customers:\n  clinics:\n    name: Clinics\n"


def test_a_file_may_be_named(new):
    root, _, _ = new("objective", files=SPLIT, given={"title": "Three"}, file="objectives/two.yaml")
    assert lines_added(root, SPLIT, "objectives/two.yaml") == [
        "    three:",
        "      title: Three",
        "      status: proposed",
    ]
    for path in ("/tmp/x.yaml", "../x.yaml", "a/.b.yaml", "x.txt"):  # noqa: S108 -- refused
        with pytest.raises(UsageError):
            new("objective", root=root, given={"title": "Four"}, file=path)


def test_ids_in_alphabetical_order_stay_so(new):
    files = {"pmo.yaml": "people:\n  a: A\n  b: B\n  d: D\n  e: E\n"}
    root, _, _ = new("person", files=files, given={"name": "C"})
    assert (root / "pmo.yaml").read_text("utf-8").splitlines()[3:5] == ["  c:", "    name: C"]


def test_an_id_that_is_taken_gets_a_number_and_a_given_one_is_refused(new):
    root, _, text = new("objective", given={"title": "First"})
    assert text.startswith("New objective: `first-2`.")
    before = texts(root)
    with pytest.raises(
        UsageError, match=r"The id `first` is taken \(pmo\.yaml:10\), and nothing is overwritten. `first-3` is free"
    ):
        new("objective", root=root, given={"title": "X"}, id="first")
    assert texts(root) == before


def test_a_file_in_the_way_is_never_overwritten(new):
    files = {**SPLIT, "objectives/.gitignore": "three.yaml\n", "objectives/three.yaml": "mine\n"}
    with pytest.raises(PmoError, match=r"objectives/three\.yaml is there already"):
        new("objective", files=files, given={"title": "Three"})


@pytest.mark.parametrize(
    ("kind", "given", "options", "message"),
    [
        ("objectve", {}, {}, "`objectve` is nothing that can be added. Did you mean `objective`?"),
        ("objective", {}, {}, "Say what it is called: `pmo new objective --title …`"),
        ("person", {}, {}, "`pmo new person --name …`"),
        ("objective", {"title": "!!"}, {}, "No id can be made of that title"),
        (
            "objective",
            {"title": "A", "owner": "an"},
            {},
            "`an`, which --owner names, is not in the plan. Did you mean `ann`?",
        ),
        ("objective", {"title": "A", "owner": "clinics"}, {}, "`clinics`, which --owner names, is something else."),
        (
            "objective",
            {"title": "A", "supports": ["waiting times=x"]},
            {},
            "With such words there are `shorten-waits`.",
        ),
        ("objective", {"title": "A", "unit": "days"}, {}, "--unit belongs to a measure: name it with --measure."),
        ("objective", {"title": "A", "colour": "red"}, {}, "An objective has no key `colour`."),
        ("objective", {"title": "A", "due": "soon"}, {}, "`due` cannot be read: `soon` is not a date"),
        (
            "objective",
            {"title": "A", "status": "aproved"},
            {},
            "`aproved` is no `status`: choose draft, proposed, approved, retired. Did you",
        ),
        ("objective", {"title": ["A", "B"]}, {}, "`title` takes one value, and 2 were given."),
        ("objective", {"title": "A", "measures": "x"}, {}, "`measures` cannot be given here. Write it in the file."),
        ("measure", {"title": "A", "target.vlaue": "3"}, {}, "`target` has no key `vlaue`. Did you mean `value`?"),
        ("measure", {"title": "A", "target.value": "x"}, {}, "`target.value` cannot be read: `x` is not a number"),
        ("measure", {"title": "A"}, {"of": "frist"}, "There is no objective `frist`. Did you mean `first`?"),
        ("person", {"name": "A"}, {"of": "pmo"}, "--of is not for a person"),
        (
            "objective",
            {"title": "A"},
            {"of": "clinic"},
            "`clinic` is nobody who can have an objective. Did you mean `clinics`?",
        ),
        ("service", {"title": "A"}, {"of": "clinics"}, "`clinics` is nobody who can have a service."),
        ("person", {"name": "A"}, {"measure": "M"}, "--measure is for an objective"),
    ],
)
def test_what_means_nothing_is_refused_with_what_to_do(new, kind, given, options, message):
    with pytest.raises(UsageError) as error:
        new(kind, given=given, **options)
    assert message in str(error.value)


def test_a_dry_run_shows_all_and_writes_nothing(new):
    root, code, text = new("objective", given={"title": "Second"}, dry_run=True)
    assert code is ExitCode.CLEAN
    assert texts(root) == {path: content.encode() for path, content in SMALL.items()}
    assert "+    second:\n+      title: Second\n" in text
    assert "What `pmo check` still wants of it:" in text


def test_it_tells_what_the_check_still_wants(new):
    root, _, text = new("objective", given={"title": "Second", "owner": "ann"})
    wanted = [f for f in check(load_plan(root), TODAY).findings if f.element == "second"]
    assert wanted
    for finding in wanted:
        assert f"{finding.rule}: {finding.message}\n    {finding.fix}\n" in text
    assert "objective-without-owner" not in text.partition("elsewhere")[0]


def test_a_text_of_any_kind_is_no_way_into_the_file(new):
    root, _, _ = new(
        "objective", given={"title": "x\n  evil: {a: b} # c", "statement": '": }\n', "owner": "ann"}, id="e"
    )
    element = load_plan(root).plan.elements["e"]
    assert (element.title, element.statement) == ("x evil: {a: b} # c", '": }')


class TestQuestions:
    """On a terminal it asks for what was not given, and links are found by words."""

    def test_an_objective_with_link_and_measure(self, new):
        console = Answers(
            "Faster rooms", "", "Ann", "clinic", "waits", "rooms open late, lists grow", "Days to open", "days", "40", "", "20", "2027-06-30", "monthly"
        )  # fmt: skip
        root, code, _ = new("objective", ask=True, console=console)
        assert code is ExitCode.CLEAN
        assert lines_added(root, SMALL) == [
            "    faster-rooms:", "      title: Faster rooms", "      owner: ann", "      for: [clinics]", "      supports:",
            "        shorten-waits: rooms open late, lists grow", "      status: proposed", "      measures:", "        days-to-open:",
            "          title: Days to open", "          unit: days", "          direction: decrease", "          frequency: monthly",
            "          baseline: {value: 40, date: 2026-06-30}", "          target: {value: 20, by: 2027-06-30}",
        ]  # fmt: skip
        assert any("Shorten waits (shorten-waits)" in line for line in console.shown)

    def test_everything_but_the_name_may_be_skipped(self, new):
        root, _, _ = new("objective", ask=True, console=Answers("Faster rooms", *[""] * 9))
        assert lines_added(root, SMALL) == ["    faster-rooms:", "      title: Faster rooms", "      status: proposed"]

    def test_of_several_the_number_chooses_and_other_words_search_again(self, new):
        files = {"pmo.yaml": SMALL["pmo.yaml"].replace("people:", "    cut-waits: {title: Cut waits again}\npeople:")}
        console = Answers("Rooms", "", "", "", "nothing like it", "waits", "2", "", "")
        root, _, _ = new("objective", files=files, ask=True, console=console)
        assert "      supports: [cut-waits]" in lines_added(root, files)

    def test_a_taken_or_bad_id_is_asked_for_again(self, new):
        console = Answers("Rooms", "first", "a b", "rooms-2", *[""] * 9)
        root, _, _ = new("objective", ask=True, console=console)
        assert "    rooms-2:" in lines_added(root, SMALL)
        assert sum("Choose another." in line for line in console.shown) == 2

    def test_a_person_and_a_customer(self, new):
        root, _, _ = new("person", ask=True, console=Answers("Bo", "", "Head of IT", "9", "2", "clinics"))
        assert lines_added(root, SMALL) == ["  bo: {name: Bo, role: Head of IT, level: manager, unit: clinics}"]
        root, _, _ = new(
            "customer", root=root, ask=True, console=Answers("Finance", "", "numbers on time", "fewer forms", "")
        )
        assert load_plan(root).plan.elements["finance"].needs == ("numbers on time", "fewer forms")

    def test_a_measure(self, new):
        console = Answers("Days", "days", "5", "2026-05-31", "3", "2026-12-31", "monthly", "")
        root, _, _ = new("measure", ask=True, console=console)
        assert load_plan(root).plan.elements["days"].target.value == 3

    @pytest.mark.parametrize("answers", [(), ("Rooms",), ("Rooms", "", "Ann")])
    def test_stopping_anywhere_writes_nothing(self, new, tmp_path, answers):
        with pytest.raises(StoppedError):
            new("objective", ask=True, console=Answers(*answers))
        assert texts(tmp_path / "plan") == {path: content.encode() for path, content in SMALL.items()}

    def test_without_a_name_and_an_id_there_is_nothing_to_add(self, new):
        with pytest.raises(UsageError, match="nothing to add"):
            new("objective", ask=True, console=Answers("", ""))


def test_words_find_what_is_meant(written):
    plan = load_plan(
        written(
            {
                "pmo.yaml": "organization: {strategies: {shorten-waits: {title: Shorten waits, statement: Patients wait too long}, hold-costs: {title: Hold costs}, near-home: {title: Care near home, statement: the long way to the clinic}}}\n"
            }
        )
    ).plan
    strategies = plan.organization.strategies
    assert [s.id for s in ranked("waiting", strategies)] == ["shorten-waits"]
    assert [s.id for s in ranked("the cost of it", strategies)] == ["hold-costs"]
    assert [s.id for s in ranked("long", strategies)] == ["shorten-waits", "near-home"]
    assert ranked("zebra", strategies) == []


def test_every_kind_knows_its_keys_and_their_order():
    for kind in KINDS.values():
        assert set(kind.shape.fields) - set(ORDER) <= {
            "waive", "milestones", "readings", "paused", "result", "note", "successor", "values", "goals", "strategies", "objectives",
            "mission", "vision", "tail", "perspectives", "title", "extra", "benefits",
        }  # fmt: skip
        assert kind.shape.bare in {"title", "name"}


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.sampled_from(sorted(KINDS)), st.text(max_size=30), st.booleans())
def test_any_layout_takes_any_kind(tmp_path_factory, seed, kind, text, with_title):
    plan = {
        "organization": {"strategies": {"s": {"title": "S"}, "t": None}},
        "people": {"ann": "Ann"},
        "customers": {"c": {"name": "C"}},
        "pmo": {"objectives": {"o": {"title": "O", "measures": {"m": {"unit": "days"}}}}, "values": None},
    }
    root = tmp_path_factory.mktemp("plan")
    before = Writer(seed).file(plan)
    (root / "pmo.yaml").write_bytes(before.encode())
    name = KINDS[kind].shape.bare or "title"
    given_ = {name: [text]} if with_title and text.split() else {name: ["Plain"]}
    of = {"measure": "o"}.get(kind)
    run(Request(path=root, today=TODAY, kind=kind, given=given_, id="new-1", of=of), style=PLAIN, stream=StringIO())
    loaded = load_plan(root)
    assert not [fault for fault in loaded.faults if fault.rule != "wrong-value"]
    element = loaded.plan.elements["new-1"]
    assert (getattr(element, name) or "") == " ".join(given_[name][0].split())
    after = (root / "pmo.yaml").read_bytes().decode()
    gone = Counter(before.splitlines()) - Counter(after.splitlines())
    assert gone.total() <= 1
    assert {"s", "ann", "c", "o", "m"} <= set(loaded.plan.elements)


class TestTheRealCommand:
    """`pmo new` as people run it, in the health network's plan."""

    def test_an_objective_of_the_example(self, pmo, example):
        before = texts(example)
        done = pmo(
            example, "new", "objective", "--title", "Lessons reach the next project", "--owner", "head-of-pmo", "--for", "finance",
            "--supports", "live-within-means=the same mistake is paid for twice", "--measure", "Lessons used", "--unit", "%", "--baseline", "10",
            "--target", "60", "--by", "2027-06-30", "--set", "frequency=quarterly", "--set", "stage=outcome",
        )  # fmt: skip
        assert (done.code, done.err) == (0, "")
        after = texts(example)
        assert set(after) - set(before) == {"objectives/lessons-reach-the-next-project.yaml"}
        assert all(after[path] == data for path, data in before.items())
        assert "too-many-objectives" in done.out

    def test_exit_codes(self, pmo, example):
        before = texts(example)
        assert pmo(example, "new").code == 2
        assert pmo(example, "new", "objective").code == 2
        assert pmo(example, "new", "objective", "--title", "X", "--set", "x").code == 2
        assert pmo(example, "new", "person", "--name", "Bo", "--dry-run").code == 0
        assert texts(example) == before
