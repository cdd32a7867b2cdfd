import { expect, it } from 'vitest';
import type { LedgerRow } from '../../../src/report/ledger-sections.js';
import { ledgerTable } from '../../../src/report/tables/ledger.js';
import { rowsOf } from '../assign-id-sample.js';

const row: LedgerRow = {
  ...{ event: 3, at: '2026-11-23T10:03:00Z', kind: 'ended', osUser: 'u', operator: null, run: 'r' },
  ...{ delivery: null, site: '07', subject: null, visit: null, command: null, report: null, item: null },
  ...{ text: 'run ended: pass', details: { verdict: 'pass' }, auditSeq: 9, auditMac: 'ab' },
};
const sections = { events: [row, { ...row, event: 4, subject: '07-1', visit: 'V1' }] };

it('has a row an event, all of it, its details as JSON', () => {
  const table = ledgerTable({ sections });
  const [first] = rowsOf(table);
  expect(first).toEqual({
    ...{ event: 3, at: '2026-11-23T10:03:00Z', kind: 'ended', os_user: 'u', operator: undefined, run: 'r' },
    ...{ delivery: undefined, site: '07', subject: undefined, visit: undefined, command: undefined },
    ...{ report: undefined, item: undefined, text: 'run ended: pass', details: '{"verdict":"pass"}' },
    ...{ audit_seq: 9, audit_mac: 'ab' },
  });
  // May be read more than once.
  expect(rowsOf(table)).toHaveLength(2);
});

it('has no row where nothing is told', () => {
  expect(rowsOf(ledgerTable({ sections: {} }))).toEqual([]);
});
