"""The questions asked of the graph, each with a small plan whose answer is worked by hand."""

import datetime as dt

import pytest
from by_hand import TODAY, day, measure

from pmo.align import active, complete, months_later
from pmo.answers import Rung
from pmo.fingerprint import fingerprint
from pmo.progress import State
from pmo.terms import Frequency, ReviewKind

# A measure that is complete and whose reading is fresh on the day; half the way, half the time.
MEASURE = (
    "unit: days, direction: increase, frequency: monthly, baseline: {value: 0, date: 2026-01-01}, "
    "target: {value: 100, by: 2026-12-31}, readings: {2026-06-30: §}"
)


def measured(value="50", name="m"):
    return f"{{{name}: {{{MEASURE.replace('§', value)}}}}}"


def plan(objectives="", strategies="grow: Grow\n", **more):
    """A plan with objectives of the PMO and strategies of the organization, as YAML lines."""

    def indented(lines, spaces):
        return "".join(f"{' ' * spaces}{line}\n" for line in lines.splitlines())

    text = f"pmo:\n  objectives:\n{indented(objectives, 4)}organization:\n  strategies:\n{indented(strategies, 4)}"
    return text + "".join(f"{name}:\n{indented(lines, 2)}" for name, lines in more.items())


class TestActive:
    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            ("{}", True),
            ("{status: approved}", True),
            ("{status: proposed}", True),
            ("{status: draft}", False),
            ("{status: retired}", False),
            ("{until: 2026-06-30}", True),
            ("{until: 2026-06-29}", False),
            ("{from: 2027-01-01}", True),
            ("{status: retired, until: 2030-01-01}", False),
        ],
    )
    def test_proposed_or_approved_and_not_over(self, aligned, keys, expected):
        found = aligned(plan(strategies=f"s: {keys}\n"))
        assert active(found.plan.elements["s"], TODAY) is expected
        assert [strategy.id for strategy in found.strategies] == (["s"] if expected else [])

    def test_strategies_left_to_others_are_counted_apart(self, aligned):
        found = aligned(
            plan(strategies="a: A\nb: {pmo_role: none, because: bought in}\nc: {pmo_role: none, until: 2025-01-01}\n")
        )
        assert [s.id for s in found.strategies] == ["a"]
        assert [s.id for s in found.left_to_others] == ["b"]

    def test_drafts_are_told(self, aligned):
        found = aligned(plan("a: {status: draft}\nb: B\n", strategies="s: {status: draft}\n"))
        assert [element.id for element in found.drafts] == ["a", "s"]
        assert [o.id for o in found.objectives] == ["b"]


class TestCoverage:
    PLAN = plan(
        "a: {supports: {grow: so}}\nb: {supports: [grow, save]}\nc: {supports: health}\nd: D\n"
        "e: {status: draft, supports: cut}\nf: {supports: gone}\n",
        "grow: G\nsave: S\ncut: C\nold: {until: 2020-01-01}\nnone: {pmo_role: none}\n",
    ).replace("organization:\n", "organization:\n  goals: {health: Health}\n")

    def test_both_ways_as_lists_and_nothing_is_lost(self, aligned):
        coverage = aligned(self.PLAN).coverage
        assert [s.id for s in coverage.covered] == ["grow", "save"]
        assert [s.id for s in coverage.uncovered] == ["cut"]
        # A goal of the organization is as good as a strategy; an id that leads nowhere is not.
        assert [o.id for o in coverage.traced] == ["a", "b", "c"]
        assert [o.id for o in coverage.untraced] == ["d", "f"]

    def test_the_parts_sum_to_the_whole(self, aligned):
        found = aligned(self.PLAN)
        coverage = found.coverage
        assert sorted(s.id for s in (*coverage.covered, *coverage.uncovered)) == sorted(s.id for s in found.strategies)
        assert sorted(o.id for o in (*coverage.traced, *coverage.untraced)) == sorted(o.id for o in found.objectives)

    def test_links_are_live_and_from_active_objectives_to_the_organization(self, aligned):
        links = aligned(self.PLAN).links
        assert [(link.source.id, link.target.id) for link in links] == [
            ("a", "grow"),
            ("b", "grow"),
            ("b", "save"),
            ("c", "health"),
        ]

    def test_the_reverse_index(self, aligned):
        found = aligned(self.PLAN)
        assert [support.source.id for support in found.supports["grow"]] == ["a", "b"]
        assert "cut" not in found.supports

    def test_a_retired_strategy_traces_nothing(self, aligned):
        found = aligned(plan("a: {supports: old}\n", "old: {status: retired}\n"))
        assert found.coverage.untraced == found.objectives
        assert not found.live(found.objectives[0].supports[0])


