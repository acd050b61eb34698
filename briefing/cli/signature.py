"""The signature that typer reads: a command's own options, and those it shares."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

Command = TypeVar("Command", bound=Callable[..., None])


def takes(shared: Any) -> Callable[[Command], Command]:
    """A decorator: the options of the TypedDict ``shared`` join those of a command.

    The command receives them in ``**shared``. Each is None where the command line does not give it.
    """

    def join(command: Command) -> Command:
        own = list(inspect.signature(command, eval_str=True).parameters.values())[:-1]
        keyword, hints = inspect.Parameter.KEYWORD_ONLY, get_type_hints(shared, include_extras=True)
        joined = [
            inspect.Parameter(name, keyword, default=None, annotation=hint)
            for name, hint in hints.items()
        ]
        signature = inspect.Signature([*own, *joined])
        setattr(command, "__signature__", signature)  # noqa: B010 - what typer reads
        command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
        return command

    return join
