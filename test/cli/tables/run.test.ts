import { expect, it } from 'vitest';
import { renderTable } from '../../../src/cli/render-table.js';
import { runTerminalTable } from '../../../src/cli/tables/run.js';
import { rowsOf } from '../../report/assign-id-sample.js';
import { deliveryRow } from '../../report/run-sample.js';

const shown = (deliveries: readonly unknown[]) => rowsOf(runTerminalTable({ sections: { deliveries } }));

it('shows a row a delivery, by the name of its folder', () => {
  const why = ['manifest: slices missing: 1', 'deid: quarantined'];
  const row = deliveryRow({
    verdict: 'fail',
    needsPerson: 2,
    why,
    subjects: ['A', 'B'],
    visits: ['V1', 'V2'],
  });
  expect(shown([row])).toEqual([
    {
      ...{ '#': 1, Delivery: 'cd-1', Site: '01', Subject: 'A B', Visit: 'V1 V2', In: 20, Out: 11, Held: 4 },
      ...{ Verdict: 'fail', 'To decide': 2, Why: 'manifest: slices missing: 1; deid: quarantined' },
    },
  ]);
});

it('says that a delivery was stopped, and not what its commands came to before', () => {
  const [row] = shown([deliveryRow({ state: 'stopped', verdict: 'fail', site: null })]);
  expect([row?.Verdict, row?.Site]).toEqual(['stopped', '']);
});

it.each([
  ['/data/cd', 'cd'],
  ['/data/cd//', 'cd'],
  ['cd', 'cd'],
  ['/', '/'],
])('calls the delivery %s %s', (input, name) => {
  expect(shown([deliveryRow({ input })])[0]?.Delivery).toBe(name);
});

it('keeps the verdict in a narrow window', () => {
  const row = deliveryRow({ input: `/data/${'x'.repeat(60)}`, verdict: 'not-evaluable' });
  expect(renderTable(runTerminalTable({ sections: { deliveries: [row] } }), 100)).toContain('not-evaluable');
});

it('has no row where nothing came', () => {
  expect(rowsOf(runTerminalTable({ sections: {} }))).toEqual([]);
});
