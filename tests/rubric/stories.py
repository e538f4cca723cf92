"""A dozen stories of our own, told in parts so that a test can take one away, blur it or put something between."""

from typing import NamedTuple


class Told(NamedTuple):
    """A story in its parts. `metric` is the part of the result that has the numbers; it may be empty, as any part."""

    situation: str
    task: str
    action: str
    result: str
    metric: str = ""
    reflection: str = ""

    def paragraphs(self) -> list[str]:
        """The parts that are told, the metric with the result."""
        result = f"{self.result} {self.metric}".strip()
        return [part for part in (self.situation, self.task, self.action, result, self.reflection) if part]

    def prose(self) -> str:
        """The story without headings."""
        return "\n\n".join(self.paragraphs()) + "\n"

    def headed(self, style: str = "## {}\n\n", names: tuple[str, ...] = ()) -> str:
        """The story under headings, each made from `style` and the part's name."""
        names = names or ("Situation", "Task", "Action", "Result", "Reflection")
        result = f"{self.result} {self.metric}".strip()
        parts = (self.situation, self.task, self.action, result, self.reflection)
        return "\n\n".join(style.format(name) + part for name, part in zip(names, parts, strict=True) if part) + "\n"


STORIES = {
    "nurse": Told(
        "As the night nurse on a surgical ward I saw that one in five morning drug rounds began more than an hour "
        "late. Patients in pain waited, and two families had complained.",
        "The rota belonged to the day team and nobody had asked me to look at it. I decided to find out where the "
        "time went, and I set myself a limit of 20 minutes.",
        "I read three weeks of handover sheets and timed each step with a stopwatch. I found that the trolley was "
        "restocked only after handover because the store was locked at night. I asked the pharmacist for a second "
        "key. She refused at first, so I drafted a signing sheet with her. I taught the night staff to restock at "
        "five, and I checked every round for a month.",
        "The rounds started on time again.",
        "Late rounds fell from 20% to 3% within a month.",
        "I learned that a locked store can hide behind a slow round, and since then I walk the whole path before I "
        "blame a shift.",
    ),
    "teacher": Told(
        "In my second year as a maths teacher at a secondary school, a third of my class had stopped handing in "
        "homework, and the weaker pupils were about to fail the spring exam.",
        "It was my class and my job to bring them through.",
        "I interviewed eleven pupils and compared their answers with the marks. It turned out that they did not "
        "understand the textbook's examples. I rewrote six worksheets with one worked example each instead of "
        "buying a new book, because the exam was eight weeks away. I tested the first sheet with four pupils, and "
        "I changed the wording that they had tripped over. I called the parents of those who still handed in nothing.",
        "The pupils handed in their homework again and most of them passed.",
        "Homework rose from 65 to 92 per cent, and 24 of 27 pupils passed the exam.",
        "I would test the examples before the term starts next time. Our department now tries each sheet with "
        "two pupils first.",
    ),
    "cook": Told(
        "Last winter I ran the cold kitchen of a hotel, and every morning we threw away buffet food that nobody had "
        "touched. It cost the house about 700 euros a month.",
        "The buffet was the breakfast chef's and not mine.",
        "I weighed what came back for two weeks and wrote it on the door of the cold store. I found that the last "
        "refill was the cause. I showed the chef the figures. He was afraid of empty platters, so I offered to try "
        "small bowls for a week. I trained both apprentices to refill from those.",
        "We throw away far less than before, and the guests still get fresh food.",
        "Waste fell from eleven kilos to three a day.",
        "I learned to weigh before I argue.",
    ),
    "engineer": Told(
        "At a parcel company I worked on the tracking service as a backend developer. Each Friday evening about 4% "
        "of the status updates were lost, and customers called the hotline because their parcel seemed to be gone.",
        "The queue belonged to another team and no ticket existed. I wanted the loss below 0.1% before the "
        "Christmas season.",
        "I pulled the broker logs and plotted the losses against the load. I traced them to a consumer that "
        "acknowledged a message before it was stored. I wrote a failing test and moved the acknowledgement behind "
        "the write. I considered a second queue, but it would have taken two months. I sent the patch with my test "
        "to the owners and walked them through it. I added an alert on the difference between both counters.",
        "No update has been lost since, and the other team took over my alert for their two services.",
        "Losses went from 4% to zero, and hotline calls dropped by 300 a week.",
        "What let it happen was that nobody owned the number between the two services. I now ask for such a number "
        "in every design review.",
    ),
    "warehouse": Told(
        "I work nights in a warehouse. In November the scanner belt stopped every hour and the vans left late.",
        "My supervisor told me to keep the belt running.",
        "I cleaned the sensor and I counted the stops. I saw that wet labels covered the lens. I put a brush before "
        "the sensor and I told the loaders to keep the wet boxes back.",
        "The belt ran through and the vans left on time.",
        "Stops fell from nine a night to one.",
    ),
    "librarian": Told(
        "I was the only librarian of a small town library. Young readers stayed away, and the council was about to "
        "close us on Saturdays.",
        "I had to show by June that Saturdays were needed.",
        "I asked forty families what they missed. Most said that the opening hours clashed with sports. I moved the "
        "story hour to the afternoon, and I invited a local author. I printed a plan and took it to both schools. A "
        "councillor objected to the costs, so I found a baker who paid for the author.",
        "The council kept the Saturdays.",
        "Saturday loans doubled to 240.",
        "I learned that people do not stay away from books but from bad hours.",
    ),
    "electrician": Told(
        "As an electrician at a hospital I was called for the third time to a lift that stopped between floors.",
        "It was my call, but the controller was the vendor's and I was not allowed to change it.",
        "I measured the supply voltage for a day and logged the stops. I discovered that the stops came when the "
        "laundry started. I proposed a separate feed instead of a new controller. The vendor disagreed, so I "
        "repeated the measurement with their technician. I wired the feed at night and labelled the panel.",
        "The lift has not stopped since.",
        "In six months it had zero stops, after eleven in the month before, which saved 9,000 euros for a controller.",
        "Since then I log the whole supply before I touch a single device.",
    ),
    "support": Told(
        "I led the support desk of a small software firm with five agents. Our answers took two days and we were "
        "losing customers.",
        "I was responsible for the desk and had promised the owner answers within a day.",
        "I sorted 400 tickets by topic. I saw that half of them asked for the same six things. I wrote six answers "
        "and put them on the help page. I coached two new agents with real tickets. One agent was reluctant because "
        "he feared for his job, so I sat down with him and gave him the help page.",
        "Customers get their answer on the same day and fewer of them leave us.",
        "The time to answer dropped from 49 hours to 7, and cancellations fell by a quarter.",
        "I would ask the agents first next time: they had known the six questions all along.",
    ),
    "failure": Told(
        "As a project lead at a theatre I planned the move of the costume store in four weeks.",
        "The date was fixed, and I owned the plan.",
        "I drew the plan and booked the vans. I did not ask the dressers, because I thought that the list was "
        "complete. On the day I noticed that the hats were missing. I called the old store, drove back at night and "
        "fetched them.",
        "The opening was late.",
        "The curtain rose 40 minutes late, and 60 guests asked for their money back.",
        "I should have walked the store with the dressers. Now I let those who use a list sign it.",
    ),
    "vague": Told(
        "There were some issues in our team and communication was difficult.",
        "Something had to be done.",
        "We had several meetings and discussed it. Everyone helped and we found a good solution.",
        "In the end everything worked out and everybody was happy.",
        "",
        "I learned that communication is important.",
    ),
    "handed off": Told(
        "At a pharmacy I noticed that some labels were wrong sometimes.",
        "",
        "I told the manager about it, and she took care of it.",
        "It got better and the manager was happy.",
    ),
    "short": Told(
        "The night bus was always late last year.",
        "I drive it.",
        "I changed the order of two stops.",
        "Now it is on time.",
    ),
}
