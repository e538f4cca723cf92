"""Stories and files to review."""

from starcli import resources

FOLDER = resources.folder("scenarios") / "stories"
STRONG = str(FOLDER / "webhook-strong.md")
WEAK = str(FOLDER / "webhook-weak.md")

# A cook's story without headings and front matter.
COOK = """Last winter I ran the cold kitchen of a hotel with ninety rooms, and every morning we threw away about eleven
kilos of breakfast buffet. Guests saw half-full platters being carried out, and the waste cost us 700 euros a month.
The buffet belonged to the breakfast team, and nobody had asked me to look at it. I weighed what came back for two
weeks and wrote it on the cold store's door. I found that the last refill at half past nine was the cause, because
most guests had left by then. I agreed with the breakfast chef to put out small bowls after nine, and I taught the
two trainees to refill from those. I weighed again for a month. Waste fell from eleven kilos to three a day, which
saved about 500 euros a month. I learned that the last refill is a habit and not a need, and since then I weigh
before I argue.
"""
GERMAN = """Im letzten Winter habe ich die kalte Küche eines Hotels geleitet, und jeden Morgen haben wir elf Kilo vom
Frühstück weggeworfen. Das hat uns viel Geld gekostet, und niemand hatte mich gebeten, etwas dagegen zu tun. Ich
habe zwei Wochen lang gewogen, was zurückkam, und es an die Tür geschrieben. Danach haben wir weniger weggeworfen.
"""
RECIPE = "Two eggs, a cup of flour, a pinch of salt. Whisk, rest for ten minutes, and bake in a hot pan.\n"
