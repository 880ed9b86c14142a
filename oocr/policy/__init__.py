"""Loads policy packs and evaluates them: pure Python that knows no framework.

A *pack* is one dated file of rules, each with a sentence, a source and examples. A rule asks about named *facts*
and answers yes, no or *cannot say*. The evaluator returns *findings*; it never decides.

What the rules are is in `packs/`, owned by the people who own the policy. Who decides is in `decisions`.
"""
