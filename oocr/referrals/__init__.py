"""Providers, their services, and the people sent to them: referral, attendance, completion.

A *referral* is this person sent to this *service*, run by that *provider* (an agency). A provider sees its own
referrals and nothing else of the case. What the contract says and costs is in oversight, not here.

For now the room holds what the historic extract brings.
"""
