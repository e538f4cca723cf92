import pytest

from starcli.data import load
from starcli.rubric.rules import result
from tests.reading_of import quotes, reading_of

BAKERY = """Situation: Every night our bakery threw away loaves, while the morning customers found empty shelves.
Action: I counted the loaves sold in each hour for a week and moved one batch from the evening to the morning.
Result: {}"""
WARD = """Situation: On our ward the evening drug round ran late, and patients waited for their tablets.
Action: I watched six rounds, moved the trolley next to the handover room and told the nurses why.
Result: {}"""
CHECKOUT = """Situation: The checkout of our shop site lost orders whenever the payment service was slow.
Action: I traced the calls, found that retries piled up, and added a queue with a time limit.
Result: {}"""
CLASS = """Situation: In my year 9 class, homework came in from fewer than half of the pupils.
Action: I rang the parents, split the tasks into three small ones and marked them the same day.
Result: {}"""


def answer(detect, story, ending):
    return detect(reading_of(story.format(ending)))


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "No loaves were left in the evening, and the morning shelves stayed full."),
        (WARD, "Since then the drug round starts on time, and no patient waits for tablets."),
        (WARD, "The round is now over before the visitors come, and the trolley stays where I put it."),
        (CHECKOUT, "After that the shop site lost no orders, even on the evenings when the payment service was slow."),
        (CHECKOUT, "The retries stopped piling up and the checkout stayed open through the sale."),
        (CLASS, "Twenty of the 28 pupils handed in their homework every week."),
        (CLASS, "The homework rate dropped further, to 30%, and I had to give up the small tasks."),
        (BAKERY, "We sold 12% more bread."),
    ],
)
def test_a_concrete_change_is_an_outcome(story, ending):
    finding = answer(result.outcome_stated, story, ending)
    assert finding.met
    assert finding.ranges


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "It went well and everybody was happy."),
        (BAKERY, "The owner thanked me in front of everybody."),
        (WARD, "I learned a lot about drug rounds and about myself."),
        (WARD, "Hopefully the round would start on time."),
        (CHECKOUT, "The project was finished."),
        (CHECKOUT, "My manager was very pleased with the queue and praised my work on the checkout."),
        (CLASS, "Everything was better afterwards."),
        (CLASS, "This should improve the homework of the pupils."),
    ],
)
def test_praise_lessons_and_hopes_are_no_outcome(story, ending):
    assert not answer(result.outcome_stated, story, ending).met


def test_a_story_without_an_end_has_no_outcome():
    story = "Our bakery threw away forty loaves every night. I counted the loaves sold in each hour. I moved one batch."
    assert not result.outcome_stated(reading_of(story)).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "Waste fell from 40 loaves a night to 9."),
        (BAKERY, "Sales rose by a fifth, and 12 restaurants order from us."),
        (BAKERY, "The loaves left over were halved within a month."),
        (WARD, "The round now takes 35 minutes."),
        (WARD, "Late doses went from nine a week to none."),
        (WARD, "On 94% of the evenings the round started on time."),
        (CHECKOUT, "We lost $8K less each week."),
        (CHECKOUT, "p99 dropped to 900ms and orders grew 3x."),
        (CHECKOUT, "Zero orders were lost in the next two sales."),
        (CLASS, "Twice as many pupils handed in their homework."),
        (CLASS, "Twenty-five of the 28 pupils passed the test."),
        (CLASS, "The rate of homework handed in improved to 80 per cent."),
    ],
)
def test_a_number_measures_the_outcome(story, ending):
    finding = answer(result.outcome_measured, story, ending)
    assert finding.met
    assert finding.ranges


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "We threw away noticeably less bread."),
        (BAKERY, "It took three weeks of work until the shelves stayed full."),
        (BAKERY, "The new plan went live on 12 May 2023."),
        (WARD, "After two months the round started on time."),
        (WARD, "A team of five nurses now runs the round on ward 7."),
        (WARD, "This would save the ward 40 minutes a day."),
        (WARD, "The waiting did not improve by 20%."),
        (CHECKOUT, "The checkout no longer answers with error 404, and runs on version 2.1.3 on port 8080."),
        (CHECKOUT, "40% 3x $2M 99.9% 12K 75%"),
        (CHECKOUT, "We hope to lose 50% fewer orders."),
        (CLASS, "Two things changed: the pupils came on time, and the parents rang back."),
        (CLASS, "The goal was 80%, and the pupils liked the small tasks."),
        (WARD, "In the end it went well, and we drank 60 bottles of juice."),
        (BAKERY, "At the end I had walked 23,000 steps."),
    ],
)
def test_numbers_that_measure_no_outcome(story, ending):
    assert not answer(result.outcome_measured, story, ending).met


def test_a_result_told_first_counts():
    story = (
        "I cut the waiting time at our clinic from 40 minutes to 15. It began when patients complained at the desk. "
        "I watched the desk for two mornings. Then I moved the forms to the waiting room and told the doctors."
    )
    reading = reading_of(story)
    for detect in (result.outcome_stated, result.outcome_measured, result.before_after):
        assert (
            quotes(reading, detect(reading).ranges)[0] == "I cut the waiting time at our clinic from 40 minutes to 15"
        )


