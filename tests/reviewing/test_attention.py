"""What a review must look at now, and why."""

import datetime as dt

import pytest

from pmo.attention import Attention, Why
from pmo.engine import alignment_of, thresholds_of
from pmo.fingerprint import fingerprint
from pmo.reader.load import load_plan
from pmo.terms import ReviewKind

TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def attention(plan):
    def build(reviews="", day=TODAY):
        (plan / "reviews" / "more.yaml").write_text(f"reviews:\n{reviews or '  {}'}\n", encoding="utf-8")
        loaded = load_plan(plan)
        assert loaded.faults == ()
        return Attention(alignment_of(loaded.plan, day), thresholds_of(loaded.plan))

    return build


@pytest.fixture
def seen(plan):
    """The fingerprints of the plan as it stands."""
    elements = load_plan(plan).plan.elements
    return {name: fingerprint(element, elements) for name, element in elements.items()}


def looks(attention, kind=None):
    return {look.element.id: look.why for look in attention.looks(kind)}


def confirmed(seen, *names, date="2026-06-01", kind="alignment", more=""):
    marks = ", ".join(f'{name}: "{seen.get(name, name)}"' for name in names)
    return f"  r{date}-{kind}: {{kind: {kind}, date: {date}, confirmed: {{{marks}}}{more}}}"


def test_what_no_review_confirmed_is_looked_at_by_the_kind_that_is_for_it(attention):
    found = attention()
    never = Why.NEVER
    assert looks(found, ReviewKind.ALIGNMENT) == {"rosters": never, "found": never}
    assert looks(found, ReviewKind.PLANNING) == {
        "open-longer": never, "fewer-losses": never, "rosters": never, "found": never,
    }  # fmt: skip
    assert looks(found, ReviewKind.MISSION_VISION) == {"organization": never, "pmo": never}
    assert looks(found, ReviewKind.SIGNOFF) == {"pmo": never}
    assert set(looks(found)) == {"organization", "pmo", "open-longer", "fewer-losses", "rosters", "found"}


def test_what_was_confirmed_lately_is_left_in_peace(attention, seen):
    assert looks(attention(confirmed(seen, "rosters", "found")), ReviewKind.ALIGNMENT) == {}


def test_what_changed_is_looked_at_and_so_is_what_supports_something_that_changed(attention, seen, plan):
    file = plan / "organization.yaml"
    file.write_text(file.read_text("utf-8").replace("Open when people have time", "Open at night"), encoding="utf-8")
    found = attention(confirmed(seen, "rosters", "found", "open-longer"))
    assert looks(found, ReviewKind.ALIGNMENT) == {"rosters": Why.CHANGED, "open-longer": Why.CHANGED}
    (rosters, _) = found.looks(ReviewKind.ALIGNMENT)
    assert rosters.seen == seen["rosters"]
    assert rosters.review.id == "r2026-06-01-alignment"


def test_a_changed_charter_is_no_matter_of_an_alignment_review(attention, seen, plan):
    marks = (
        confirmed(seen, "rosters", "found") + "\n" + confirmed(seen, "pmo", kind="signoff", more=", signed: [director]")
    )
    file = plan / "pmo.yaml"
    file.write_text(
        file.read_text("utf-8").replace("Help the branches carry", "Make the branches carry"), encoding="utf-8"
    )
    assert looks(attention(marks), ReviewKind.ALIGNMENT) == {}
    assert looks(attention(marks), ReviewKind.SIGNOFF) == {"pmo": Why.CHANGED}
    assert looks(attention(marks))["pmo"] is Why.CHANGED


def test_a_confirmation_grows_old_with_the_cadence(attention, seen):
    marks = confirmed(seen, "rosters", "found", date="2026-04-01")
    assert looks(attention(marks, dt.date(2026, 6, 30)), ReviewKind.ALIGNMENT) == {}
    assert looks(attention(marks, dt.date(2026, 7, 1)), ReviewKind.ALIGNMENT) == {"rosters": Why.DUE, "found": Why.DUE}


