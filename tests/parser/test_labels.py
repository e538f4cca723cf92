"""Every way people label the parts of a story, and words that only look like labels."""

import pytest

from starcli.parser import parse
from starcli.parser.labels import sections_named

S, T, A, R, L = "situation", "task", "action", "result", "reflection"


def labelled(text):
    """The sentences of a one-story text with the sections they were labelled with."""
    (story,) = parse(text, "story.md")
    return [(story.text[one.start : one.end], one.labels) for one in story.sentences]


def labels_of(text):
    return [labels for _, labels in labelled(text)]


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("Situation", (S,)), ("SITUATION", (S,)), ("The situation", (S,)), ("Context", (S,)), ("Background", (S,)),
        ("Problem", (S,)), ("Challenge", (S,)), ("Opportunity", (S,)), ("Setting the scene", (S,)),
        ("Task", (T,)), ("My task", (T,)), ("Goal", (T,)), ("Objectives", (T,)), ("My role", (T,)),
        ("Responsibility", (T,)),
        ("Action", (A,)), ("Actions", (A,)), ("Action(s)", (A,)), ("Actions taken", (A,)), ("What I did", (A,)),
        ("Approach", (A,)), ("Steps", (A,)),
        ("Result", (R,)), ("Results", (R,)), ("Outcome", (R,)), ("Impact", (R,)), ("The outcome", (R,)),
        ("Results & Impact", (R,)),
        ("Reflection", (L,)), ("Learnings", (L,)), ("Lessons learned", (L,)), ("Lessons learnt", (L,)),
        ("Key takeaways", (L,)),
        ("What I learned", (L,)), ("What I’d do differently", (L,)), ("What I'd do differently", (L,)),
        ("Situation/Task", (S, T)), ("Situation & Task", (S, T)), ("Situation and Task", (S, T)),
        ("Action, Result", (A, R)),
        ("Results and learnings", (R, L)), ("Situation + my task", (S, T)), ("Task → Action", (T, A)),
        ("Situation (30 seconds)", (S,)), ("Action [2 min]", (A,)), ("Action 2", (A,)), ("Task #1", (T,)),
        ("**S**ituation", (S,)),
        ("(S)ituation", (S,)), ("Situ\u200bation", (S,)),
        ("Conclusion", (R, L)),
        ("Nugget", ()), ("Question", ()), ("Situationist", ()), ("Task force", ()), ("Result set", ()),
        ("Situation of the ward", ()),
        ("Task and purpose", ()), ("and", ()), ("", ()), ("&", ()), ("Maria", ()), ("the", ()),
    ],
)  # fmt: skip
def test_what_a_name_stands_for(name, sections):
    assert sections_named(name) == sections


