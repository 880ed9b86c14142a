"""Settings, the list of URLs, the database and the server: how the service is put together and started.

*Environment* is what the machine tells us, in variables; this room is the only one that reads it, through one
typed class with an attribute for each. *Settings* are what Django needs, worked out from the environment. The
*embedded server* is the PostgreSQL that runs inside a checkout when no DATABASE_URL is given.

This room decides nothing about cases, people or figures. It composes the other rooms and is imported by none.
"""
