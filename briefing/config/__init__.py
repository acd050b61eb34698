"""Options as one frozen value: defaults, then ``briefing.toml``, then the command line."""

from briefing.config.file import RunFile as RunFile
from briefing.config.file import find_config as find_config
from briefing.config.file import load_config as load_config
from briefing.config.file import load_file as load_file
from briefing.config.file import profiles as profiles
from briefing.config.values import FILE_KEYS as FILE_KEYS
from briefing.config.values import GROUPS as GROUPS
from briefing.config.values import KEYS as KEYS
from briefing.config.values import PAPERS as PAPERS
from briefing.config.values import SECTOR_TABLES as SECTOR_TABLES
from briefing.config.values import UNDATED as UNDATED
from briefing.config.values import Config as Config
from briefing.config.values import Options as Options
from briefing.config.values import Watch as Watch
from briefing.config.values import resolve_dates as resolve_dates
from briefing.config.values import variable as variable
from briefing.config.values import with_options as with_options
