"""The help of a command: its options by what they are for, and where to read more."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

READ = "What to read"
CHOOSE = "What to choose"
LOOK = "How it looks"
MAIL = "Mail and memo"
RUN = "How it runs"
"""The panels of the help, in order; what stands in none comes first."""
ARGUMENTS, OTHERS = "Arguments", "Options"
EPILOG = (
    "Recipes, a template in ten minutes, and every option at length: the README of the project."
)


class PanelCommand(TyperCommand):
    """A command whose options are shown in panels (``rich_help_panel``), as plain text."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and then the panels, those with options in them."""
        order = (ARGUMENTS, OTHERS, READ, CHOOSE, LOOK, MAIL, RUN)
        panels: dict[str, list[tuple[str, str]]] = {title: [] for title in order}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None:
                continue
            if parameter.param_type_name == "argument":
                panels[ARGUMENTS].append(record)
            else:
                panel = getattr(parameter, "rich_help_panel", None) or OTHERS
                panels.setdefault(panel, []).append(record)
        for title, records in panels.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)
