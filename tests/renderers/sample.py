"""Reports made by hand: every kind of answer a renderer has to show."""

from starcli.data import load
from starcli.models import (
    Band,
    Change,
    CriterionResult,
    Engine,
    Notice,
    PrincipleResult,
    Probe,
    Review,
    Rewrite,
    SectionReview,
    StoryInfo,
    TaggedSentence,
    Target,
    Tool,
)
from starcli.report import Report
from starcli.spans import Locator

TOOL = Tool("star", "0.1.0", "5f0e8c1a")
PRINCIPLES = list(load().principles)

HEAD = "---\ntitle: The dough that arrived warm\n---\n"
PARTS = {
    "situation": """Last spring I planned the night routes of a bakery with forty shops. Eleven of them kept getting
their dough too warm, and every spoiled batch cost about 300 euros and left a shop without rolls at opening.""",
    "task": """The routes were mine, the cooling belonged to the workshop, and nobody had asked me to look into it.""",
    "action": """I rode along on two nights and wrote down the temperature at every stop. I compared my notes with the
loading lists: the warm shops all came after a long wait at a ramp. I kind of guessed that the door stood open
meanwhile, so I put loggers into three vans, and they showed eleven degrees after ten minutes. I drew up a new
order of stops and took it to the foreman, who feared overtime. Then the door curtains were sorted out.""",
    "result": """Things improved a lot. Spoiled batches fell from nine a week to one.""",
    "reflection": """I learned to measure before I argue.""",
}
TEXT = HEAD + "\n" + "\n\n".join(PARTS.values()) + "\n"

# code, name, met, sure, words of the story, points on offer, coaching
CRITERIA = [
    ("S101", "context-set", True, True, ["I planned the night routes of a bakery"], 2, None),
    ("S102", "problem-named", True, True, ["dough too warm"], 4, None),
    ("S103", "problem-sized", True, True, ["every spoiled batch cost about 300 euros"], 3, None),
    ("S104", "stakes-named", True, False, ["left a shop without rolls at opening"], 3, None),
    ("T201", "own-part-stated", True, True, ["The routes were mine"], 4, None),
    ("T202", "scope-boundary", True, True, ["the cooling belonged to the workshop"], 2, None),
    ("T203", "self-initiated", True, True, ["nobody had asked me to look into it"], 3, None),
    ("T204", "target-set", False, True, [], 3, "Say what success would have meant before you started."),
    ("A301", "own-actions", True, True, ["I rode along on two nights", "I compared my notes"], 6, None),
    (
        "A302",
        "no-we-blur",
        False,
        True,
        ["the door curtains were sorted out"],
        4,
        "Say who did this, and what you did.",
    ),
    ("A303", "several-steps", True, True, ["I put loggers into three vans"], 4, None),
    ("A304", "evidence-used", True, True, ["wrote down the temperature at every stop"], 4, None),
    ("A305", "cause-found", True, False, ["the door stood open"], 4, None),
    ("A306", "concrete-method", True, True, ["loggers"], 4, None),
    ("A307", "choice-reasoned", False, True, [], 4, "Name one other way you weighed up, and why you left it."),
    ("A308", "obstacle-met", False, False, [], 3, "Tell what you did about the foreman's worry."),
    ("A309", "others-moved", True, True, ["took it to the foreman"], 4, None),
    ("A310", "fix-lasts", False, True, [], 3, "Say what keeps the vans cold now, without you."),
    ("A311", "verified", False, True, [], 4, "Tell how you checked that the new order worked."),
    ("A312", "carried-through", True, True, [], 4, None),
    ("R401", "outcome-stated", True, True, ["Spoiled batches fell"], 4, None),
    ("R402", "outcome-measured", True, True, ["from nine a week to one"], 4, None),
    ("R403", "before-after", True, True, ["from nine a week to one"], 4, None),
    ("R404", "value-translated", False, True, [], 4, "What was it worth: money a week, shops served on time?"),
    ("R405", "second-order", False, True, [], 2, "Did anyone else take over the new order?"),
    ("L501", "lesson-present", True, True, ["I learned to measure"], 2, None),
    ("L502", "lesson-specific", False, True, [], 3, "Tie the lesson to the vans and the ramp."),
    ("L503", "lesson-systemic", False, True, [], 2, "What let warm vans go unseen for so long?"),
    ("L504", "lesson-applied", False, True, [], 2, "Where have you used it since?"),
    ("D601", "fits-time", False, True, [], 0, "You have room for another half minute: spend it on the action."),
    ("D602", "no-hedges", False, True, ["kind of"], 2, "Cut the hedge: you had reasons, so give them."),
    ("D603", "no-empty-words", False, True, ["improved a lot"], 2, "The figure that follows says it better: cut this."),
    ("D604", "ordered", True, True, [], 2, None),
    ("D605", "on-story", True, True, [], 2, None),
    ("D606", "consistent", True, True, [], 1, None),
    ("P701", "principle-shown", True, True, ["nobody had asked me to look into it"], 3, None),
]
# score, target seconds, key phrases
SECTIONS = {
    "situation": (88, 30, ["every spoiled batch cost about 300 euros"]),
    "task": (75, 20, []),
    "action": (62, 90, []),
    "result": (67, 20, ["from nine a week to one"]),
    "reflection": (22, 15, []),
}
COACHING = {
    "situation": "You set the scene in two sentences and give its price: “every spoiled batch cost about 300 euros”.",
    "task": "The line between your job and the workshop's is clear. What would have counted as solved?",
    "action": "Your own steps are easy to follow. What did you answer when the foreman feared overtime?",
    "result": "The figure is strong; the sentence before it only delays it. What was it worth in money?",
    "reflection": "One general sentence. What would you now set up on the first day of a new route?",
}


