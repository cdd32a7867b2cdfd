import { expect, it } from 'vitest';
import { ledgerTerminalTable } from '../../../src/cli/tables/ledger.js';
import { rowsOf } from '../../report/assign-id-sample.js';

it('shows the sentence of each event, and whose it is', () => {
  const row = { event: 3, site: '07', subject: null, visit: null, text: 'run ended: pass' };
  const sections = { events: [row, { ...row, event: 4, subject: '07-1', visit: 'V1' }] };
  expect(rowsOf(ledgerTerminalTable({ sections }))).toEqual([
    { Event: 3, Site: '07', Subject: undefined, Visit: undefined, What: 'run ended: pass' },
    { Event: 4, Site: '07', Subject: '07-1', Visit: 'V1', What: 'run ended: pass' },
  ]);
});
