"""The mistakes that show when server.py is read, imported, asked or started."""

from workshop.hints.mistakes import (
    answering,
    importing,
    kinds,
    routing,
    running,
    saying,
    serving,
    syntax,
    templates,
    undefined,
    values,
    visiting,
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
        values,
        visiting,
        saying,
        serving,
    )
}
MISTAKES = [mistake for table in TABLES.values() for mistake in table]
