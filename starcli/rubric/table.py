"""Which detector answers which criterion."""

from collections.abc import Callable, Mapping

from starcli.models import BY_ABSENCE, Finding
from starcli.reading import Reading
from starcli.rubric.rules import action, delivery, reflection, result, situation, task

# In rubric order. D601 (needs the level's range) and P701 (needs the principles) are answered in `rubric.judge`.
DETECTORS: Mapping[str, Callable[[Reading], Finding]] = {
    "S101": situation.context_set,
    "S102": situation.problem_named,
    "S103": situation.problem_sized,
    "S104": situation.stakes_named,
    "T201": task.own_part_stated,
    "T202": task.scope_boundary,
    "T203": task.self_initiated,
    "T204": task.target_set,
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
    "R401": result.outcome_stated,
    "R402": result.outcome_measured,
    "R403": result.before_after,
    "R404": result.value_translated,
    "R405": result.second_order,
    "L501": reflection.lesson_present,
    "L502": reflection.lesson_specific,
    "L503": reflection.lesson_systemic,
    "L504": reflection.lesson_applied,
    "D602": delivery.no_hedges,
    "D603": delivery.no_empty_words,
    "D604": delivery.ordered,
    "D605": delivery.on_story,
    "D606": delivery.consistent,
}

# Faults are looked for in all that is said; what is met by its presence must be heard, and so must a carrying through.
FAULTS = BY_ABSENCE - {"A312"}
