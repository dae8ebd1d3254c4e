"""An explanation as data for other programs."""

from __future__ import annotations

from typing import Any

from scheduler.questions.explain.answers import Explained
from scheduler.questions.explain.cause_text import headline, sentences


def as_data(answer: Explained) -> dict[str, Any]:
    """For `--json`."""
    return {
        "answer": "impossible",
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
        "seen": [finding.sentence for finding in answer.seen],
        "all_causes": answer.all_causes,
        "shared_causes_sought": answer.entangled_sought,
        "causes": [
            {
                "sentence": headline(cause, answer.conference),
                "sessions": [session.name for session in cause.sessions],
                "told": sentences(cause, answer.conference),
                "requirements": [{"rule": r.name, "statement": str(r)} for r in cause.requirements],
                "smallest": cause.smallest,
                "shares_with": list(cause.entangled),
            }
            for cause in answer.causes
        ],
        "all_remedies": answer.all_remedies,
        "mending_cause_1": [{"sentence": str(change), "asks": change.asks} for change in answer.first_cause_repairs],
        "remedies": [
            {
                "asks": remedy.asks,
                "changes": [{"sentence": str(change), "asks": change.asks} for change in remedy.changes],
                "cost": remedy.solved.report.cost if remedy.solved else None,
                "least_possible": remedy.solved.bound if remedy.solved else None,
                "missed": remedy.solved.report.missed if remedy.solved else None,
            }
            for remedy in answer.remedies
        ],
        "choices": [[str(change) for change in choice] for choice in answer.choices],
    }
