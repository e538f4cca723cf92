"""What ties words about a story to the story: quotes found in it, and facts that it does not have."""

from starcli.grounding.facts import added_facts
from starcli.grounding.known import Known, known
from starcli.grounding.mending import without_added
from starcli.grounding.quotes import find_evidence, find_quote
from starcli.grounding.statement import Mode

__all__ = ["Known", "Mode", "added_facts", "find_evidence", "find_quote", "known", "without_added"]