@pytest.mark.parametrize(
    "text",
    [
        "# Situation\nThe ward was full.\n# Task\nI ran it.",
        "###### Situation ######\nThe ward was full.\n\n###### Task #\nI ran it.",
        "##   Situation:\n\nThe ward was full.\n\n##   Task -\n\nI ran it.",
        "## **Situation**\nThe ward was full.\n## __Task__\nI ran it.",
        "## 1. Situation\nThe ward was full.\n## 2) Task\nI ran it.",
        "## 🎯 Situation\nThe ward was full.\n## ✅ Task 🎯\nI ran it.",
        "## Situation (20 seconds)\nThe ward was full.\n## Task (10 s)\nI ran it.",
        "## S - Situation\nThe ward was full.\n## T – Task\nI ran it.",
        "## S\nThe ward was full.\n## T\nI ran it.",
        "Situation\n=========\nThe ward was full.\n\nTask\n----\nI ran it.",
        "**Situation**\nThe ward was full.\n\n**Task**\nI ran it.",
        "**Situation:** The ward was full.\n**Task:** I ran it.",
        "**Situation**: The ward was full.\n**Task**: I ran it.",
        "**Situation.** The ward was full.\n**Task.** I ran it.",
        "**Situation** – The ward was full.\n**Task** - I ran it.",
        "**Situation** The ward was full.\n**Task** I ran it.",
        "__Situation__\nThe ward was full.\n__Task__\nI ran it.",
        "*Situation:* The ward was full.\n*Task:* I ran it.",
        "_Situation_: The ward was full.\n_Task_: I ran it.",
        "***Situation***\nThe ward was full.\n***Task***\nI ran it.",
        "**S**ituation: The ward was full.\n**T**ask: I ran it.",
        "[S]ituation: The ward was full.\n[T]ask: I ran it.",
        "Situation: The ward was full.\nTask: I ran it.",
        "Situation:\nThe ward was full.\n\nTask:\nI ran it.",
        "Situation:The ward was full.\nTask:I ran it.",
        "situation: The ward was full.\ntask: I ran it.",
        "SITUATION - The ward was full.\nTASK - I ran it.",
        "Situation – The ward was full.\nTask — I ran it.",
        "Situation— The ward was full.\nTask— I ran it.",
        "Situation → The ward was full.\nTask => I ran it.",
        "Situation：The ward was full.\nTask：I ran it.",
        "Situation. The ward was full.\nTask. I ran it.",
        "Situation\nThe ward was full.\n\nTask\nI ran it.",
        "[Situation] The ward was full.\n[Task] I ran it.",
        "(Situation) The ward was full.\n(Task): I ran it.",
        "== Situation ==\nThe ward was full.\n== Task ==\nI ran it.",
        "S: The ward was full.\nT: I ran it.",
        "s: The ward was full.\nt: I ran it.",
        "S - The ward was full.\nT - I ran it.",
        "S – The ward was full.\nT – I ran it.",
        "S) The ward was full.\nT) I ran it.",
        "(S) The ward was full.\n(T) I ran it.",
        "(S): The ward was full.\n(T): I ran it.",
        "[S] The ward was full.\n[T] I ran it.",
        "S. The ward was full.\nT. I ran it.",
        "S\nThe ward was full.\n\nT\nI ran it.",
        "**S:** The ward was full.\n**T:** I ran it.",
        "**S**: The ward was full.\n**T**: I ran it.",
        "**S** The ward was full.\n**T** I ran it.",
        "**(S)** The ward was full.\n**(T)** I ran it.",
        "S (Situation): The ward was full.\nT (Task): I ran it.",
        "S: Situation - The ward was full.\nT: Task - I ran it.",
        "- S: The ward was full.\n- T: I ran it.",
        "- Situation -\nThe ward was full.\n- Task -\nI ran it.",
        "- Situation: The ward was full.\n- Task: I ran it.",
        "* **Situation**: The ward was full.\n* **Task**: I ran it.",
        "- **Situation:** The ward was full.\n- **Task:** I ran it.",
        "1. Situation\nThe ward was full.\n\n2. Task\nI ran it.",
        "1) Situation: The ward was full.\n2) Task: I ran it.",
        "• Situation: The ward was full.\n• Task: I ran it.",
        "- [x] Situation: The ward was full.\n- [ ] Task: I ran it.",
        "> Situation: The ward was full.\n> Task: I ran it.",
        "> ## Situation\n> The ward was full.\n> ## Task\n> I ran it.",
        "🎯 Situation\nThe ward was full.\n\n🛠️ Task\nI ran it.",
        "🎯 **Situation:** The ward was full.\n1️⃣ Task: I ran it.",
        "\u00a0Situation:\u00a0The ward was full.\n\u00a0Task:\u00a0I ran it.",
        "<h2>Situation</h2>\n<p>The ward was full.</p>\n<h2>Task</h2>\n<p>I ran it.</p>",
        "<b>Situation: </b><br>\nThe ward was full.<br>\n<b>Task:</b><br>\nI ran it.<br>",
        "<li><b>Situation:</b> The ward was full.</li><li><b>Task:</b> I ran it.</li>",
        "| Situation | The ward was full. |\n|---|---|\n| Task | I ran it. |",
        "Situation: The ward was full. Task: I ran it.",
        "**Situation:** The ward was full. **Task:** I ran it.",
        "Situation - The ward was full. Task - I ran it.",
        "#Situation\nThe ward was full.\n#Task\nI ran it.",
    ],
)  # fmt: skip
def test_one_story_labelled_in_many_ways(text):
    assert labelled(text) == [("The ward was full.", (S,)), ("I ran it.", (T,))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("S: a b.\nT: c d.\nA: e f.\nR: g h.", [(S,), (T,), (A,), (R,)]),
        ("S: a b.\nA: e f.\nR: g h.", [(S,), (A,), (R,)]),
        ("C: a b.\nA: e f.\nR: g h.", [(S,), (A,), (R,)]),
        ("P: a b.\nA: e f.\nR: g h.\nL: i j.", [(S,), (A,), (R,), (L,)]),
        ("S: a b.\nO: c d.\nA: e f.\nR: g h.", [(S,), (T,), (A,), (R,)]),
        ("S: a b.\nT: c d.\nA: e f.\nR: g h.\nR: i j.", [(S,), (T,), (A,), (R,), (L,)]),
        ("S: a b.\nT: c d.\nA: e f.\nR: g h.\nR: i j.\nR: k l.", [(S,), (T,), (A,), (R,), (R,), (R,)]),
        ("S: a b.\nT: c d.\nA: e f.\nA: e f.\nR: g h.\nL: i j.", [(S,), (T,), (A,), (A,), (R,), (L,)]),
        ("S/T: a b.\nA: e f.\nR: g h.", [(S, T), (A,), (R,)]),
        ("S & T: a b.\nA: e f.\nR: g h.", [(S, T), (A,), (R,)]),
        ("Situation: a b.\nT: c d.\nA: e f.\nR: g h.", [(S,), (T,), (A,), (R,)]),
        ("(S) I saw it. (T) I had it. (A) I did it. (R) It went.", [(S,), (T,), (A,), (R,)]),
        ("Context: a b.\nGoal: c d.\nOutcome: e f.\nLearning: g h.", [(S,), (T,), (R,), (L,)]),
        ("## Situation & Task\nA b.\n## Action and Result\nC d.", [(S, T), (A, R)]),
        ("Problem: The oven failed at noon and nobody had a spare part for it.", [(S,)]),
    ],
)
def test_schemes_and_combined_labels(text, labels):
    assert labels_of(text) == labels


