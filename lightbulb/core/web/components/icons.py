"""The icons: two-pixel lines on a grid of 24, decoration beside words, never alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
    "camera": "M3 8h5l2-3h4l2 3h5v11H3zM12 10a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "car": "M3 13l2-6h14l2 6v5H3zM3 13h18M6 18v2M18 18v2",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3",
    "cross": "M5 5l14 14M19 5L5 19",
    "down": "M6 9l6 6 6-6",
    "house": "M3 11l9-8 9 8M6 9v11h12V9",
    "lock": "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
    "mail": "M3 6h18v12H3zM3 7l9 7 9-7",
    "menu": "M4 6h16M4 12h16M4 18h16",
    "message": "M4 5h16v11h-8l-4 4v-4H4z",
    "note": "M6 3h9l4 4v14H6zM9 11h7M9 15h7",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3-6 8-6s8 2 8 6",
    "phone": "M6 3l4 1 1 5-3 2c1 3 3 5 6 6l2-3 4 1 1 4c-1 2-3 2-5 2C10 20 4 13 4 7c0-2 0-3 2-4z",
    "search": "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l6 6",
    "tablet": "M6 3h12v18H6zM11 18h2",
    "tick": "M4 12l6 6L20 6",
    "up": "M6 15l6-6 6 6",
    "warning": "M12 3L2 21h20zM12 10v5M12 18v.5",
}
TONES = ("", "good", "warning", "danger")


def icon(name: str, *, tone: str = "") -> SafeString:
    """The icon as inline SVG, hidden from assistive technology."""
    if tone not in TONES:
        raise ValueError(f"An icon's tone is one of {TONES}, not {tone!r}.")
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"'
        ' focusable="false"><path d="{}"/></svg>',
        f"lb-icon lb-icon--{tone}" if tone else "lb-icon",
        mark_safe(SHAPES[name]),
    )
