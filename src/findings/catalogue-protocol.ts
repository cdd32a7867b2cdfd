import { entry } from './catalogue-entry.js';

const DECLARED = 'corelab: the declared protocol';
const NEVER_GREEN = 'corelab: never falsely green';
const DECIDED = 'corelab: decisions of people';

/** Findings of `check-protocol`. `check` and `series` are names of the protocol's file. */
export const PROTOCOL_ENTRIES = {
  'protocol-as-declared': entry('pass', 'info', '{series}: {check} is as declared', DECLARED),
  'protocol-deviation': entry('fail', 'major', '{series}: {check} deviates from the protocol', DECLARED),
  'protocol-off-target': entry(
    'warn',
    'minor',
    '{series}: {check} is acceptable, but outside the target',
    DECLARED,
  ),
  'protocol-value-absent': entry(
    'not-evaluable',
    'major',
    '{series}: {check} is required and absent',
    NEVER_GREEN,
  ),
  'protocol-value-unreadable': entry(
    'not-evaluable',
    'major',
    '{series}: {check} cannot be read',
    NEVER_GREEN,
  ),
  'protocol-value-unknown': entry(
    'not-evaluable',
    'major',
    '{series}: {check} cannot be told from the data',
    NEVER_GREEN,
  ),
  'protocol-not-comparable': entry(
    'not-evaluable',
    'major',
    '{series}: {check} cannot be compared with what is declared',
    NEVER_GREEN,
  ),
  'protocol-varies': entry(
    'fail',
    'major',
    '{series}: {check} differs within the series',
    'corelab: one series, one setting',
  ),
  'protocol-not-asked': entry('not-applicable', 'info', '{series}: {check} is not asked for here', DECLARED),
  'protocol-condition-unsettled': entry(
    'not-evaluable',
    'major',
    '{series}: whether {check} is asked for cannot be told',
    NEVER_GREEN,
  ),
  'protocol-no-variant': entry(
    'not-evaluable',
    'major',
    '{series}: no variant of the protocol says what {check} should be on this scanner',
    NEVER_GREEN,
  ),
  'protocol-variant-unsettled': entry(
    'not-evaluable',
    'major',
    '{series}: which variant of the protocol goes for {check} cannot be told',
    NEVER_GREEN,
  ),
  'protocol-series-missing': entry('fail', 'critical', 'the series {series} is missing', DECLARED),
  'protocol-series-repeated': entry(
    'fail',
    'major',
    'the series {series} is there more often than declared',
    DECLARED,
  ),
  'protocol-series-ambiguous': entry(
    'not-evaluable',
    'major',
    'a series fits several of the protocol: {series}',
    NEVER_GREEN,
  ),
  'protocol-series-unexpected': entry(
    'warn',
    'minor',
    'a series that the protocol does not ask for',
    DECLARED,
  ),
  'protocol-series-excluded': entry(
    'not-applicable',
    'info',
    'a series that the protocol excludes',
    DECLARED,
  ),
  'protocol-series-superseded': entry(
    'not-applicable',
    'info',
    'a repeat of {series} in the place of which another was accepted',
    DECIDED,
  ),
  'protocol-series-incomplete': entry(
    'fail',
    'critical',
    '{series}: the series is not complete: {check}',
    'corelab: nothing lost',
  ),
  'protocol-nothing-matched': entry(
    'not-evaluable',
    'critical',
    'no series of the study is one of the protocol',
    NEVER_GREEN,
  ),
  'protocol-cross-deviation': entry('fail', 'major', '{check}', DECLARED),
  'protocol-cross-unsettled': entry('not-evaluable', 'major', '{check} cannot be told', NEVER_GREEN),
  'protocol-visit-changed': entry('fail', 'major', '{check}: changed from visit to visit', DECLARED),
  'protocol-visit-unsettled': entry(
    'not-evaluable',
    'major',
    '{check}: cannot be compared from visit to visit',
    NEVER_GREEN,
  ),
  'protocol-single-visit': entry(
    'not-applicable',
    'info',
    '{check}: there is only one visit to look at',
    DECLARED,
  ),
  'protocol-device-unqualified': entry('fail', 'major', '{check} is not qualified', DECLARED),
  'protocol-device-unsettled': entry(
    'not-evaluable',
    'major',
    'whether {check} is qualified cannot be told',
    NEVER_GREEN,
  ),

  // Decisions of people
  'disposition-unused': entry('warn', 'minor', 'disposition {number} is about nothing here: {why}', DECIDED),
  'disposition-outdated': entry('warn', 'major', 'disposition {number} was not applied: {why}', DECIDED),
  'disposition-needless': entry('warn', 'minor', 'disposition {number} was not needed: {why}', DECIDED),

  // --lint
  'protocol-variant-unreachable': entry('fail', 'major', '{place}: {what}', DECLARED),
  'protocol-matches-overlap': entry('warn', 'major', '{place}: {what}', DECLARED),
  'protocol-band-impossible': entry('fail', 'major', '{place}: {what}', DECLARED),
  'protocol-test-failed': entry('fail', 'major', '{place}: {what}', DECLARED),
  'protocol-check-twice': entry('warn', 'minor', '{place}: {what}', DECLARED),
  'protocol-rule-idle': entry('warn', 'minor', '{place}: {what}', DECLARED),

  // init-protocol
  'protocol-no-reference': entry(
    'not-evaluable',
    'major',
    'there is no series that a protocol could be made from',
    NEVER_GREEN,
  ),
} as const;
