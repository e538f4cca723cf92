import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import starcli
from starcli import resources
from starcli.errors import InputError

CHECKOUT = Path(starcli.__file__).parent.parent


@pytest.mark.parametrize("kind", ["prompts", "scenarios"])
def test_a_checkout_keeps_the_folders_beside_the_package(kind):
    assert resources.folder(kind) == CHECKOUT / kind


@pytest.mark.parametrize("kind", ["prompts", "scenarios"])
def test_an_installed_wheel_keeps_them_inside(tmp_path, kind):
    shutil.copytree(CHECKOUT / "starcli", tmp_path / "starcli", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / kind).mkdir()  # someone else's folder beside the package is not ours
    shutil.copytree(CHECKOUT / kind, tmp_path / "starcli" / "_data" / kind)
    found = subprocess.run(
        [sys.executable, "-c", f"from starcli import resources; print(resources.folder('{kind}'))"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()) == tmp_path / "starcli" / "_data" / kind


def test_a_broken_installation_is_said_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "starcli")
    with pytest.raises(InputError, match=r"^star's folder prompts/ is missing: install star again$"):
        resources.folder("prompts")
