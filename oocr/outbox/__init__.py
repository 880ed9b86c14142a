"""The one way out for messages to people: e-mails and texts wait here, are sent, and stay on record.

A *message* is about something by its text reference, goes to one address, and is *waiting*, *sent* or *failed*. A
*carrier* takes it away: GOV.UK Notify, or in the demonstration a folder of files that nobody receives.

A room above writes the words and decides who may be written to; this room knows neither a case nor a person. Letters
with links to choose a password are not messages of this kind: `access` sends those.
"""
