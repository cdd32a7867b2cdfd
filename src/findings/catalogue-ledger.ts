import { entry } from './catalogue-entry.js';

const NEVER_GREEN = 'corelab: never falsely green';
const NOTHING_LOST = 'corelab: nothing lost';
const FAIL_CLOSED = 'corelab: fail closed';

/** Findings of `run`, `status`, `decide` and `ledger`. */
export const LEDGER_ENTRIES = {
  're-sent': entry(
    'pass',
    'info',
    'the study came before, and every file that came now is what it was',
    NOTHING_LOST,
  ),
  'changed-re-send': entry(
    'fail',
    'major',
    'the study came before: {changed} of its files differ now, and {added} are new',
    NOTHING_LOST,
  ),
  'run-delivery-open': entry('fail', 'major', 'delivery {delivery} needs a person: {why}', NEVER_GREEN),
  'run-delivery-decided': entry(
    'fail',
    'minor',
    'delivery {delivery} did not pass, and nothing of it waits for a person: {why}',
    NEVER_GREEN,
  ),
  'run-delivery-warns': entry('warn', 'minor', 'delivery {delivery}: {why}', NEVER_GREEN),
  'run-delivery-stopped': entry(
    'fail',
    'major',
    'delivery {delivery} was not brought to its end: {why}; complete the run with --resume',
    NOTHING_LOST,
  ),
  'run-delivery-given-up': entry(
    'fail',
    'major',
    'delivery {delivery} was given up: {why}; what it had written stands in the output, and was not checked',
    NOTHING_LOST,
  ),
  'run-several-patients': entry(
    'warn',
    'major',
    'the delivery holds {count} patients: is each of them of this trial?',
    FAIL_CLOSED,
  ),
  'run-empty-place': entry(
    'not-evaluable',
    'major',
    'with --each, a place holds no folder of a delivery',
    NOTHING_LOST,
  ),
  'run-step-open': entry('fail', 'major', '{command} over all deliveries: {why}', NEVER_GREEN),
  'ledger-chain-broken': entry(
    'fail',
    'critical',
    'the chain of the ledger does not hold: {why}',
    'corelab: append-only; 21 CFR 11.10(e)',
  ),
  'status-needs-person': entry('fail', 'major', '{who}: {count} to be decided', NEVER_GREEN),
  'status-run-unfinished': entry(
    'not-evaluable',
    'major',
    'the run of {at}, of {deliveries}, has not come to its end: what it has yet to look at is not told here',
    NEVER_GREEN,
  ),
  'status-visit-unfinished': entry(
    'warn',
    'minor',
    '{who}: it came, and what came has not been through every command of the pipeline: let it come again',
    NEVER_GREEN,
  ),
  'status-query-overdue': entry(
    'fail',
    'major',
    '{who}: the site has not answered for {days} days',
    NEVER_GREEN,
  ),
  'status-visit-missed': entry(
    'fail',
    'major',
    '{who}: the window has closed and nothing came',
    NOTHING_LOST,
  ),
  'status-visit-overdue': entry(
    'warn',
    'minor',
    '{who}: the target day has passed and nothing came',
    NOTHING_LOST,
  ),
  'reconcile-differs': entry('fail', 'major', '{who}: {what}', FAIL_CLOSED),
} as const;
