"""The names that the completion of the shell offers."""

from __future__ import annotations


def methods() -> list[str]:
    """The names that ``--method`` takes, for the completion of the shell."""
    from briefing.salience import METHODS

    return list(METHODS)


def profile_names() -> list[str]:
    """The names that ``--profile`` takes, for the completion of the shell."""
    from briefing.config import profiles
    from briefing.errors import BriefingError

    try:
        return profiles()
    except BriefingError:  # a damaged file completes nothing
        return []


def formats() -> list[str]:
    """The names that ``--format`` takes, for the completion of the shell."""
    from briefing.writers import WRITERS

    return list(WRITERS)
