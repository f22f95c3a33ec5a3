"""The sentences of the written parts with the contracts that each one speaks of (正文里的合同)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.figures import Reckoning
from desktop.models.numbers import half_width
from desktop.models.places import place
from desktop.models.records import Contract
from desktop.report.rules.texts import Written, passages

_MARKS = re.compile(r"[“”‘’\"'《》〈〉「」\s]")
_SHORTEST = 4  # A shorter name says too little to be found in prose


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as printed; *typed*: the same with every live figure blanked out; where it stands."""

    place: str
    section: str
    text: str
    typed: str


def bare(words: str) -> str:
    """A text without what typing varies: quotes, book marks, spaces, full-width brackets."""
    return half_width(_MARKS.sub("", words)).replace(" ", "")


def sentences(reckoning: Reckoning) -> tuple[Sentence, ...]:
    """Return the sentences of all passages, made once for a state of the report."""
    return reckoning.kept(_sentences)


def _sentences(reckoning: Reckoning) -> tuple[Sentence, ...]:
    return tuple(each for text in passages(reckoning) for each in sentences_of(reckoning, text))


def sentences_of(reckoning: Reckoning, text: Written) -> tuple[Sentence, ...]:
    """Return the sentences of one passage, made once for a state of the report."""
    held = reckoning.kept(_held)
    if text.place not in held:
        section = reckoning.kept(_by_place)[text.place]
        held[text.place] = tuple(
            Sentence(text.place, section, text.text[begun:end], text.own[begun:end])
            for begun, end in text.sentences()
        )
    return held[text.place]


def _held(_: Reckoning) -> dict[str, tuple[Sentence, ...]]:
    return {}


def _by_place(reckoning: Reckoning) -> Mapping[str, str]:
    return {place("passages", row.id, "text"): row.section for row in reckoning.report.passages}


def names_of(reckoning: Reckoning) -> Mapping[int, tuple[str, tuple[str, ...]]]:
    """Return by contract its own bare name and those of its parties ('' where too short to be found)."""
    return reckoning.kept(_names)


def _names(reckoning: Reckoning) -> Mapping[int, tuple[str, tuple[str, ...]]]:
    made: dict[int, tuple[str, tuple[str, ...]]] = {}
    for contract in reckoning.report.contracts:
        parties = (bare(party.name) for party in reckoning.ledger.parties_of(contract.id))
        own = _found_by(bare(contract.name))
        made[contract.id] = (own, tuple(name for name in parties if len(name) >= _SHORTEST))
    return made


def _found_by(name: str) -> str:
    """What to look for: a contract's name without 合同 at the end, unless too little would be left."""
    core = name.removesuffix("合同")
    return core if len(core) >= _SHORTEST else name if len(name) >= _SHORTEST else ""


def mentioned(reckoning: Reckoning) -> frozenset[int]:
    """Return the ids of the contracts that the written parts name, by their own name or a party's."""
    return reckoning.kept(_mentioned)


def _mentioned(reckoning: Reckoning) -> frozenset[int]:
    text = "".join(bare(each.text) for each in passages(reckoning))
    return frozenset(
        id_
        for id_, (own, parties) in names_of(reckoning).items()
        if (own and own in text) or any(name in text for name in parties)
    )


def contracts_in(reckoning: Reckoning, sentence: Sentence) -> list[Contract]:
    """Return the contracts that a sentence names; only where it names none, those of a party it names."""
    text, names = bare(sentence.text), names_of(reckoning)
    known = [each for each in reckoning.report.contracts if each.id in mentioned(reckoning)]
    named = [each for each in known if names[each.id][0] and names[each.id][0] in text]
    return named or [each for each in known if any(name in text for name in names[each.id][1])]
