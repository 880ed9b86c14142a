"""What is waiting for me, and the case seen whole: pages that put several rooms side by side.

A *waiting list* is one kind of thing that waits for a person ("conditions that are overdue"), with one question
that answers it. A *panel* is the part of the case page that one room supplies. The desk lays them out.

The desk has no tables and no actions. It reads each room through its queries and never through its models.
"""
