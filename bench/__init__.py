"""Speed and memory, measured against named baselines that run beside them.

Each `bench_<name>.py` has `run(report)` and says in its docstring what it promises. A number of seconds depends on
the machine; a ratio to something simple done on the same machine a moment before does not, so ratios are promised.
"""
