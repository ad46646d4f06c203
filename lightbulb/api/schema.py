"""What the schema says of every operation: how it answers when it cannot."""

from typing import Any

from lightbulb.api.problems import MEDIA_TYPE

WORDS = {"type": "string"}
ERROR = {
    "type": "object",
    "required": ["field", "detail"],
    "properties": {"field": WORDS, "detail": WORDS},
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `errors` names each field that does not fit, and why.",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": WORDS,
        "title": WORDS,
        "status": {"type": "integer"},
        "detail": WORDS,
        "errors": {"type": "array", "items": ERROR},
    },
}
ANSWER = {
    "description": "It could not be done: the problem says why.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def with_problems(result: dict[str, Any], **generator: object) -> dict[str, Any]:
    """Give every operation the one answer that all its errors have.

    The session's cookie has its name of the real service, whatever mode draws this.
    """
    result["components"]["schemas"]["Problem"] = PROBLEM
    result["components"]["securitySchemes"]["cookieAuth"]["name"] = "__Host-session"
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = ANSWER
    return result
