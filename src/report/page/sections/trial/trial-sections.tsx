import type { VNode } from 'preact';
import type { SectionMaker } from '../../page-section.js';
import type { PageSource } from '../../page-source.js';
import { restOf } from '../generic/generic-sections.js';
import { LedgerBody } from './ledger-body.js';
import { RunBody } from './run-body.js';
import { StatusBody } from './status-body.js';

interface TrialPart {
  readonly title: string;
  readonly Body: (props: { source: PageSource }) => VNode;
  /** Sections of the report that it shows. */
  readonly shows: readonly string[];
}

const LEDGER = { Body: LedgerBody, shows: ['events', 'chain'] };
const PARTS: Readonly<Record<string, TrialPart>> = {
  run: { title: 'The run', Body: RunBody, shows: ['deliveries', 'problems', 'trialSteps'] },
  status: {
    ...{ title: 'Where the trial stands', Body: StatusBody },
    shows: ['sites', 'subjects', 'visits', 'devices', 'reads', 'queries', 'worklist', 'reconciliation'],
  },
  decide: { title: 'What was decided', ...LEDGER },
  ledger: { title: 'The ledger', ...LEDGER },
};

/** Reports on a trial as a whole: a day of deliveries, where it stands, what was decided, and the record of all that. */
export const trialSections: SectionMaker = async (source) => {
  const { command } = source.report;
  const part = Object.hasOwn(PARTS, command) ? PARTS[command] : undefined;
  if (!part) return restOf(source);
  const { title, Body, shows } = part;
  return [{ chapter: 'trial', title, body: <Body source={source} /> }, ...restOf(source, shows)];
};
