"""The mistakes that show when server.py is read, imported, asked or started."""

from workshop.hints.mistakes import (
    answering,
    importing,
    kinds,
    routing,
    running,
    serving,
    syntax,
    templates,
    undefined,
)

TABLES = {
    table.__name__.rpartition(".")[2]: table.MISTAKES
    for table in (
        syntax,
        importing,
        undefined,
        routing,
        running,
        kinds,
        templates,
        answering,
        serving,
    )
}
MISTAKES = [mistake for table in TABLES.values() for mistake in table]
