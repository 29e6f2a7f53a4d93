"""The alignment graph, and the questions asked of it. Checks and reports ask these same queries.

Sources: the evidence ladder follows OpenFastTrace's shallow and deep coverage; roll-up as worst-of with counts follows the design's
alignment maths; links channel efforts towards desired results (BMM). There is no single alignment score, on purpose:
a link is a claim, a reading is evidence, and one number would hide which of them is missing.

Words: an element is *active* when it is proposed or approved and its period has not ended. S are the organization's active strategies
without those left to others (`pmo_role: none`), O the PMO's active objectives, L the *live* links: from O to an active
element of the organization.
"""

import datetime as dt
from collections import Counter, deque
from functools import cached_property

from pmo import reasons
from pmo.answers import AssetTrace, Claim, Climb, Coverage, CustomerValue, RollUp, Rung, Spread, Support
from pmo.model import Asset, Course, Element, Initiative, Link, Measure, Objective, Party, Plan, Service, Strategy
from pmo.oversight import Oversight, months_later
from pmo.progress import Standing, State, Tolerance, better, has_band, maintained, newest, stale, standing, worst
from pmo.terms import Direction, PmoRole, Status, Strength

BEHIND = frozenset({State.AT_RISK, State.OFF_TRACK, State.MISSED})


def active(element: Element, today: dt.date) -> bool:
    """Whether the element counts on `today`: proposed or approved, and its period (`until`) not over."""
    if getattr(element, "status", Status.APPROVED) not in (Status.PROPOSED, Status.APPROVED):
        return False
    until = getattr(element, "until", None)
    return until is None or until >= today


