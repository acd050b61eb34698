"""The command line: parses, calls the pipeline, prints, maps errors to exit codes; nothing else.

The only room that prints.
"""

from __future__ import annotations

import sys

from briefing.cli import console, process
from briefing.errors import BriefingError, OutputError


def main() -> None:
    """Run the command line; every error is one line on stderr and its exit code."""
    process.prepare_streams()
    process.collect_seldom()
    process.stop_on_interrupt()
    try:
        process.check_folder()
        try:
            from briefing.cli.commands import parser

            code = parser(sys.argv[1:])(prog_name="briefing", standalone_mode=False)
        finally:
            process.finish_output()
    except BriefingError as error:
        for reason in getattr(error, "reasons", ()):
            console.note(reason)
        console.note(f"briefing: {error}")
        sys.exit(error.exit_code)
    except (process.Stopped, KeyboardInterrupt):
        console.note("briefing: stopped")
        sys.exit(130)
    except (BrokenPipeError, SystemExit):  # whoever parses the command line makes one of the other
        process.close_output()
        sys.exit(OutputError.exit_code)
    except Exception as error:  # noqa: BLE001 - a fault of ours, told in one line
        sys.exit(console.fault(error))
    sys.exit(code)
