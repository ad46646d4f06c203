"""Reading what is sent: JSON in UTF-8, and nothing the database could not keep."""

import json
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer


class PlainJSON(JSONParser):
    """RFC 8259, whatever character set the sender names. Half a letter is refused here:
    JSON can spell it, text in the database cannot."""

    renderer_class = JSONRenderer

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            read = super().parse(stream, media_type, {"encoding": "utf-8"})
            json.dumps(read, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise ParseError("The text holds half a letter (a lone surrogate).") from error
        except RecursionError as error:
            raise ParseError("The text is nested too deeply.") from error
        return read