class TestClaims:
    CUSTOMER = "clinics:\n  objectives: {visits: {supports: {grow: patients}}}\n  strategies: {open: {supports: {grow: reach}}}\n"

    def claims(self, found, target="grow"):
        return [(claim.objective.id, [link.target for link in claim.path]) for claim in found.claims.get(target, ())]

    def test_a_claim_may_lead_through_a_customers_objective_or_strategy(self, aligned):
        found = aligned(plan("a: {supports: {visits: so}}\nb: {supports: {open: so}}\n", customers=self.CUSTOMER))
        assert self.claims(found) == [("a", ["visits", "grow"]), ("b", ["open", "grow"])]
        assert found.traced == {"a", "b"}
        assert [s.id for s in found.coverage.covered] == ["grow"]

    def test_a_claim_may_lead_through_another_objective_of_the_pmo_or_of_the_organization(self, aligned):
        text = plan("a: {supports: {b: so}}\nb: {supports: {reach: so}}\n")
        found = aligned(
            text.replace("organization:\n", "organization:\n  objectives: {reach: {supports: {grow: so}}}\n")
        )
        assert self.claims(found) == [("a", ["b", "reach", "grow"]), ("b", ["reach", "grow"])]
        assert self.claims(found, "reach") == [("a", ["b", "reach"]), ("b", ["reach"])]

    def test_the_pmos_own_strategies_lead_nowhere(self, aligned):
        text = plan("a: {supports: {ours: so}}\n")
        found = aligned(text.replace("pmo:\n", "pmo:\n  strategies: {ours: {supports: {grow: so}}}\n"))
        assert found.claims == {}
        assert [o.id for o in found.coverage.untraced] == ["a"]

    def test_what_is_no_longer_active_breaks_the_chain(self, aligned):
        customers = self.CUSTOMER.replace("{visits: {", "{visits: {status: retired, ")
        assert aligned(plan("a: {supports: {visits: so}}\n", customers=customers)).claims == {}

    def test_circles_end(self, aligned):
        found = aligned(plan("a: {supports: {b: x, a: x}}\nb: {supports: {a: x, grow: x}}\n"))
        assert self.claims(found) == [("a", ["b", "grow"]), ("b", ["grow"])]

    def test_the_shortest_way_counts_unless_another_is_sounder(self, aligned):
        found = aligned(plan("a: {supports: {grow: so, visits: so}}\n", customers=self.CUSTOMER))
        assert self.claims(found) == [("a", ["grow"])]
        secondary = "a: {supports: {grow: {because: so, strength: secondary}, visits: so}}\n"
        found = aligned(plan(secondary, customers=self.CUSTOMER))
        assert self.claims(found) == [("a", ["visits", "grow"])]
        assert found.claims["grow"][0].link.target == "visits"

    def test_a_weak_way_is_taken_where_there_is_no_other(self, aligned):
        found = aligned(plan("a: {supports: [visits]}\n", customers=self.CUSTOMER))
        assert self.claims(found) == [("a", ["visits", "grow"])]
        assert found.ladder[0].rung is Rung.LINKED

    def test_a_long_chain_is_followed_without_recursion(self, aligned):
        length = 300
        lines = "".join(f"o{number}: {{supports: {{o{number + 1}: so}}}}\n" for number in range(length))
        found = aligned(plan(f"{lines}o{length}: {{supports: {{grow: so}}}}\n", "grow: G\n"))
        assert len(found.claims["grow"]) == length + 1


