"""Assessment against policy, proposal, authority, issue, and what to do about a breach.

An *assessment* keeps what the policy pack found, as it was found that day. A *proposal* is what an officer asks
for; *authority* is who has said yes, at what rank, and is never one's own. *Issuing* turns authority into a
resolution, conditions and referrals in one transaction.

This room holds the reasoning; the resolution itself is a fact of the case and is kept in `cases`.
"""