def span(text, quote):
    """The first place where a text has these words, whatever its line breaks."""
    start = text.index(quote)
    return Locator(text).span((start, start + len(quote)))


def criterion(text, row):
    code, name, met, sure, quotes, out_of, coaching = row
    won = float(out_of) if met else 0.0
    spans = tuple(span(text, quote) for quote in quotes if quote in text)
    return CriterionResult(code, name, met, sure, spans, "rules", won, float(out_of), coaching)


def sentences(text, parts):
    """Every sentence of every part, split at full stops and question marks that end one."""
    tagged = []
    for kind, part in parts.items():
        at = text.index(part)
        for sentence in part.replace("\n", " ").split(". "):
            tagged.append(TaggedSentence(at, min(at + len(sentence) + 1, text.index(part) + len(part)), kind))
            at += len(sentence) + 2
    return tuple(tagged)


def section(text, kind, part):
    score, target_seconds, phrases = SECTIONS[kind]
    words = len(part.split())
    return SectionReview(
        kind=kind,
        score=score,
        words=words,
        seconds=round(words * 60 / 140),
        target_seconds=target_seconds,
        spans=(span(text, part),) if part else (),
        key_phrases=tuple(span(text, phrase) for phrase in phrases if phrase in text),
        coaching=COACHING[kind],
        common_mistake="Telling what everyone did, so that nobody can say what you did." if kind == "action" else "",
    )


def probes(text):
    anchor = "who feared overtime"
    return (
        Probe(
            question="What did you say to the foreman about the overtime?",
            probes="How you win over someone who has something to lose.",
            weak="He came round in the end.",
            weak_why="It tells that he agreed, not what you did.",
            strong="I asked which nights worried him and showed him [add: minutes saved or lost per route].",
            key_phrase="which nights worried him",
            anchor=span(text, anchor) if anchor in text else None,
        ),
        Probe(
            question="How do you know that the new order made the difference?",
            probes="Whether you checked your own success.",
            weak="The complaints stopped.",
            weak_why="Silence has many causes.",
            strong="I left the loggers in for [add: how long] and compared both routes.",
            key_phrase="compared both routes",
            anchor=None,
        ),
    )