class TestLadder:
    @pytest.mark.parametrize(
        ("objective", "rung", "lacks"),
        [
            ("a: A", Rung.UNCOVERED, "no objective supports it"),
            ("a: {status: draft, supports: {grow: so}}", Rung.UNCOVERED, "no objective supports it"),
            ("a: {supports: grow}", Rung.LINKED, "the link has no reason"),
            ("a: {supports: {grow: {because: so, strength: secondary}}}", Rung.LINKED, "only a secondary link"),
            ("a: {supports: {grow: so}}", Rung.REASONED, "no owner"),
            ("a: {supports: {grow: so}, owner: ann}", Rung.REASONED, "no complete measure"),
            (
                "a: {supports: {grow: so}, owner: ann, measures: {m: {unit: days}}}",
                Rung.REASONED,
                "no complete measure",
            ),
            (f"a: {{supports: {{grow: so}}, measures: {measured()}}}", Rung.REASONED, "no owner"),
            (
                f"a: {{supports: {{grow: so}}, owner: ann, measures: {measured().replace('readings: {2026-06-30: 50}', 'readings: {}')}}}",
                Rung.MEASURABLE,
                "no fresh reading",
            ),
            (
                f"a: {{supports: {{grow: so}}, owner: ann, measures: {measured().replace('2026-06-30: 50', '2026-05-01: 50')}}}",
                Rung.MEASURABLE,
                "no fresh reading",
            ),
            (
                f"a: {{supports: {{grow: so}}, owner: ann, measures: {measured('0')}}}",
                Rung.EVIDENCED,
                "not better than its baseline",
            ),
            (
                f"a: {{supports: {{grow: so}}, owner: ann, measures: {measured('1')}}}",
                Rung.MOVING,
                "target not met yet",
            ),
            (f"a: {{supports: {{grow: so}}, owner: ann, measures: {measured('100')}}}", Rung.ACHIEVED, ""),
        ],
    )
    def test_each_rung_needs_what_it_says_and_all_those_below(self, aligned, objective, rung, lacks):
        (climb,) = aligned(plan(objective)).ladder
        assert (climb.rung, climb.lacks) == (rung, lacks)

    def test_the_best_claim_counts(self, aligned):
        found = aligned(
            plan(
                f"a: {{supports: grow}}\nb: {{supports: {{grow: so}}, owner: ann, measures: {measured('40')}}}\nc: {{supports: {{grow: so}}}}\n"
            )
        )
        (climb,) = found.ladder
        assert (climb.rung, climb.claim.objective.id) == (Rung.MOVING, "b")
        assert found.climb(climb.strategy, Rung.LINKED).rung is Rung.LINKED

    def test_one_target_of_two_is_no_achievement(self, aligned):
        two = f"{{{measured('100')[1:-1]}, {measured('10', 'n')[1:-1]}}}"
        found = aligned(plan(f"a: {{supports: {{grow: so}}, owner: ann, measures: {two}}}"))
        assert found.ladder[0].rung is Rung.MOVING
        assert found.roll_up(found.objectives[0]).state is State.OFF_TRACK

    def test_what_is_maintained_beside_a_target_needs_no_more_than_its_band(self, aligned):
        kept = "n: {unit: days, direction: maintain, frequency: monthly, band: {low: 2}, readings: {2026-06-30: §}}"
        for value, rung in (("2", Rung.ACHIEVED), ("1", Rung.MOVING)):
            both = f"{{{measured('100')[1:-1]}, {kept.replace('§', value)}}}"
            found = aligned(plan(f"a: {{supports: {{grow: so}}, owner: ann, measures: {both}}}"))
            assert found.ladder[0].rung is rung
        alone = aligned(plan(f"a: {{supports: {{grow: so}}, owner: ann, measures: {{{kept.replace('§', '2')}}}}}"))
        assert alone.ladder[0].rung is Rung.MOVING

    def test_counts_are_cumulative_and_who_fell_off_is_named(self, aligned):
        found = aligned(
            plan(
                "a: {supports: one}\nb: {supports: {two: so, three: so}}\n"
                f"c: {{supports: {{four: so}}, owner: ann, measures: {measured('30')}}}\n",
                "one: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\n",
            )
        )
        counts = {rung: len(found.reached(rung)) for rung in Rung}
        assert counts == {
            Rung.UNCOVERED: 5,
            Rung.LINKED: 4,
            Rung.REASONED: 3,
            Rung.MEASURABLE: 1,
            Rung.EVIDENCED: 1,
            Rung.MOVING: 1,
            Rung.ACHIEVED: 0,
        }
        fell = {rung: [s.id for s in found.fell_off(rung)] for rung in Rung if rung}
        assert fell[Rung.LINKED] == ["five"]
        assert fell[Rung.REASONED] == ["one"]
        assert fell[Rung.MEASURABLE] == ["two", "three"]
        assert fell[Rung.ACHIEVED] == ["four"]
        # Who is at a rung and who fell off below it are all there are.
        for rung in list(Rung)[1:]:
            assert len(found.reached(rung)) + sum(len(fell[lower]) for lower in list(Rung)[1 : rung + 1]) == 5

    def test_leaderships_weights_only_where_all_are_given_and_sum_to_a_hundred(self, aligned):
        objectives = "a: {supports: {one: so}}\n"
        found = aligned(plan(objectives, "one: {weight: 60}\ntwo: {weight: 40}\nleft: {pmo_role: none, weight: 7}\n"))
        assert found.weight_at(Rung.REASONED) == 60
        assert found.weight_at(Rung.MEASURABLE) == 0
        assert found.weight_at(Rung.UNCOVERED) == 100
        for strategies in ("one: {weight: 60}\ntwo: {weight: 39}\n", "one: {weight: 100}\ntwo: 2\n", "one: 1\n"):
            assert aligned(plan(objectives, strategies)).weight_at(Rung.LINKED) is None
        thirds = "".join(f"s{number}: {{weight: {value}}}\n" for number, value in enumerate((33.3, 33.3, 33.4)))
        assert aligned(plan("a: {supports: {s0: so}}\n", thirds)).weight_at(Rung.REASONED) == pytest.approx(33.3)

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({}, True),
            ({"unit": None}, False),
            ({"direction": None}, False),
            ({"frequency": None}, False),
            ({"target": (100, None)}, False),
            ({"target": (None, "2026-12-31")}, False),
            ({"target": None}, False),
            ({"baseline": None}, False),
            ({"baseline": (None, "2026-01-01")}, False),
            ({"baseline": (0, None)}, True),
            ({"direction": "maintain"}, True),
            ({"direction": "maintain", "target": None}, False),
            ({"direction": "maintain", "target": None, "band": (None, None)}, False),
            ({"direction": "maintain", "target": None, "baseline": None, "band": (1, None)}, True),
        ],
    )
    def test_a_complete_measure_can_be_judged(self, aligned, change, expected):
        owned, unowned = aligned(plan("a: {owner: ann}\nb: B\n")).objectives
        found = measure(**{"unit": "days", "frequency": Frequency.MONTHLY} | change)
        assert complete(found, owned) is expected
        assert not complete(found, unowned)