@pytest.mark.parametrize(
    "text",
    [
        "A. Smith called the ward.",
        "I. The oven failed.\nII. I mended it.",
        "A: First we met.\nB: Then we cooked.",
        "A) Fix it now\nB) Wait\nC) Ask",
        "T: we talked.",
        "S: hello.\nT: hello.\nS: bye.\nT: bye.",
        "R: it ended.\nS: it began.",
        "One problem: the oven failed.",
        "The problem I had: the oven failed.",
        "Problem solving: I did a lot of it.",
        "Results (good ones) came in May.",
        "Result-driven as I am, I called.",
        "We had one\nproblem: the oven failed.",
        "Then came the\nresult",
        "Nugget: the oven failed.",
        "Task forces met. We called them.",
        "Everybody cheered. Result: it sold out.",
        "Learning. That is what I like.",
        "*Action* was what she wanted.",
        "Question: why did the oven fail?",
        "http://example.org/Situation: broken.",
        "Point A: the oven. Point B: the door.",
    ],
)
def test_words_that_are_no_labels(text):
    assert set(labels_of(text)) == {()}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a scope runs to the next label, over paragraphs
        ("Task: I ran it.\n\nIt was mine.\n\nResult: Done well.",
         [("I ran it.", (T,)), ("It was mine.", (T,)), ("Done well.", (R,))]),
        ("It rained.\n\n## Task\nI ran it.", [("It rained.", ()), ("I ran it.", (T,))]),
        # a heading that is no label ends it, unless it is deeper
        ("## Task\nI ran it.\n## Round 2 notes\nAsked for more.", [("I ran it.", (T,)), ("Asked for more.", ())]),
        ("## Task\nI ran it.\n### The details\nIt was mine.", [("I ran it.", (T,)), ("It was mine.", (T,))]),
        ("# My story\n## Task\nI ran it.\n# Notes\nAsk her.", [("I ran it.", (T,))]),
        ("Task: I ran it.\n###### Notes\nAsk her.", [("I ran it.", (T,)), ("Ask her.", ())]),
        # what stands behind a label in its heading
        ("## Situation: the flood\nIt rained.", [("It rained.", (S,))]),
        ("## Situation: The cellar was flooded.\nIt rained.",
         [("The cellar was flooded.", (S,)), ("It rained.", (S,))]),
        # words of the same kind inside a fully labelled story are words
        ("## Situation\nIt rained.\n## Task\nI ran it.\n## Action\n- Goal: dry feet\n- Pumped\n## Result\nDry.",
         [("It rained.", (S,)), ("I ran it.", (T,)), ("Goal: dry feet", (A,)), ("Pumped", (A,)), ("Dry.", (R,))]),
        ("## Situation\nIt rained.\n## Task\nI ran it.\n## Action\nI pumped.\nResult: dry.\nLearning: check.",
         [("It rained.", (S,)), ("I ran it.", (T,)), ("I pumped.", (A,)), ("dry.", (R,)), ("check.", (L,))]),
        # a label deep in a list covers no item above it
        ("- Situation: It rained.\n- Action\n  - Goal: dry feet\n    - in May\n  - Pumped",
         [("It rained.", (S,)), ("dry feet", (T,)), ("in May", (T,)), ("Pumped", (T,))]),
        ("- Action: Pumped.\n    - Result: dry feet.\n- Task: Mine.\n    - Called",
         [("Pumped.", (A,)), ("dry feet.", (R,)), ("Mine.", (T,)), ("Called", (T,))]),
        ("- Action: Pumped.\n    - Result: dry feet.\n  - Called",
         [("Pumped.", (A,)), ("dry feet.", (R,)), ("Called", (A,))]),
        # the only label of a story covers its own paragraph
        ("It rained.\n\nResult: dry feet.\nAll of us.\n\nI left.",
         [("It rained.", ()), ("dry feet.", (R,)), ("All of us.", (R,)), ("I left.", ())]),
        ("Problem\n\nIt rained.\n\nI left.", [("It rained.", (S,)), ("I left.", ())]),
        ("## Problem\nIt rained.\n\nI left.", [("It rained.", (S,)), ("I left.", (S,))]),
        ("Situation: Situation: It rained.\nTask: mine.", [("It rained.", (S,)), ("mine.", (T,))]),
        # the headings of a table are no labels for what comes after
        ("| Situation | Task |\n|---|---|\n| It rained. | I ran it. |", [("It rained.", ()), ("I ran it.", ())]),
    ],
)  # fmt: skip
def test_what_a_label_covers(text, told):
    (story, *_) = parse(text, "story.md")
    assert [(story.text[one.start : one.end], one.labels) for one in story.sentences] == told