def test_whoever_held_the_review_may_say_when_it_is_due_again(attention, seen):
    marks = confirmed(seen, "rosters", "found", date="2026-04-01", more=", next: 2026-10-01")
    assert looks(attention(marks, dt.date(2026, 9, 30)), ReviewKind.ALIGNMENT) == {}
    assert set(looks(attention(marks, dt.date(2026, 10, 1)), ReviewKind.ALIGNMENT)) == {"rosters", "found"}
    sooner = confirmed(seen, "rosters", "found", date="2026-06-01", more=", next: 2026-06-20")
    assert set(looks(attention(sooner), ReviewKind.ALIGNMENT)) == {"rosters", "found"}


def test_what_one_review_left_out_is_due_before_the_next(attention, seen):
    marks = (
        confirmed(seen, "rosters", "found", date="2026-03-01") + "\n" + confirmed(seen, "rosters", date="2026-05-30")
    )
    assert looks(attention(marks), ReviewKind.ALIGNMENT) == {"found": Why.DUE}


def test_a_kind_that_was_never_held_looks_at_all_of_its_own(attention, seen):
    marks = confirmed(seen, "open-longer", "fewer-losses", "rosters", "found")
    assert set(looks(attention(marks), ReviewKind.PLANNING)) == {"open-longer", "fewer-losses", "rosters", "found"}
    assert set(looks(attention(marks))) == {"organization", "pmo"}


def test_a_note_between_two_reviews_confirms_and_holds_no_review(attention, seen):
    marks = f'  note: {{date: 2026-06-29, confirmed: {{rosters: "{seen["rosters"]}", found: "{seen["found"]}"}}}}'
    found = attention(marks, dt.date(2026, 6, 29))
    assert looks(found, ReviewKind.ALIGNMENT) == {}
    (alignment,) = [cadence for cadence in found.cadences() if cadence.kind is ReviewKind.ALIGNMENT]
    assert (alignment.last.id, alignment.due) == ("2026-q1", dt.date(2026, 6, 30))
    # The next day the review itself is due, and looks at everything once more.
    assert set(looks(attention(marks), ReviewKind.ALIGNMENT)) == {"rosters", "found"}


def test_a_signature_under_the_charter_as_it_stands_needs_no_other(attention, seen):
    signed = confirmed(seen, "pmo", kind="signoff", more=", signed: [director]")
    assert looks(attention(signed), ReviewKind.SIGNOFF) == {}


def test_drafts_retired_elements_and_an_organization_that_says_nothing_are_left_out(attention, plan):
    (plan / "organization.yaml").write_text(
        "organization: {strategies: {open-longer: Open, old: {status: retired}}}\n", "utf-8"
    )
    (plan / "objectives" / "found.yaml").write_text("pmo: {objectives: {found: {status: draft}}}\n", "utf-8")
    assert set(looks(attention())) == {"pmo", "open-longer", "rosters"}


def test_of_two_confirmations_on_one_day_that_of_the_present_text_counts(attention, seen):
    """Files have no order in time: a text that was confirmed, changed, and confirmed again is confirmed."""
    for order in (("aaaaaaaaaaaa", seen["rosters"]), (seen["rosters"], "aaaaaaaaaaaa")):
        marks = "\n".join(
            f'  r{n}: {{kind: alignment, date: 2026-06-30, confirmed: {{rosters: "{mark}", found: "{seen["found"]}"}}}}'
            for n, mark in enumerate(order)
        )
        assert looks(attention(marks), ReviewKind.ALIGNMENT) == {}
        signed = "\n".join(
            f'  s{n}: {{kind: signoff, date: 2026-06-30, signed: [director], confirmed: {{pmo: "{mark}"}}}}'
            for n, mark in enumerate(seen["pmo"] if m == seen["rosters"] else m for m in order)
        )
        assert looks(attention(signed), ReviewKind.SIGNOFF) == {}
    older = f'  a: {{date: 2026-06-29, confirmed: {{rosters: "{seen["rosters"]}"}}}}\n  b: {{date: 2026-06-30, confirmed: {{rosters: aaaaaaaaaaaa}}}}'
    assert looks(attention(older), ReviewKind.ALIGNMENT)["rosters"] is Why.CHANGED