class TestRollUp:
    def test_the_worst_of_its_measures_with_counts(self, aligned):
        parts = ", ".join(
            measured(value, name)[1:-1] for name, value in (("m", "50"), ("n", "100"), ("o", "30"), ("p", "48"))
        )
        found = aligned(plan(f"a: {{measures: {{{parts}}}}}"))
        rolled = found.roll_up(found.objectives[0])
        assert rolled.state is State.AT_RISK
        assert rolled.counts == ((State.AT_RISK, 1), (State.ON_TRACK, 2), (State.MET, 1))
        assert [measured_.id for measured_, _ in rolled.measures] == ["m", "n", "o", "p"]
        assert found.behind(found.objectives[0])

    def test_an_objective_without_measures_is_no_data(self, aligned):
        found = aligned(plan("a: A"))
        rolled = found.roll_up(found.objectives[0])
        assert (rolled.state, rolled.counts, rolled.measures) == (State.NO_DATA, (), ())
        assert not found.behind(found.objectives[0])

    def test_a_measure_that_nobody_reads_makes_a_good_objective_no_data(self, aligned):
        parts = f"{{{measured('60')[1:-1]}, {measured('60', 'n')[1:-1].replace('2026-06-30', '2026-01-31')}}}"
        found = aligned(plan(f"a: {{measures: {parts}}}"))
        assert found.roll_up(found.objectives[0]).state is State.NO_DATA
        assert [measured_.id for _, measured_ in found.overdue_readings] == ["n"]

    def test_when_it_is_due_and_when_it_began(self, aligned):
        text = plan(
            "a: {due: 2026-09-30, measures: {m: {target: {value: 1, by: 2026-12-31}}}}\n"
            "b: {measures: {n: {target: {by: 2026-12-31}, baseline: {date: 2026-02-01}}, o: {target: {by: 2027-06-30}, baseline: {date: 2025-12-31}}}}\n"
            "c: C\n",
            "s: {from: 2025-01-01}\n",
        )
        found = aligned(text)
        assert [found.due(o) and found.due(o).isoformat() for o in found.objectives] == [
            "2026-09-30",
            "2027-06-30",
            None,
        ]
        assert [found.started(o) and found.started(o).isoformat() for o in found.objectives] == [
            None,
            "2025-12-31",
            None,
        ]
        assert found.started(found.strategies[0]) == dt.date(2025, 1, 1)