def test_a_problem_that_grew_is_no_result():
    story = (
        "Situation: The queue at the desk rose from 10 minutes to 40.\nAction: I moved the forms to the waiting room."
    )
    assert not result.outcome_measured(reading_of(story)).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "Waste fell from 40 loaves a night to 9."),
        (BAKERY, "We cut the waste by a third."),
        (BAKERY, "Waste: 40 loaves a night → 9."),
        (WARD, "The delay was halved."),
        (WARD, "The round takes 35 minutes instead of 70."),
        (WARD, "Late doses went from nine a week to none."),
        (CHECKOUT, "Lost orders are down 60%."),
        (CHECKOUT, "The checkout answers 3x faster."),
        (CLASS, "Eight more pupils passed, 20% more than before."),
    ],
)
def test_a_before_and_an_after_size_the_change(story, ending):
    assert answer(result.before_after, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "We now throw away 9 loaves a night."),
        (WARD, "The round now takes 35 minutes."),
        (WARD, "The round got a lot shorter."),
        (CHECKOUT, "The checkout has handled 12,000 orders without a fault."),
        (CHECKOUT, "Lost orders would have fallen from 40 to 9."),
        (CLASS, "On Friday 22 pupils handed in their homework."),
        (CLASS, "The small tasks were moved from Monday to Friday."),
    ],
)
def test_an_end_alone_does_not_size_it(story, ending):
    assert not answer(result.before_after, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "The bakery saved 300 euros a week in flour costs."),
        (BAKERY, "Our customers were able to buy bread before work."),
        (WARD, "The nurses got their break, and patients no longer had to ask for painkillers."),
        (WARD, "That prevented two overdoses and other harm."),
        (CHECKOUT, "Revenue from the evening sale recovered in the first week."),
        (CHECKOUT, "Two big clients renewed because of it."),
        (CLASS, "It gave the parents confidence in the school again."),
    ],
)
def test_worth_to_somebody_is_value(story, ending):
    assert answer(result.value_translated, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "The oven now starts at four instead of five."),
        (WARD, "The round runs in 35 minutes."),
        (WARD, "The trolley stands beside the handover room."),
        (CHECKOUT, "p99 fell from 9 seconds to 900ms."),
        (CHECKOUT, "This would save the customers a lot of time."),
        (CHECKOUT, "Revenue, retention, safety, trust."),
        (CLASS, "The tasks have three parts now."),
    ],
)
def test_a_bare_figure_is_no_value(story, ending):
    assert not answer(result.value_translated, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "Three other bakeries took the list over."),
        (WARD, "The plan became the standard on every ward."),
        (WARD, "I was asked to train the night staff in it."),
        (CHECKOUT, "The queue was reused by the billing team."),
        (CHECKOUT, "Two other teams now use the queue."),
        (CLASS, "All year 9 classes have adopted the small tasks."),
    ],
)
def test_others_who_take_it_over_are_a_second_effect(story, ending):
    assert answer(result.second_order, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (BAKERY, "The shelves have been full since March."),
        (BAKERY, "I won the prize for the best idea of the month."),
        (WARD, "The round has started on time ever since."),
        (CHECKOUT, "No orders were lost."),
        (CHECKOUT, "It could have become the standard."),
        (CLASS, "The homework rate stayed at 80%."),
    ],
)
def test_the_same_effect_lasting_is_no_second_one(story, ending):
    assert not answer(result.second_order, story, ending).met


@pytest.mark.parametrize(
    ("detect", "ending", "evidence"),
    [
        (result.outcome_measured, "It was a long night, but waste fell from 40 to 9.", "but waste fell from 40 to 9"),
        (result.before_after, "We were glad: waste fell by a third.", "waste fell by a third"),
        (result.second_order, "It works, and two other bakeries use the list.", "and two other bakeries use the list"),
        (result.value_translated, "It works, which saved customers the wait.", "which saved customers the wait"),
    ],
)
def test_evidence_is_the_clause(detect, ending, evidence):
    reading = reading_of(BAKERY.format(ending))
    assert quotes(reading, detect(reading).ranges) == [evidence]


@pytest.mark.parametrize("code", ["R401", "R402", "R403", "R404", "R405"])
def test_examples_of_the_rubric(code):
    row = load().criteria[code]
    detect = getattr(result, row.name.replace("-", "_"))
    assert not detect(reading_of(f"Result: {row.weak}")).met
    assert detect(reading_of(f"Result: {row.strong}")).met


def test_notes_without_subjects():
    story = "## Situation\n- Bakery threw away bread\n## Action\n- Counted loaves sold\n## Result\n- Cut waste by 60%\n"
    reading = reading_of(story)
    assert quotes(reading, result.before_after(reading).ranges) == ["Cut waste by 60%"]


def test_an_endless_sentence_is_read():
    reading = reading_of("Result: " + "waste fell from 40 to 9 and customers saved money " * 2000)
    assert result.outcome_measured(reading).met
    assert result.value_translated(reading).met
