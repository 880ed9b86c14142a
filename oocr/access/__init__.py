"""Agencies, people, roles and need-to-know: who may do and see what.

Two questions, kept apart. *May this person?* is a permission: roles are a table of permissions, and a person
holds a role at an agency between two dates. *Now, for this thing?* is the move's `needs`, beside each table of
states. *May they see it?* is `visible_to` on each kind of thing, which gives nothing until a rule says otherwise.
*Rank* is what a police person holds between two dates; authority is judged by the rank held at the time.

This room does not know cases. It says who someone is and what they may do; each room says what they may see of it.
"""
