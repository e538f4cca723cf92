"""Each detector of the Action criteria on examples of several trades: what it must find and what must not fool it."""

import pytest

from starcli.data import load
from starcli.rubric.rules import action
from tests.reading_of import quotes, reading_of

DETECTORS = {
    "A301": action.own_actions,
    "A302": action.no_we_blur,
    "A303": action.several_steps,
    "A304": action.evidence_used,
    "A305": action.cause_found,
    "A306": action.concrete_method,
    "A307": action.choice_reasoned,
    "A308": action.obstacle_met,
    "A309": action.others_moved,
    "A310": action.fix_lasts,
    "A311": action.verified,
    "A312": action.carried_through,
}
# Four deeds that bear on nothing else: a story told in some detail.
DETAIL = "I rang the depot. I moved the crates. I painted the door. I borrowed a van."

MET = {
    "A301": [
        "I rang each ward and I moved two beds.",
        "## Action\n- Weighed every sack\n- Sent the light ones back",
        "I analysed the rota and then redrew it.",
        "I was able to repair the pump and I labelled the valves.",
        "I decided to call the parents and I offered them a second date.",
        "By counting the trays and asking each porter, I found the gap.",
    ],
    "A302": [
        "We met every morning; I traced the invoices and I renegotiated the contract.",
        "I told them: “We fixed it ourselves last time.” I rewrote the recipe.",
        "The team was small. I rebuilt the timetable myself.",
        "The US plant had closed. I called the I/O vendor and tested the board.",
        "There was a strike that week.",
        "I planned the move and we carried the boxes together; I checked each label.",
    ],
    "A303": [
        "I listed the pupils, I swapped the seats, and I printed a plan.",
        "I measured the shelves. I drew a map. I moved the boxes.",
        "## Action\n- Called the bank\n- Cancelled the card\n- Wrote to every guest",
        "I interviewed three cooks, compared the recipes and rewrote the menu.",
        "I opened the pump, cleaned the filter and replaced the seal.",
        "I apologised to the guest, moved her to another room and followed up the next day.",
    ],
    "A304": [
        f"{DETAIL} I read six weeks of laundry records.",
        f"{DETAIL} I analysed the delivery logs.",
        f"{DETAIL} I interviewed the customers who had left.",
        f"{DETAIL} I pulled the complaints of the last month.",
        f"{DETAIL} I asked the night nurses what went wrong.",
        f"{DETAIL} I compared the invoices with the orders.",
    ],
    "A305": [
        "The freezer failed because of a hardened seal.",
        "I found that the forms were printed before the prices changed.",
        "The root cause was a race between two workers.",
        "It turned out that nobody emptied the box on Fridays.",
        "The delays were caused by a single till.",
        "I discovered that two departments used different lists.",
    ],
    "A306": [
        "I wrote a checklist with a photo of each switch and taped the sheet beside the panel for the night crew.",
        "I built a spreadsheet with a column for each ward. I drew a map of the shelves and printed labels.",
        "I wrote a script that reads the log and fills a table. I added a query to the dashboard.",
        "I made a poster with the menu. I printed the rota as a table and put the form on the notice board.",
        "I drew the seating plan, wrote a letter to each parent and made a list of phone numbers.",
        "I replaced the valve of the main pump with the spare one from the training rig in the yard. "
        "I logged the pressure by hand every ten minutes until the crew came back on shift.",
    ],
    "A307": [
        "I moved the gate rather than adding a second shift.",
        "I considered two ways and picked the cheaper one.",
        "I decided against overtime and changed the order of stops.",
        "Instead of closing the ward I split it in two.",
        "I weighed the risk of a late start and called the fire station.",
        "I opted for paper forms.",
    ],
    "A308": [
        "The hall cancelled and they refused to refund us, so I rang the station, moved chairs and told the guests.",
        "The head of accounts pushed back. I showed her ten invoices, asked for a trial month and wrote to her again.",
        "My first fix did not work. I opened the pump, tested the seal and replaced it.",
        "We had no budget. I borrowed a van, asked the school for tables and painted the signs.",
        "She was reluctant. I listened, changed the plan and sent it again.",
        "I was stuck for a day. I called the vendor, read the manual and rebuilt the board.",
    ],
    "A309": [
        "I convinced the foreman to try it for a week.",
        "I trained two new nurses.",
        "I negotiated a later date with the supplier.",
        "I persuaded the parents to share the buses.",
        "I taught the waiters the new till.",
        f"{DETAIL} I explained the plan to the porters and they agreed to it.",
    ],
    "A310": [
        "I wrote a checklist for the night shift.",
        "I added an alert on the queue.",
        "I created a template that every team uses.",
        "I set up a rota for the cold store.",
        "I built a dashboard for the porters.",
        "I introduced a standard for the handover.",
    ],
    "A311": [
        "I tested the new chart with two nurses for a week and then validated it.",
        "I piloted it on one ward.",
        "I followed up with each guest a month later.",
        "I ran a load test against the new pump control.",
        "I monitored the freezer for ten nights after I had replaced the seal.",
        "I double checked fifty entries against the prescriptions.",
    ],
    "A312": [
        "I cleared the pallets and painted a box on the floor.",
        "I told the caretaker about it, cleared the pallets with him and painted the floor.",
        "I reopened the file, rewrote the letter and sent it to every tenant.",
        "## Action\n- Replaced the seal\n- Logged every reading",
        "I rebuilt the timetable.",
        "I informed my manager, fixed the pump, cleaned the filter and wrote a guide.",
    ],
}
NOT_MET = {
    "A301": [
        "I was involved in the move and helped wherever it was possible.",
        "We moved the archive and they fixed the shelves.",
        "The I/O board failed on I-95.",
        "I did not escalate and I never called them.",
        "I would call the ward and I would move the beds.",
        "I noticed the gap and I worried about it.",
    ],
    "A302": [
        "We traced the wrong invoices to one supplier. We renegotiated the contract and the payments were corrected.",
        "## Action\nWe rebuilt the timetable. The rooms were swapped.",
        "## Action\nThe team rewrote the recipe and tested it.",
        "## Action\nOur crew replaced the pump. We cleaned the filter.",
        "## Action\nThe letters were sorted and the ward was called.",
        "## Action\nWe interviewed the cooks and redesigned the menu.",
    ],
    "A303": [
        "I rewrote the seating plan for the whole trip.",
        "I rang the depot. I rang it again. I rang it a third time.",
        "I wanted to list the pupils, swap the seats and print a plan.",
        "They listed the pupils, swapped the seats and printed a plan.",
        "It was a busy week with many meetings.",
        "I helped, supported and worked on the move.",
    ],
    "A304": [
        "I had a feeling that linen was short, so I ordered more.",
        "Data, logs, metrics, evidence.",
        f"{DETAIL} The logs were long.",
        f"{DETAIL} I did not read the records.",
        f"{DETAIL} They analysed the logs.",
        "I noticed a wet floor.",
    ],
    "A305": [
        "The freezer kept failing its check. I logged it every hour.",
        "I was asked to move the archive.",
        "The problem was big. It was a problem for all.",
        "Guests waited for an hour.",
        "I painted the door. I borrowed a van.",
        "Cause and effect matter to me.",
    ],
    "A306": [
        "I improved the onboarding by means of a better process and modern tools.",
        "I worked hard and did my best.",
        "I handled it well.",
        "We used Python.",
        "I talked to people.",
        "I made it better for everyone.",
        "I maybe sort of kind of basically more or less called it. I maybe sort of kind of basically closed it.",
    ],
    "A307": [
        "I moved the gate so that the lorries had more room.",
        "I painted the door.",
        "I rang the ward and it answered.",
        "The tables were oak.",
        "I wrote a letter to the parents.",
        "They asked me for a list.",
    ],
    "A308": [
        "I planned the clinic, booked the hall and sent the invitations.",
        "The supplier refused to deliver.",
        "I painted the door. I borrowed a van. I rang the depot.",
        "It was a nice day.",
        "Nobody complained. I wrote a list.",
        "I measured the shelves, drew a map and moved the boxes.",
    ],
    "A309": [
        "I worked closely with the other departments and attended their meetings.",
        "They convinced the foreman.",
        "I did not persuade anyone.",
        "I painted the door.",
        "I would have trained the nurses.",
        "My manager taught me the new till.",
    ],
    "A310": [
        "I recounted the petty cash and put the note back.",
        "Checklists, alerts and templates are important.",
        "They wrote a checklist for the shift.",
        "I repaired the pump.",
        "I never wrote a checklist.",
        "I apologised to the guest.",
    ],
    "A311": [
        "I changed the dose chart and handed it out to the whole ward.",
        "I replaced the seal.",
        "I hoped that it would hold.",
        "The waiting time fell from 22 minutes to 6.",
        "I wrote a letter to the parents.",
        "I painted the door and borrowed a van.",
    ],
    "A312": [
        "I reported the blocked fire door to the caretaker, and he sorted it out.",
        "I told the Platform people and they fixed it.",
        "I escalated it to my manager. She took care of it.",
        "I forwarded the complaint to the kitchen and they handled it.",
        "We talked about it for a week.",
        "I notified the bank.",
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in MET.items() for text in texts])
def test_met(code, text):
    reading = reading_of(text)
    answer = DETECTORS[code](reading)
    assert answer.met, [(line.part, line.acts) for line in reading.lines]
    assert all(quote == quote.strip() and quote for quote in quotes(reading, answer.ranges))


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NOT_MET.items() for text in texts])
def test_not_met(code, text):
    reading = reading_of(text)
    answer = DETECTORS[code](reading)
    assert not answer.met, quotes(reading, answer.ranges)


@pytest.mark.parametrize("code", DETECTORS)
def test_what_is_met_by_words_shows_them(code):
    answers = [DETECTORS[code](reading_of(text)) for text in MET[code]]
    assert all(answer.ranges for answer in answers) or code in {"A302", "A312"}


@pytest.mark.parametrize("code", DETECTORS)
def test_the_rubrics_own_examples(code):
    example = load().criteria[code]
    assert DETECTORS[code](reading_of(example.strong)).met
    assert not DETECTORS[code](reading_of(example.weak)).met


def test_the_faults_of_a_blur_are_the_words_without_an_owner():
    reading = reading_of("## Action\nWe traced the invoices. The contract was renegotiated.")
    assert quotes(reading, action.no_we_blur(reading).ranges) == [
        "We traced the invoices",
        "The contract was renegotiated",
    ]
