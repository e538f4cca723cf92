import pytest

from starcli.data import load
from starcli.rubric.rules.situation import context_set, problem_named, problem_sized, stakes_named
from tests.reading_of import quotes, reading_of

DETECTORS = {"S101": context_set, "S102": problem_named, "S103": problem_sized, "S104": stakes_named}


def judged(code, text):
    reading = reading_of(text)
    finding = DETECTORS[code](reading)
    return finding, quotes(reading, finding.ranges)


@pytest.mark.parametrize("code", DETECTORS)
def test_the_examples_of_the_rubric(code):
    row = load().criteria[code]
    assert not judged(code, row.weak)[0].met
    assert judged(code, row.strong)[0].met


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S101", "I was the night nurse when the pump alarms kept failing."),
        ("S101", "As a trainee teacher I had a class that would not settle."),
        ("S101", "The oven broke in a small bakery."),
        ("S101", "We were building a booking app, and the payments failed."),
        ("S101", "The queue at the Leeds depot kept growing."),
        ("S101", "In our final year project the sensors lost data."),
        ("S101", "Our duties as cashiers changed every week."),
        ("S101", "Two years ago I joined a company, and the backups failed."),
        ("S101", "The store in the US lost its stock list."),
        ("S102", "Our delivery vans kept breaking down, and orders arrived late."),
        ("S102", "The ward could not find its allergy charts."),
        ("S102", "Parents complained that the school bus never came on time."),
        ("S102", "The museum wanted a guide for blind visitors."),
        ("S102", "Nobody had tested the restore, and the tapes were corrupt."),
        ("S102", "- Situation: Stock counted by hand, many boxes missing"),
        ("S103", "On the night shift 60 parcels in every thousand went missing."),
        ("S103", "Half of the tables came with cracked tops."),
        ("S103", "Each check took 3 hours because the scanner kept failing."),
        ("S103", "The fault cost us $8K a week."),
        ("S103", "About 1.2M rows were corrupt."),
        ("S103", "Complaints had doubled and the phones were blocked."),
        ("S103", "300 people were stuck at the gate."),
        ("S103", "The p99 was 900ms and searches timed out."),
        ("S104", "Patients were waiting in pain for hours."),
        ("S104", "The cooks were exhausted by the double shifts."),
        ("S104", "If the boiler failed we would lose the contract."),
        ("S104", "The clinic was at risk of closing."),
        ("S104", "Late letters were costing us two clients a month."),
        ("S104", "Angry guests left without paying."),
    ],
)
def test_met(code, text):
    finding, evidence = judged(code, text)
    assert finding.met
    assert evidence


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S101", "There was a problem with the letters."),
        ("S101", "Some records were mixed up, and I sorted them."),
        ("S101", "It happened at my company on a Monday, and I fixed it."),
        ("S101", "I was asked to look at the numbers again."),
        ("S101", "Type I errors were common, and I hated them."),
        ("S101", "The context, the role and the scope were clear."),
        ("S102", "There was a problem."),
        ("S102", "Last spring I was a buyer for a furniture chain on a project called Northern Lights."),
        ("S102", "I am a cook, and I always help people with their problems, because complaints are chances."),
        ("S102", "I led the choir of our school for two years."),
        ("S102", "I was a clerk in a bank, and no complaints came."),
        ("S102", "I built the spring collection for the shop."),
        ("S103", "On 12 May 2023 the scanner kept failing."),
        ("S103", "The server failed with error 404 on port 8080."),
        ("S103", "We were open 24/7 and orders went missing."),
        ("S103", "A team of five engineers struggled with version 2.1.3."),
        ("S103", "I had worked there for six years when the pump broke."),
        ("S103", "The I-95 was blocked, and the vans were late."),
        ("S103", "I needed to cut the waiting time to 20 minutes."),
        ("S103", "Many orders were often late."),
        ("S104", "The timetable was wrong on most Mondays."),
        ("S104", "The stakes were named, and the risk was clear to all."),
        ("S104", "The report had a wrong date in it."),
        ("S104", "No customer was hurt by it."),
        ("S104", "The customers liked our new menu."),
        ("S104", "The colleagues met every Friday to plan the rota."),
    ],
)
def test_not_met(code, text):
    finding, evidence = judged(code, text)
    assert not finding.met, evidence
    assert not evidence


@pytest.mark.parametrize(
    ("code", "text", "evidence"),
    [
        ("S101", "I was the night nurse at a clinic in Porto.", ["I was the night nurse", "at a clinic", "Porto"]),
        ("S102", "I ran a café, and the milk went missing every week.", ["and the milk went missing every week"]),
        ("S103", "On the night shift 60 parcels were lost.", ["60"]),
        ("S103", "A fault hit 5 per cent of the lifts.", ["5 per cent"]),
        ("S104", "The lift broke, so residents were stuck for days.", ["residents were stuck"]),
    ],
)
def test_evidence_is_the_words_that_show_it(code, text, evidence):
    assert judged(code, text)[1] == evidence


def test_words_in_somebody_elses_mouth_name_no_stakes():
    assert not judged("S104", "He said “customers are angry” and smiled.")[0].met


def test_numbers_of_the_result_do_not_size_the_problem():
    text = "## Situation\n\nOrders went missing.\n\n## Result\n\nWe found 40 of 50 boxes.\n"
    assert not judged("S103", text)[0].met


@pytest.mark.parametrize("code", DETECTORS)
@pytest.mark.parametrize("text", ["missing customers lost 40 " * 600, "in a in a clinic " * 600])
def test_long_texts_end(code, text):
    finding, evidence = judged(code, text)
    assert finding.met == bool(evidence)


@pytest.mark.parametrize("code", DETECTORS)
def test_naming_what_is_looked_for_meets_nothing(code):
    words = "Context, problem, size, stakes, role, scope, boundary, initiative, target, deadline, measured risk."
    assert not judged(code, words)[0].met
