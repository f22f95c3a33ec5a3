"""The rules run over one state of a report piece by piece; what an edit cannot have changed is taken over (全审)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop.models.checks import Finding, finding_of, gravest_first, rules, take_check, with_explanations
from desktop.models.common_ends import changed_at
from desktop.models.figures import Reckoning
from desktop.models.records import SECTIONS, Record, Report
from desktop.models.rulepack import RulePack
from desktop.models.rules.registry import Part, Rows, Rule, Whole

Found = Mapping[int, list[Finding]]
"""What a part of a rule found, by the id of the record; by 0 where it judges the report as a whole."""

PIECE = 256  # Records that are judged in one go


@dataclass(frozen=True, slots=True)
class Judged:
    """What every part of every rule found in a state: by the rule's id, one after the other; unexplained."""

    report: Report
    pack: RulePack
    found: Mapping[str, tuple[Found, ...]]

    def findings(self, reckoning: Reckoning, among: Iterable[Rule]) -> tuple[Finding, ...]:
        """Return what some rules found with what the report explains, the gravest first, then by rule."""
        parts = (part for each in among for part in self.found[each.id])
        found = [finding for part in parts for held in part.values() for finding in held]
        return gravest_first(with_explanations(found, reckoning.report.explanations))


class Judging:
    """All rules on their way over one state; ``step`` until ``done``, then ``judged`` and ``findings``.

    before: what was found in an earlier state. A part of a rule that reads no section in which the two
    differ keeps what it found, and of a section that differs only the other records are judged.
    at: the id of the rule on its way, '' between two, so that one that fails can be named.
    """

    def __init__(self, reckoning: Reckoning, before: Judged | None = None) -> None:
        self.reckoning = reckoning
        self.report = reckoning.report
        known = before is not None and before.pack is reckoning.pack
        self._before = before if known else None
        self._changed = (
            changed_sections(before.report, self.report) if before and known else frozenset(SECTIONS)
        )
        self._found: dict[str, tuple[Found, ...]] = {}
        self._fresh: dict[str, Difference] = {}
        self._pieces = self._run()
        self.total = len(rules())
        self.done = False
        self.at = ""
        self.findings: tuple[Finding, ...] = ()

    @property
    def judged(self) -> Judged:
        """What has been found, once it is done."""
        return Judged(self.report, self.reckoning.pack, self._found)

    @property
    def progress(self) -> int:
        """How many rules have been run."""
        return len(self._found)

    def step(self) -> None:
        """Run the next piece; nothing happens when it is done."""
        self.done = self.done or next(self._pieces, self) is self

    def finish(self) -> tuple[Finding, ...]:
        """Run all the rest and return the findings."""
        while not self.done:
            self.step()
        return self.findings

    def _run(self) -> Iterator[None]:
        data = rules("data")
        for each in data:
            yield from self._judge(each)
        take_check(self.reckoning, self.judged.findings(self.reckoning, data))  # Rules over text read it
        yield
        for each in rules("text"):
            yield from self._judge(each)
        yield
        self.findings = self.judged.findings(self.reckoning, rules())

    def _judge(self, rule: Rule) -> Iterator[None]:
        self.at = rule.id
        parts: list[Found] = []
        before = self._before.found.get(rule.id, ()) if self._before else ()
        for number, part in enumerate(rule.parts):
            held = before[number] if number < len(before) else None
            if held is not None and self._stands(part):
                parts.append(self._taken_over(rule, part, held))
                continue
            made: dict[int, list[Finding]] = {}
            for _ in self._pieces_of(rule, part, made):
                yield
            parts.append(made)
        self._found[rule.id] = tuple(parts)
        self.at = ""

    def _stands(self, part: Part) -> bool:
        """Tell whether nothing has changed that a part reads beside the records that it judges."""
        return not self._changed or (part.reads is not None and not part.reads & self._changed)

    def _pieces_of(self, rule: Rule, part: Part, made: dict[int, list[Finding]]) -> Iterator[None]:
        if isinstance(part, Whole):
            yield from self._whole(rule, part, made)
            return
        rows = self.report.rows(part.section)
        for begun in range(0, len(rows), PIECE):
            piece = rows[begun : begun + PIECE] if len(rows) > PIECE else rows
            made.update(judged_rows(self.reckoning, rule, part, piece))
            yield

    def _whole(self, rule: Rule, part: Whole, made: dict[int, list[Finding]]) -> Iterator[None]:
        found: list[Finding] = []
        for issue in part.find(self.reckoning):
            found.append(finding_of(rule, issue))
            if len(found) % PIECE == 0:
                yield
        if found:
            made[0] = found
        yield

    def _taken_over(self, rule: Rule, part: Part, held: Found) -> Found:
        if isinstance(part, Whole) or self._before is None or part.section not in self._changed:
            return held
        if part.section not in self._fresh:
            self._fresh[part.section] = differing(self._before.report, self.report, part.section)
        return renewed(self.reckoning, rule, part, held, self._fresh[part.section])


def changed_sections(old: Report, new: Report) -> frozenset[str]:
    """Return the sections whose records are not the very same."""
    return frozenset(name for name in SECTIONS if getattr(old, name) is not getattr(new, name))


@dataclass(frozen=True, slots=True)
class Difference:
    """Of a section: the records that are not the very same as before, the ids with those that are gone."""

    rows: tuple[Record, ...]
    ids: frozenset[int]
    moved: bool

    def with_rows(self, report: Report, section: str, ids: Iterable[int]) -> Difference:
        """Return this with some further records."""
        more = set(ids) - self.ids
        rows = tuple(row for row in report.rows(section) if row.id in more) if more else ()
        return Difference((*self.rows, *rows), self.ids | more, self.moved)


SAME = Difference((), frozenset(), moved=False)


def differing(old: Report, new: Report, section: str) -> Difference:
    """Compare the records of a section by identity."""
    before, after = old.rows(section), new.rows(section)
    if len(before) == len(after):
        pairs = [(before[n], after[n]) for n in changed_at(before, after)]
        if all(was.id == row.id for was, row in pairs):
            return Difference(
                tuple(row for _, row in pairs), frozenset(row.id for _, row in pairs), moved=False
            )
    known, kept = set(map(id, before)), set(map(id, after))
    rows = tuple(row for row in after if id(row) not in known)
    gone = (row.id for row in before if id(row) not in kept)
    return Difference(rows, frozenset((*gone, *(row.id for row in rows))), moved=True)


def judged_rows(
    reckoning: Reckoning, rule: Rule, part: Rows, rows: Iterable[Record]
) -> dict[int, list[Finding]]:
    """Judge some records; those with nothing found are left out."""
    made: dict[int, list[Finding]] = {}
    judge = part.judge
    for row in rows:
        for issue in judge(reckoning, row):
            made.setdefault(row.id, []).append(finding_of(rule, issue))
    return made


def renewed(reckoning: Reckoning, rule: Rule, part: Rows, held: Found, by: Difference) -> Found:
    """Return what was found with the differing records judged anew, in the officer's order."""
    fresh = judged_rows(reckoning, rule, part, by.rows)
    if not fresh and not by.moved and held.keys().isdisjoint(by.ids):
        return held
    made = {id_: fresh.get(id_, found) for id_, found in held.items() if id_ in fresh or id_ not in by.ids}
    if not by.moved and fresh.keys() <= made.keys():
        return made
    made |= fresh
    order = reckoning.ledger.order
    return {id_: made[id_] for id_ in sorted(made, key=lambda id_: order(part.section, id_))}