class TestSpread:
    def test_links_counted_both_ways_and_density(self, aligned):
        found = aligned(
            plan(
                "a: {supports: {one: x, two: x, health: x}}\nb: {supports: [one, one]}\nc: C\nd: {supports: [one, two]}\n",
                "one: 1\ntwo: 2\nthree: 3\n",
            ).replace("organization:\n", "organization:\n  goals: {health: H}\n")
        )
        spread = found.spread
        assert [(o.id, count) for o, count in spread.per_objective] == [("a", 2), ("b", 1), ("c", 0), ("d", 2)]
        assert [(s.id, count) for s, count in spread.per_strategy] == [("one", 3), ("two", 2), ("three", 0)]
        # Five of four times three cells: the doubled link is one, the goal is none.
        assert spread.density == pytest.approx(5 / 12)

    @pytest.mark.parametrize(
        ("objectives", "strategies"), [("a: A", "s: {status: draft}\n"), ("a: {status: draft}", "s: S\n")]
    )
    def test_without_room_no_density(self, aligned, objectives, strategies):
        assert aligned(plan(objectives, strategies)).spread.density is None


class TestConfirmed:
    def text(self, date, fingerprint="§"):
        return plan(
            "a: {title: A, supports: {grow: so}}\nb: {supports: {grow: so}}\n",
            reviews=f"r: {{kind: alignment, date: {date}, confirmed: {{a: {fingerprint}}}}}\n",
        )

    def confirmed(self, aligned, date, today=TODAY):
        elements = aligned(self.text("2020-01-01")).plan.elements
        return aligned(self.text(date, fingerprint(elements["a"], elements)), today)

    @pytest.mark.parametrize(
        ("date", "today", "expected"),
        [
            ("2026-06-30", "2026-06-30", ["a"]),
            ("2026-03-30", "2026-06-30", ["a"]),
            ("2026-03-29", "2026-06-30", []),
            ("2026-07-01", "2026-06-30", []),
            # Three months are three months, however many days they have.
            ("2026-05-31", "2026-08-31", ["a"]),
            ("2026-05-30", "2026-08-31", []),
            ("2025-11-30", "2026-02-28", ["a"]),
        ],
    )
    def test_links_that_a_review_confirmed_within_the_cadence(self, aligned, date, today, expected):
        found = self.confirmed(aligned, date, day(today))
        assert [support.source.id for support in found.confirmed_links] == expected
        assert found.suspect == frozenset()

    def test_a_confirmation_of_another_text_is_suspect_and_confirms_nothing(self, aligned):
        found = aligned(self.text("2026-06-01", "0123456789ab"))
        assert found.suspect == {"a"}
        assert found.confirmed_links == ()
        assert found.ladder[0].lacks == "no owner"
        alone = aligned(
            plan(
                "a: {title: A, supports: {grow: so}}\n", reviews="r: {date: 2026-06-01, confirmed: {a: 0123456789ab}}\n"
            )
        )
        assert (alone.ladder[0].rung, alone.ladder[0].lacks) == (Rung.LINKED, "changed since it was confirmed")

    def test_a_suspect_objective_on_the_way_weakens_the_claim_too(self, aligned):
        found = aligned(
            plan(
                "a: {supports: {visits: so}}\n",
                customers="c: {objectives: {visits: {supports: {grow: so}}}}\n",
                reviews="r: {date: 2026-06-01, confirmed: {visits: 0123456789ab}}\n",
            )
        )
        assert found.ladder[0].lacks == "changed since it was confirmed"

    def test_the_newest_review_by_today_counts(self, aligned):
        text = plan(
            "a: A\n",
            reviews="r: {date: 2026-06-01, confirmed: {a: aaaaaaaaaaaa}}\nq: {date: 2026-05-01, confirmed: {a: bbbbbbbbbbbb}}\nz: {date: 2026-07-01, confirmed: {a: cccccccccccc}}\nn: {confirmed: {a: dddddddddddd}}\n",
        )
        seen, review = aligned(text).confirmations["a"]
        assert (seen, review.id) == ("aaaaaaaaaaaa", "r")


