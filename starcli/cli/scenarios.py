"""`star scenarios`."""

from typing import Annotated

from typer import Argument

from starcli import scenarios
from starcli.cli import pages, settings
from starcli.renderers.wording import level_name, principle_name, quoted

EXAMPLES = (
    "star scenarios",
    "star scenarios webhook-drops",
)


def command(
    name: Annotated[
        str | None, Argument(metavar="SCENARIO", help="Tell about one of them: its name, or the path of its file.")
    ] = None,
) -> int:
    """List the worked scenarios, those that come with star and your own.

    A scenario is one event told well and told badly, with all there is to learn from the difference. Your own are
    taken from the folder that STAR_SCENARIOS names, or else from the folder scenarios beside your configuration file.
    """
    folder = settings.scenario_folder()
    if name is None:
        pages.show(line for at, row in enumerate(scenarios.available(folder)) for line in _listed(row, first=not at))
    else:
        pages.show(_told(scenarios.load(name, folder)))
    return 0


def _listed(row: scenarios.Row, *, first: bool) -> list[str]:
    head = ([] if first else [""]) + [f"{row.slug} (yours)" if row.own else row.slug]
    if row.problem:
        return [*head, pages.paragraph(f"cannot be used: {row.problem}")]
    aim = f"{principle_name(row.principle)}, at {level_name(row.level)}"
    return [*head, *map(pages.paragraph, (row.title, quoted(row.question), aim))]


def _told(scenario: scenarios.Scenario) -> list[str]:
    return [
        scenario.title,
        pages.paragraph(quoted(scenario.question)),
        pages.paragraph(f"{principle_name(scenario.principle)}, at {level_name(scenario.level)}"),
        "",
        "What happens",
        pages.paragraph(scenario.overview),
        "",
        "What to take away",
        *(pages.row("-", takeaway, column=4) for takeaway in scenario.takeaways),
    ]