class Alignment(Oversight):
    """The plan as a graph on one day. Every query is computed once, on first use; nothing changes the plan.

    `cadence_months` is how long a review's confirmation of a link counts as recent.
    """

    def __init__(
        self, plan: Plan, today: dt.date, tolerance: Tolerance | None = None, cadence_months: float = 3
    ) -> None:
        super().__init__(plan, today)
        self.tolerance = tolerance or Tolerance()
        self.cadence_months = cadence_months
        self._standings: dict[int, Standing] = {}
        self._roll_ups: dict[int, RollUp] = {}

    @cached_property
    def strategies(self) -> tuple[Strategy, ...]:
        """S: the organization's active strategies that the PMO has a part in."""
        return tuple(s for s in self.plan.organization.strategies if active(s, self.today) and s.pmo_role is None)

    @cached_property
    def left_to_others(self) -> tuple[Strategy, ...]:
        """Active strategies with `pmo_role: none`; reported beside S, never counted as covered or uncovered."""
        strategies = self.plan.organization.strategies
        return tuple(s for s in strategies if active(s, self.today) and s.pmo_role is PmoRole.NONE)

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """O: the PMO's active objectives."""
        return tuple(o for o in self.plan.pmo.objectives if active(o, self.today))

    @cached_property
    def drafts(self) -> tuple[Element, ...]:
        """Elements left out of every count because they are drafts."""
        return tuple(e for e in self.plan.elements.values() if getattr(e, "status", None) is Status.DRAFT)

    @cached_property
    def owners(self) -> dict[str, Party]:
        """To which party each goal, strategy and objective belongs, by id."""
        plan = self.plan
        parties: tuple[Party, ...] = (plan.organization, plan.pmo, *plan.customers)
        return {e.id: party for party in parties for e in (*party.goals, *party.strategies, *party.objectives)}

    @cached_property
    def active_ids(self) -> frozenset[str]:
        """Ids of every active element: looked up once for each link, so kept."""
        return frozenset(name for name, element in self.plan.elements.items() if active(element, self.today))

    def live(self, link: Link) -> bool:
        """Whether the link's target exists and is active."""
        return link.target in self.active_ids

    @cached_property
    def supports(self) -> dict[str, tuple[Support, ...]]:
        """Every live link of an active element, by the id of its target: the reverse index."""
        found: dict[str, list[Support]] = {}
        for element in self.plan.elements.values():
            if isinstance(element, Course) and element.supports and element.id in self.active_ids:
                for link in element.supports:
                    if link.target in self.active_ids:
                        target = self.plan.elements[link.target]
                        found.setdefault(link.target, []).append(Support(element, link, target))
        return {target: tuple(supports) for target, supports in found.items()}

    @cached_property
    def links(self) -> tuple[Support, ...]:
        """L: live links from the PMO's active objectives to the organization's goals, strategies and objectives."""
        elements, owners, organization, live = self.plan.elements, self.owners, self.plan.organization, self.active_ids
        return tuple(
            Support(objective, link, elements[link.target])
            for objective in self.objectives
            for link in objective.supports
            if link.target in live and owners.get(link.target) is organization
        )

    @cached_property
    def claims(self) -> dict[str, tuple[Claim, ...]]:
        """Which PMO objectives support each element of the organization, by its id.

        An objective that supports another objective, or something of a customer, supports what that supports, and so on: the path says
        how. Of several paths the shortest counts; one whose links are all primary and reasoned counts before any other.
        """
        found: dict[str, list[Claim]] = {}
        elements, owners, organization, live = self.plan.elements, self.owners, self.plan.organization, self.active_ids
        for objective in self.objectives:
            if self._ends_at_once(objective):
                # What nearly all do: the claims are the links themselves, the sound ones first.
                for link in sorted(objective.supports, key=_sound, reverse=True):
                    found.setdefault(link.target, []).append(Claim(objective, (link,)))
                continue
            seen = {objective.id}
            # Two queues: the weak one is looked at when the sound one has come to all that it comes to.
            sound: deque[tuple[Link, ...]] = deque()
            weak: deque[tuple[Link, ...]] = deque()
            for link in objective.supports:
                (sound if _sound(link) else weak).append((link,))
            while sound or weak:
                carries = bool(sound)
                path = (sound or weak).popleft()
                name = path[-1].target
                if name in seen or name not in live:
                    continue
                target = elements[name]
                seen.add(name)
                if owners.get(name) is organization:
                    found.setdefault(name, []).append(Claim(objective, path))
                if isinstance(target, Course) and self._leads_on(target):
                    for link in target.supports:
                        (sound if carries and _sound(link) else weak).append((*path, link))
        return {target: tuple(claims) for target, claims in found.items()}

    def _ends_at_once(self, objective: Objective) -> bool:
        """Whether all links of an objective go to different live elements of the organization, and none leads on from there."""
        links, live, owners, organization = objective.supports, self.active_ids, self.owners, self.plan.organization
        elements = self.plan.elements
        for link in links:
            name = link.target
            if name not in live or owners.get(name) is not organization or isinstance(elements[name], Objective):
                return False
        return len(links) < 2 or len({link.target for link in links}) == len(links)  # noqa: PLR2004 -- one differs from none

    def _leads_on(self, target: Course) -> bool:
        """Whether what supports the target also supports what that supports. What the organization and the PMO chose to do does not."""
        if isinstance(target, Objective):
            return True
        owner = self.owners.get(target.id)
        return owner is not None and owner is not self.plan.organization and owner is not self.plan.pmo

    @cached_property
    def traced(self) -> frozenset[str]:
        """Ids of the PMO's active objectives that reach anything of the organization: what the headline rule asks for."""
        return frozenset(claim.objective.id for claims in self.claims.values() for claim in claims)

    @cached_property
    def coverage(self) -> Coverage:
        """Strategies with at least one claim, objectives that reach the organization, and the rest of both."""
        return Coverage(
            covered=tuple(s for s in self.strategies if s.id in self.claims),
            uncovered=tuple(s for s in self.strategies if s.id not in self.claims),
            traced=tuple(o for o in self.objectives if o.id in self.traced),
            untraced=tuple(o for o in self.objectives if o.id not in self.traced),
        )

    @cached_property
    def ladder(self) -> tuple[Climb, ...]:
        """Each strategy's place on the evidence ladder, in the plan's order. Only a primary link carries it above `linked`."""
        return tuple(self.climb(strategy) for strategy in self.strategies)

    def fell_off(self, rung: Rung) -> tuple[Strategy, ...]:
        """The strategies that reached the rung below `rung` but not `rung` itself."""
        return tuple(climb.strategy for climb in self.ladder if climb.rung == rung - 1)

    def reached(self, rung: Rung) -> tuple[Strategy, ...]:
        """The strategies at `rung` or above."""
        return tuple(climb.strategy for climb in self.ladder if climb.rung >= rung)

    def weight_at(self, rung: Rung) -> float | None:
        """Share of leadership's weights at `rung` or above, in percent; None unless the weights of S are all given and sum to 100."""
        weights = [strategy.weight for strategy in self.strategies]
        known = [weight for weight in weights if weight is not None]
        if not weights or len(known) < len(weights) or round(sum(known), 6) != 100:  # noqa: PLR2004 -- percent
            return None
        return sum(strategy.weight or 0.0 for strategy in self.reached(rung))

    def climb(self, strategy: Strategy, enough: Rung = Rung.ACHIEVED) -> Climb:
        """A strategy's best claim; the first that reaches `enough` will do."""
        best = Climb(strategy, Rung.UNCOVERED, None, reasons.NO_OBJECTIVE)
        for claim in self.claims.get(strategy.id, ()):
            if best.rung is Rung.MOVING and not self._any_met(claim.objective):
                # Only the last rung is left to climb, and that takes a target met.
                continue
            rung, lacks = self._rung(claim)
            if rung > best.rung:
                best = Climb(strategy, rung, claim, lacks)
                if rung >= enough:
                    break
        return best

    def _rung(self, claim: Claim) -> tuple[Rung, str]:
        objective = claim.objective
        for link in claim.path:
            if link.strength is not Strength.PRIMARY:
                return Rung.LINKED, reasons.ONLY_SECONDARY
        for link in claim.path:
            if not link.because:
                return Rung.LINKED, reasons.NO_REASON
        if self.doubtful(claim):
            return Rung.LINKED, reasons.DOUBTFUL
        measures = [measure for measure in objective.measures if complete(measure, objective)]
        if objective.owner is None or not measures:
            return Rung.REASONED, reasons.NO_OWNER if objective.owner is None else reasons.NO_MEASURE
        fresh = [m for m in measures if newest(m, self.today) and not stale(m, self.today, self.tolerance)]
        if not fresh:
            return Rung.MEASURABLE, reasons.NOTHING_FRESH
        # One target of several is no achievement while another is missed; what is to be maintained is never done, so its band will do.
        if all(self.standing(m).state is State.MET or self._kept(m) for m in measures) and not all(
            map(self._kept, measures)
        ):
            return Rung.ACHIEVED, ""
        if any(self._moves(m) for m in fresh):
            return Rung.MOVING, reasons.NOT_MET
        return Rung.EVIDENCED, reasons.NOT_BETTER

    def doubtful(self, claim: Claim) -> bool:
        """Whether the objective, or anything on the way to what it supports, changed since a review confirmed it."""
        suspect = self.suspect
        if not suspect:
            return False
        return claim.objective.id in suspect or any(link.target in suspect for link in claim.path[:-1])

    def _any_met(self, objective: Objective) -> bool:
        for measure in objective.measures:  # noqa: SIM110 -- a plain loop: a large plan asks this for every claim
            if self.standing(measure).state is State.MET:
                return True
        return False

    def _kept(self, measure: Measure) -> bool:
        return maintained(measure) and self.standing(measure).state is State.ON_TRACK

    def _moves(self, measure: Measure) -> bool:
        last = newest(measure, self.today)
        return last is not None and better(measure, last.value)

    def standing(self, measure: Measure) -> Standing:
        """Where a measure stands today."""
        key = id(measure)
        if key not in self._standings:
            self._standings[key] = standing(measure, self.today, self.tolerance)
        return self._standings[key]

    def behind(self, objective: Objective) -> bool:
        """Whether a measure of the objective is behind its plan or missed its target."""
        return any(self.standing(measure).state in BEHIND for measure in objective.measures)

    def roll_up(self, objective: Objective) -> RollUp:
        """An objective's state: the worst of its measures, with counts."""
        key = id(objective)
        if key not in self._roll_ups:
            self._roll_ups[key] = self._rolled_up(objective)
        return self._roll_ups[key]

    def _rolled_up(self, objective: Objective) -> RollUp:
        if len(objective.measures) == 1:
            only = objective.measures[0]
            found = self.standing(only)
            return RollUp(found.state, ((found.state, 1),), ((only, found),))
        measures = tuple((measure, self.standing(measure)) for measure in objective.measures)
        counts = Counter(found.state for _, found in measures)
        ordered = tuple(sorted(counts.items(), key=lambda item: -item[0].badness))
        return RollUp(worst(counts), ordered, measures)

    @staticmethod
    def due(objective: Objective) -> dt.date | None:
        """When the objective is to be met: its own date, else the last of its measures' targets."""
        dates = [measure.target.by for measure in objective.measures if measure.target and measure.target.by]
        return objective.due or max(dates, default=None)

    @staticmethod
    def started(element: Element) -> dt.date | None:
        """When an element is known to have begun: the start of its period, or its earliest baseline."""
        if isinstance(element, Objective):
            dates = [
                m.baseline.date for m in element.measures if m.baseline is not None and m.baseline.date is not None
            ]
            return min(dates, default=None)
        started: dt.date | None = getattr(element, "from_", None)
        return started

    @cached_property
    def overdue_readings(self) -> tuple[tuple[Objective, Measure], ...]:
        """Measures of the PMO's active objectives whose reading is overdue."""
        return tuple(
            (objective, measure)
            for objective in self.objectives
            for measure in objective.measures
            if stale(measure, self.today, self.tolerance)
        )

    @cached_property
    def confirmed_links(self) -> tuple[Support, ...]:
        """Live links that a review confirmed within the cadence and that have not changed since: "at all times", as a number."""
        since = months_later(self.today, -self.cadence_months)
        confirmations = self.confirmations
        return tuple(
            support
            for support in self.links
            if support.source.id in confirmations
            and support.source.id not in self.suspect
            and (confirmations[support.source.id][1].date or dt.date.min) >= since
        )

    @cached_property
    def spread(self) -> Spread:
        """Links per objective and per strategy, and the density of the matrix."""
        ours = {strategy.id for strategy in self.strategies}
        cells = {(s.source.id, s.target.id) for s in self.links if s.target.id in ours}
        by_objective = Counter(source for source, _ in cells)
        by_strategy = Counter(target for _, target in cells)
        room = len(self.objectives) * len(self.strategies)
        return Spread(
            per_objective=tuple((o, by_objective[o.id]) for o in self.objectives),
            per_strategy=tuple((s, by_strategy[s.id]) for s in self.strategies),
            density=len(cells) / room if room else None,
        )

    @cached_property
    def balance(self) -> dict[str, tuple[Objective, ...]]:
        """The PMO's objectives by declared perspective (balanced scorecard), empty ones included; {} when none are declared.

        An objective without a perspective of its own takes that of the strategies and goals it supports.
        """
        found: dict[str, list[Objective]] = {name: [] for name in self.plan.organization.perspectives}
        for objective in self.objectives if found else ():
            for name in self._perspectives(objective):
                if name in found:
                    found[name].append(objective)
        return {name: tuple(objectives) for name, objectives in found.items()}

    def _perspectives(self, objective: Objective) -> set[str]:
        if objective.perspective:
            return {objective.perspective}
        targets = [self.plan.elements.get(link.target) for link in objective.supports]
        return {name for target in targets if (name := getattr(target, "perspective", None))}

    @cached_property
    def assets(self) -> AssetTrace:
        """Which processes, templates, tools and roles serve an objective that exists and is not retired."""
        serving, mandated, untraced = [], [], []
        for asset in self.plan.pmo.assets:
            if asset.status in (Status.DRAFT, Status.RETIRED):
                continue
            if any(self._serves(target) for target in asset.serves):
                serving.append(asset)
            elif asset.mandated_by:
                mandated.append(asset)
            else:
                untraced.append(asset)
        return AssetTrace(tuple(serving), tuple(mandated), tuple(untraced))

    def _serves(self, target: str) -> bool:
        element = self.plan.elements.get(target)
        return isinstance(element, Objective) and element.status is not Status.RETIRED

    @cached_property
    def customer_value(self) -> tuple[CustomerValue, ...]:
        """Per customer: their own objectives, and what the PMO does for them ("success derives from the customers' success")."""
        return tuple(
            CustomerValue(
                customer=customer,
                objectives=tuple((o, self.roll_up(o)) for o in customer.objectives if active(o, self.today)),
                served_by=tuple((o, self.roll_up(o)) for o in self.objectives if customer.id in o.for_),
                services=tuple(s for s in self.plan.pmo.services if customer.id in s.for_ and active(s, self.today)),
            )
            for customer in self.plan.customers
        )

    @cached_property
    def served(self) -> dict[str, tuple[Service | Asset, ...]]:
        """Active services and processes by the id of what they serve: the day-to-day work, beside initiatives."""
        found: dict[str, list[Service | Asset]] = {}
        offers: tuple[Service | Asset, ...] = (*self.plan.pmo.services, *self.plan.pmo.processes)
        for offer in offers:
            if active(offer, self.today):
                for target in offer.serves:
                    found.setdefault(target, []).append(offer)
        return {target: tuple(offers) for target, offers in found.items()}

    def neglected(self, objective: Objective) -> bool:
        """Whether no initiative, service or process works on the objective (hoshin tools' word for it)."""
        return objective.id not in self.served and not self.initiatives_for(objective)

    def initiatives_for(self, element: Element) -> tuple[Initiative, ...]:
        """Active initiatives that support the element directly."""
        return tuple(s.source for s in self.supports.get(element.id, ()) if isinstance(s.source, Initiative))


def _sound(link: Link) -> bool:
    """Whether a link carries a claim above the first rung of the ladder."""
    return link.strength is Strength.PRIMARY and bool(link.because)


def complete(measure: Measure, objective: Objective) -> bool:
    """Whether a measure can be judged: unit, direction, frequency, owner (its own or the objective's), baseline, dated target.

    A maintained measure needs a band (or the one value to keep) instead of a baseline and a dated target.
    """
    target, baseline = measure.target, measure.baseline
    if not (measure.unit and measure.direction and measure.frequency and (measure.owner or objective.owner)):
        return False
    if measure.direction is Direction.MAINTAIN:
        return has_band(measure)
    if target is None or target.by is None:
        return False
    return target.value is not None and baseline is not None and baseline.value is not None