class TestReviews:
    TEXT = plan(
        reviews=(
            "old: {kind: alignment, date: 2025-12-31, decisions: {d1: {question: q, due: 2026-05-01}}}\n"
            "new: {kind: alignment, date: 2026-03-31, decisions: {d2: {question: q}, d3: {question: q, decided: yes}, d4: {question: q, due: 2026-04-01}},"
            " actions: {a1: {what: w, done: 2026-06-30}, a2: {what: w, done: 2026-07-01}, a3: {what: w, due: 2026-01-01}}}\n"
            "sign: {kind: signoff, date: 2026-01-31, signed: [coo]}\n"
            "blank: {kind: signoff, date: 2026-02-28}\n"
            "later: {kind: planning, date: 2026-07-01, decisions: {d5: {question: q}}}\n"
        )
    )

    def test_held_by_today_newest_first(self, aligned):
        found = aligned(self.TEXT)
        assert [review.id for review in found.reviews] == ["new", "blank", "sign", "old"]
        assert found.last_review(ReviewKind.ALIGNMENT).id == "new"
        assert found.last_review(ReviewKind.PLANNING) is None
        assert found.signed_off.id == "sign"

    def test_what_is_open_the_earliest_due_first(self, aligned):
        found = aligned(self.TEXT)
        assert [decision.id for _, decision in found.open_decisions] == ["d4", "d1", "d2"]
        assert [action.id for _, action in found.open_actions] == ["a3", "a2"]


class TestOther:
    def test_balance_over_declared_perspectives_with_the_empty_ones(self, aligned):
        text = plan(
            "a: {perspective: customer}\nb: {supports: [grow, save]}\nc: {supports: health}\nd: {perspective: elsewhere}\n",
            "grow: {perspective: customer}\nsave: {perspective: finance}\n",
        ).replace(
            "organization:\n",
            "organization:\n  perspectives: [finance, customer, learning]\n  goals: {health: {perspective: finance}}\n",
        )
        balance = aligned(text).balance
        assert {name: [o.id for o in objectives] for name, objectives in balance.items()} == {
            "finance": ["b", "c"],
            "customer": ["a", "b"],
            "learning": [],
        }
        assert aligned(plan("a: {perspective: customer}\n")).balance == {}

    def test_assets_serve_an_objective_or_are_mandated_or_neither(self, aligned):
        text = plan("a: A\nold: {status: retired}\nidea: {status: draft}\n").replace(
            "pmo:\n",
            "pmo:\n  processes: {p1: {serves: a}, p2: {serves: old}, p3: {serves: [old, idea]}, p4: {serves: gone}}\n"
            "  templates: {t1: {mandated_by: SOX}, t2: T, t3: {serves: a, mandated_by: SOX}}\n"
            "  tools: {u1: {status: retired}, u2: {status: draft}, u3: {status: proposed}}\n",
        )
        trace = aligned(text).assets
        assert [asset.id for asset in trace.serving] == ["p1", "p3", "t3"]
        assert [asset.id for asset in trace.mandated] == ["t1"]
        assert [asset.id for asset in trace.untraced] == ["p2", "p4", "t2", "u3"]
        assert trace.total == 8

    def test_what_the_pmo_does_for_each_customer(self, aligned):
        text = plan(
            f"a: {{for: c1, measures: {measured('60')}}}\nb: {{for: [c1, c2], status: draft}}\n",
            customers="c1: {objectives: {v1: V, v2: {status: retired}}}\nc2: C\n",
        ).replace("pmo:\n", "pmo:\n  services: {s1: {for: c1}, s2: {for: [c1, c2], status: retired}}\n")
        first, second = aligned(text).customer_value
        assert [o.id for o, _ in first.objectives] == ["v1"]
        assert [(o.id, rolled.state) for o, rolled in first.served_by] == [("a", State.ON_TRACK)]
        assert [s.id for s in first.services] == ["s1"]
        assert (second.objectives, second.served_by, second.services) == ((), (), ())

    def test_initiatives_that_support_something_directly(self, aligned):
        found = aligned(
            plan(
                "a: A\n", initiatives="i1: {supports: a}\ni2: {supports: a, until: 2026-01-01}\ni3: {supports: grow}\n"
            )
        )
        assert [i.id for i in found.initiatives_for(found.objectives[0])] == ["i1"]

    def test_nothing_at_all_is_answered_too(self, aligned):
        found = aligned("")
        assert (found.ladder, found.links, found.customer_value, found.reviews) == ((), (), (), ())
        assert found.spread.density is None
        assert found.assets.total == 0
        assert found.weight_at(Rung.LINKED) is None
        assert found.signed_off is None

    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2026-08-31", -3, "2026-05-31"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2026-12-15", 12, "2027-12-15"),
            ("2026-01-15", -1, "2025-12-15"),
            ("2026-01-15", 0, "2026-01-15"),
            ("2026-01-15", 1e9, "9999-05-15"),
        ],
    )
    def test_months_are_those_of_the_calendar(self, start, months, end):
        assert months_later(day(start), months) == day(end)
