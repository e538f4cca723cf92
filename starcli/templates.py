"""Fills a template of `prompts/`.

What is filled in is data: it is never run, and nothing in it is changed. The templates run in a sandbox, because
`--prompts` may name a folder from anywhere.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starcli.errors import InputError

if TYPE_CHECKING:
    import jinja2


def render(name: str, values: Mapping[str, object], folders: Sequence[Path]) -> str:
    """Fill the template `name` of the first folder that has it with `values`.

    Raises:
        InputError: there is no such template, it has a fault, or it uses a value that is not there
            (code ``bad-template``); the message names the template, the line and the value.
    """
    import jinja2  # noqa: PLC0415 - 40 ms of start-up

    try:
        return _environment(tuple(folders)).get_template(name).render(values)
    except jinja2.TemplateNotFound as error:
        where = ", ".join(map(str, folders))
        raise _fault(f"template {error.name} is not in {where}: check the folder given with --prompts") from None
    except jinja2.TemplateSyntaxError as error:
        raise _fault(f"template {error.name or name}, line {error.lineno}: {error.message}") from None
    except UnicodeDecodeError:
        raise _fault(f"template {name} is not UTF-8: save it with that encoding") from None
    except Exception as error:  # a template can raise whatever an expression in it raises
        raise _fault(f"template {_place(name, error)}: {error}") from None


@cache
def _environment(folders: tuple[Path, ...]) -> "jinja2.Environment":
    import jinja2  # noqa: PLC0415 - loaded by `render`
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    environment = SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # Markdown and prompts, where < and & are themselves
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = as_yaml
    environment.filters["slug"] = as_slug
    return environment


def as_yaml(text: str) -> str:
    """Quote a text as one YAML value, whatever it holds (filter ``yaml``)."""
    import yaml  # noqa: PLC0415 - 20 ms, for templates that use it

    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**6).removesuffix("\n")


def as_slug(text: str) -> str:
    """Make a short name of a text: lower-case words joined by hyphens (filter ``slug``)."""
    words = "".join(character.lower() if character.isalnum() else " " for character in text).split()
    return "-".join(words)


def _place(name: str, error: Exception) -> str:
    """The template and line an error comes from: Jinja2 puts them into the traceback."""
    place, trace = name, error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "__jinja_template__" in trace.tb_frame.f_globals or file.suffix == ".j2":
            place = f"{file.name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _fault(message: str) -> InputError:
    return InputError(" ".join(message.split()), code="bad-template")
