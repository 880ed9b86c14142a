"""Contracts and their reviews, the commissioner's decision records, papers to boards, recommendations and actions.

A *contract* is what a provider agreed with the office; award, term and service start are three dates. A *paper*
takes its figures by id from the measures room. A *recommendation* is followed by the *actions* that answer it.

This is one office's work and needs no case. Providers' services, which casework needs, are in `referrals`.
"""
