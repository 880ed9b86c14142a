"""Runs of policy over past cases, in the background."""

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from oocr.decisions.actions.reviewing import carry_out_run
from oocr.decisions.queries import run_to_carry_out, runs_left_waiting


@app.task(name="decisions.carry_out_run")
def carry_out(number: int) -> None:
    """Carry out one run."""
    run = run_to_carry_out(number)
    if run:
        carry_out_run(run=run, at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="decisions.take_up_runs", pass_context=False)
def take_up_runs(timestamp: int) -> None:
    """A run whose worker was killed is begun again: it had changed nothing."""
    for run in runs_left_waiting(before=timezone.now() - dt.timedelta(minutes=30)):
        carry_out.defer(number=run.pk)
