"""What to do about each part of a story and about each criterion that is not met."""

from itertools import islice

from starcli.advice.case import Case, SectionAdvice
from starcli.advice.evidence import missing, part_of, quotable, ranges_of, said, telling
from starcli.advice.excerpts import excerpt
from starcli.advice.mistakes import common_mistake
from starcli.advice.phrasing import asked, lacks, level, texts
from starcli.advice.principles import Angle, angle
from starcli.advice.quoting import Quoter
from starcli.data import fill, load
from starcli.models import SECTIONS, WORD_FAULTS, Range, Section
from starcli.reading import seconds

LONGEST_SITUATION = 45  # seconds, at any level
_PHRASE = 70  # characters of a key phrase
_PHRASES = 4


def sections(case: Case) -> dict[Section, SectionAdvice]:
    """Advice on each of the five parts."""
    return {kind: _section(case, kind) for kind in SECTIONS}


def criteria(case: Case) -> dict[str, str]:
    """What to do about each criterion that is not met."""
    return {code: _criterion(case, code) for code, found in case.findings.criteria.items() if not found.met}


def _criterion(case: Case, code: str) -> str:
    if code == "D601":
        return _length(case)
    quotes = Quoter(case)
    if code in WORD_FAULTS and (faults := quotes.faults(code, ranges_of(case, code))):
        return fill(texts("faults")[code], quotes=faults)
    return f"{texts('criteria')[code].get('do', load().criteria[code].do)} {asked(case, code, quotes)}"


def _length(case: Case) -> str:
    expected, time = load().levels[case.target.level], seconds(case.reading.words(), case.wpm)
    text = texts("length")["short" if time < expected.shortest else "long"]
    return fill(text, said=str(time), shortest=str(expected.shortest), longest=str(expected.longest), level=level(case))


def _section(case: Case, kind: Section) -> SectionAdvice:
    if case.findings.not_a_story or next(case.reading.of(kind), None) is None:
        return SectionAdvice((), _absent(case, kind), "")
    mistake = common_mistake(case, kind)
    phrases = (where for where in _best_evidence(case, kind) if _folded(case, where) not in mistake)
    return SectionAdvice(tuple(sorted(islice(phrases, _PHRASES))), _told(case, kind), mistake)


def _codes(kind: Section) -> list[str]:
    return [code for code, row in load().criteria.items() if row.section == kind]


def _target(case: Case, kind: Section) -> int:
    return load().levels[case.target.level].targets[kind]


def _folded(case: Case, where: Range) -> str:
    return " ".join(case.reading.story.text[slice(*where)].split())


def _best_evidence(case: Case, kind: Section) -> list[Range]:
    """What stands in the part and is worth keeping word for word, the best first, that of its own criteria in front."""
    chosen: list[Range] = []
    for code in dict.fromkeys([*telling(case, _codes(kind)), *telling(case)]):
        here = (where for where in quotable(case, code) if part_of(case, where) == kind)
        cut = next(filter(None, (excerpt(case, where, _PHRASE) for where in here)), None)
        if cut and not any(cut.start < end and start < cut.end for start, end in chosen):
            chosen.append((cut.start, cut.end))
    return chosen


def _absent(case: Case, kind: Section) -> str:
    """What to tell in a part without a sentence, and how long; it quotes nothing, since nothing stands there."""
    codes, expected = _codes(kind), load().levels[case.target.level]
    still_open = missing(case, codes)
    told = any(code not in WORD_FAULTS and case.findings.criteria[code].met for code in codes)
    text = fill(
        texts("parts")[kind]["absent" if not told else "elsewhere" if still_open else "gathered"],
        target=str(_target(case, kind)),
        lacks=lacks(case, still_open),
        level=level(case),
        reflection=expected.reflection[0].lower() + expected.reflection[1:],
    )
    seen = angle(case, kind, None)
    return f"{text} {seen.text}" if seen else text


def _told(case: Case, kind: Section) -> str:
    """What is there, what is missing, and the time it takes."""
    quotes = Quoter(case)
    seen = angle(case, kind, quotes) or Angle()
    there = _there(case, kind, quotes, most=1 if seen.text else 2)
    still_open = sorted(missing(case, _codes(kind)), key=lambda code: code != seen.wants)
    unasked = [code for code in still_open if code not in seen.asks]
    questions = [asked(case, code, quotes) for code in unasked[:1]]
    body = [*there, *questions]
    if not any("“" in text for text in (seen.text, *body)):
        body = [*_bare(case, kind, quotes), *body]
    ordered = [seen.text, *body] if seen.begins else [*body, seen.text]
    return " ".join(filter(None, [*ordered, *_time(case, kind, still_open, unasked, crowded=bool(seen.text))]))


def _there(case: Case, kind: Section, quotes: Quoter, *, most: int) -> list[str]:
    """What is there already, quoted, in the order of the story."""
    met = ((code, quotes.of([code])) for code in telling(case, _codes(kind)))
    best = islice(((code, quote) for code, quote in met if quote), most)
    rows = texts("criteria")
    return [
        fill(rows[code]["there"], quote=quote) for code, quote in sorted(best, key=lambda row: _start(case, row[0]))
    ]


def _start(case: Case, code: str) -> int:
    return quotable(case, code)[0][0]


def _bare(case: Case, kind: Section, quotes: Quoter) -> list[str]:
    """All that stands there, where nothing of it can be praised or asked about."""
    first = next(case.reading.of(kind)).sentence
    quote = quotes.quote([(first.start, first.end)])
    return [fill(texts("parts")[kind]["bare"], quote=quote)] if quote else []


def _time(case: Case, kind: Section, still_open: list[str], unasked: list[str], *, crowded: bool) -> list[str]:
    """The time a part takes against its target, what the rest of it is for, and how much the question weighs."""
    spoken, target, more = said(case, kind), _target(case, kind), lacks(case, unasked[1:])
    shape = _shape(kind, spoken, target)
    weighs = unasked[:1] == missing(case)[:1] != [] and unasked[0] in load().levels[case.target.level].expects
    values = {
        "said": str(spoken),
        "target": str(target),
        "over": str(spoken - target),
        "lacks": more,
        "answer": fill(texts("first")["answer" if weighs else "plain"], level=level(case)),
    }
    if shape == "short":
        shape = "more" if more else "short" if still_open else "full"
        return [fill(texts("parts")[kind][shape], **values)]
    mark = [fill(texts("first")["mark"], **values, level=level(case))] if weighs else []
    also = [fill(texts("first")["also"], **values)] if more and not weighs and not crowded else []
    return [*mark, fill(texts("parts")[kind][shape], **values), *also]


def _shape(kind: Section, spoken: int, target: int) -> str:
    if spoken < min(0.7 * target, target - 4):
        return "short"
    if kind == "situation" and spoken > LONGEST_SITUATION:
        return "over"
    return "long" if spoken > max(1.35 * target, target + 7) else "right"