def rewrites(principle="ownership"):
    return (
        Rewrite(
            kind="full",
            principle=principle,
            text="The routes were mine, the cooling belonged to the workshop, and nobody had asked me to look into it. "
            "Eleven of forty shops kept getting their dough too warm.\n\n"
            "I rode along on two nights and wrote down the temperature at every stop. "
            "[add: what you told the foreman]\n\n"
            "Spoiled batches fell from nine a week to one, worth [add: euros a week].",
            placeholders=("[add: what you told the foreman]", "[add: euros a week]"),
        ),
        Rewrite(
            kind="result",
            principle=None,
            text="Spoiled batches fell from nine a week to one, worth [add: euros a week].",
            placeholders=("[add: euros a week]",),
        ),
    )


def review(text=TEXT, parts=PARTS, **changes):
    """A review of the bakery story, or of another text told in the same parts."""
    words = sum(len(part.split()) for part in parts.values())
    whole = Review(
        story=StoryInfo(
            id="warm-dough",
            path="stories/dough.md",
            title="The dough that arrived warm",
            text=text,
            sha256="0" * 64,
            words=words,
            seconds=round(words * 60 / 140),
        ),
        target=Target("sde2", ("ownership",), None),
        engine=Engine(),
        band=Band(
            name="hire",
            score=72,
            borderline=True,
            summary="A clear problem that you took on unasked, and a result with figures. "
            "The check and the worth of it are missing.",
            interviewer="Good instincts, and real evidence. Did you convince the foreman, or did somebody else?",
        ),
        priorities=(
            Change("A311", "Tell how you checked that the new order worked.", 4.0),
            Change("R404", "Say what the saved batches were worth, in euros a week or in shops served on time.", 4.0),
            Change("A302", "Say who sorted out the door curtains, and what your part was.", 3.6),
        ),
        sections=tuple(section(text, kind, parts.get(kind, "")) for kind in SECTIONS),
        sentences=sentences(text, parts),
        criteria=tuple(criterion(text, row) for row in CRITERIA),
        principles=tuple(
            PrincipleResult(
                slug,
                strength={"ownership": 78, "dive-deep": 64, "frugality": 30}.get(slug, 5),
                shown=slug in {"ownership", "dive-deep"},
                evidence=(span(text, "nobody had asked me"),)
                if slug == "ownership" and "nobody had asked me" in text
                else (),
            )
            for slug in PRINCIPLES
        ),
        probes=probes(text),
        rewrites=rewrites(),
        warnings=(),
    )
    return whole._replace(**changes)


def other(path="stories/second.md", name="no_hire", score=41):
    """A second, weaker story, for reports of several."""
    whole = review(warnings=(Notice("off-question", "The story does not seem to answer the question."),))
    return whole._replace(
        story=whole.story._replace(id=path, path=path, title=None),
        band=whole.band._replace(name=name, score=score, borderline=False),
    )


def hostile(words):
    """A review in which every text that comes from outside holds these words."""
    parts = {**PARTS, "action": f"I told them {words} and wrote it down"}
    text = HEAD + "\n" + "\n\n".join(parts.values()) + "\n"
    whole = review(text, parts)
    place = span(text, words)
    fault = whole.criteria[-5]._replace(evidence=(place,))
    return whole._replace(
        story=whole.story._replace(title=words, path=words),
        target=whole.target._replace(question=words),
        band=whole.band._replace(summary=words, interviewer=words),
        priorities=(Change("A311", words, 4.0),),
        sections=tuple(
            row._replace(coaching=words, common_mistake=words, key_phrases=(place,)) for row in whole.sections
        ),
        criteria=(*whole.criteria[:-5], fault, *(row._replace(evidence=(place,)) for row in whole.criteria[-4:])),
        principles=tuple(row._replace(evidence=(place,)) for row in whole.principles),
        probes=(Probe(words, words, words, words, words, words, place),),
        rewrites=(Rewrite("full", None, words, ()),),
        warnings=(Notice("injection-suspected", words, place),),
    )


def report(*outcomes):
    return Report(TOOL, iter(outcomes), list(load().principles) or PRINCIPLES)
