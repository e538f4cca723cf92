import pytest

from starcli.data import load
from starcli.rubric.rules.task import assigned_words, own_part_stated, scope_boundary, self_initiated, target_set
from tests.reading_of import quotes, reading_of

DETECTORS = {"T201": own_part_stated, "T202": scope_boundary, "T203": self_initiated, "T204": target_set}


def judged(code, text):
    reading = reading_of(text)
    finding = DETECTORS[code](reading)
    return finding, quotes(reading, finding.ranges)


def assigned(text):
    reading = reading_of(text)
    words = assigned_words(reading)
    return quotes(reading, [words])[0] if words else None


@pytest.mark.parametrize("code", DETECTORS)
def test_the_examples_of_the_rubric(code):
    row = load().criteria[code]
    assert not judged(code, row.weak)[0].met
    assert judged(code, row.strong)[0].met


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("T201", "I was responsible for the cold store."),
        ("T201", "My manager asked me to plan the school fair."),
        ("T201", "It fell to me to tell the families."),
        ("T201", "The pump failed, and I decided to take it apart."),
        ("T201", "I offered to run the late shift."),
        ("T201", "My job was to find out why the dough would not rise."),
        ("T201", "## Task\n\nGet every ward staffed before the weekend.\n"),
        ("T201", "- Task: needed to move the archive"),
        ("T202", "The rota belonged to the night team."),
        ("T202", "It wasn't my department, but the bread was burning."),
        ("T202", "I was not the head nurse and had no authority over the rota."),
        ("T202", "The billing code was owned by another team."),
        ("T202", "Nobody owned the allergy list."),
        ("T202", "I was not allowed to change the recipe."),
        ("T202", "The final decision lay with the head teacher, who had the final say."),
        ("T203", "Nobody had asked me to look at the tram complaints."),
        ("T203", "No one told me to do it, but I cleaned the filters."),
        ("T203", "Without being asked, I counted the linen."),
        ("T203", "I volunteered to teach the new cooks."),
        ("T203", "I rewrote the menu in my own time."),
        ("T203", "I took it upon myself to call the parents."),
        ("T203", "There was no ticket for it, and I fixed the valve."),
        ("T204", "I had to get every order out within 12 minutes."),
        ("T204", "The deadline was the first of June."),
        ("T204", "We had to cut waste by 20% that season."),
        ("T204", "The stage had to be ready by Friday."),
        ("T204", "Success meant no lost letter for a month."),
        ("T204", "I had to move 40 beds without closing the ward, and on a tight budget."),
        ("T204", "I needed to halve the queue."),
    ],
)
def test_met(code, text):
    finding, evidence = judged(code, text)
    assert finding.met
    assert evidence


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("T201", "The stock count had to be ready before Friday."),
        ("T201", "We were a group of six cooks, and the oven broke."),
        ("T201", "The responsibility and the role were clear."),
        ("T201", "I have to admit that the rota was a mess."),
        ("T201", "She said “I was responsible for it” and left."),
        ("T201", "The team lead was asked to plan the fair."),
        ("T201", "## Task\n\nWe plan the fair.\n"),
        ("T202", "Nobody asked me, so I fixed the handover sheet on my own."),
        ("T202", "I took a closer look at the handover sheet on a quiet evening."),
        ("T202", "The scope and the boundary were discussed."),
        ("T202", "I was the cook of a small school."),
        ("T202", "It was not my first winter on the ward."),
        ("T202", "I fixed the server with my team."),
        ("T203", "My supervisor asked me to go through the complaints."),
        ("T203", "I was told to clean the filters, so I cleaned them."),
        ("T203", "We were asked to plan the fair, and I wrote the plan."),
        ("T203", "As the duty nurse I was responsible for the list, and I checked it."),
        ("T203", "My task was to write the menu, and I wrote it."),
        ("T203", "The museum is proactive about fire safety."),
        ("T204", "I had to make the lunch service faster."),
        ("T204", "The target, the goal and the constraints were clear."),
        ("T204", "I was asked to fix the broken gate."),
        ("T204", "The school wanted better food."),
        ("T204", "There was no deadline."),
        ("T204", "The version 2.1.3 came out in 2019."),
        ("T204", "My goal was to help the new nurses."),
    ],
)
def test_not_met(code, text):
    finding, evidence = judged(code, text)
    assert not finding.met, evidence
    assert not evidence


@pytest.mark.parametrize(
    ("code", "text", "evidence"),
    [
        ("T201", "The pump failed, so I was responsible for the wells.", ["so I was responsible for the wells"]),
        ("T202", "The oven was old, and it belonged to the school.", ["and it belonged to the school"]),
        ("T203", "Nobody had asked me, but I began.", ["Nobody had asked me"]),
        ("T204", "I had to answer every call within 20 seconds.", ["I had to answer every call within 20"]),
        ("T204", "The hall was full, and the deadline was Friday.", ["and the deadline was Friday"]),
    ],
)
def test_evidence_is_the_words_that_show_it(code, text, evidence):
    assert judged(code, text)[1] == evidence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My manager asked me to plan the fair.", "manager asked me to"),
        ("Our head of nursing then told me to take the night rota.", "head of nursing then told me to"),
        ("In May I was asked to move the archive.", "I was asked to"),
        ("I was assigned the billing bug.", "I was assigned"),
        ("The ticket was assigned to me on Monday.", "was assigned to me"),
        ("The chef told us to change the menu.", "chef told us to"),
        ("MY MANAGER TOLD US TO STOP.", "MANAGER TOLD US TO"),
        ("My manager did not ask me to plan the fair.", None),
        ("My manager never asked me to plan the fair.", None),
        ("Nobody asked me to plan the fair.", None),
        ("I was not asked to plan the fair.", None),
        ("A customer asked me to carry her bags.", None),
        ("My manager told US to-go shops to close.", None),
        ("I asked my manager to help me.", None),
        ("“My manager asked me to lie,” she said.", None),
    ],
)
def test_words_that_say_the_task_was_handed_over(text, words):
    assert assigned(text) == words


def test_an_assigned_task_is_not_self_initiated_whatever_the_teller_decided():
    text = "My manager asked me to check the linen. I decided to count it, and I counted every sheet."
    finding, _ = judged("T203", text)
    assert not finding.met


def test_a_pushback_against_somebodys_plan_is_a_start_of_ones_own_but_not_a_sure_one():
    finding, evidence = judged("T203", "The chef wanted frozen fish. I disagreed, and I proposed the local market.")
    assert finding.met
    assert not finding.sure
    assert evidence == ["I disagreed", "and I proposed the local market"]


@pytest.mark.parametrize("code", DETECTORS)
@pytest.mark.parametrize("text", ["nobody asked i had to 20 minutes " * 600, "my manager " * 2000, "not my " * 2000])
def test_long_texts_end(code, text):
    finding, evidence = judged(code, text)
    assert finding.met == bool(evidence)


@pytest.mark.parametrize("code", DETECTORS)
def test_naming_what_is_looked_for_meets_nothing(code):
    words = "Context, problem, size, stakes, role, scope, boundary, initiative, target, deadline, measured risk."
    assert not judged(code, words)[0].met
