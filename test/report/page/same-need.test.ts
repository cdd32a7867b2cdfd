import { expect, it } from 'vitest';
import type { FileEntry } from '../../../src/report/envelope.js';
import { needsOf } from '../../../src/report/page/needs-of.js';
import type { PageSource } from '../../../src/report/page/page-source.js';
import { sameNeeds } from '../../../src/report/page/same-need.js';
import { deliveryRow, problemRow } from '../run-sample.js';
import { taskRow } from '../status-sample.js';
import { findingOf, sourceOf } from './page-sample.js';

const FILES: FileEntry[] = [{ root: 0, path: 'IM1', kind: 'dicom', bytes: 1 }];

function said(
  number: number,
  command: string,
  root: string,
  findings = [findingOf({ subject: { file: 0 } })],
) {
  return sourceOf({ command, roots: [{ id: 0, path: root }], files: FILES, findings }, number);
}

/** Numbers of the reports that say each thing. */
function tellers(sources: readonly PageSource[]): number[][] {
  return sameNeeds(needsOf(sources)).map(({ need, also }) =>
    [need, ...also].map(({ source }) => source.number),
  );
}

it('tells once what two commands say of the same file', () => {
  expect(tellers([said(0, 'manifest', '/a'), said(1, 'check-protocol', '/a')])).toEqual([[0, 1]]);
});

it('takes files of one path in two deliveries for two', () => {
  expect(tellers([said(0, 'manifest', '/a'), said(1, 'manifest', '/b')])).toEqual([[0], [1]]);
});

it('knows a series by its UID wherever it lies, and a name only in its own place', () => {
  const series = [findingOf({ subject: { seriesUID: '1.2.3' } })];
  const name = [findingOf({ subject: { name: 'scanner 1' } })];
  expect(tellers([said(0, 'manifest', '/a', series), said(1, 'manifest', '/b', series)])).toEqual([[0, 1]]);
  expect(tellers([said(0, 'manifest', '/a', name), said(1, 'manifest', '/b', name)])).toEqual([[0], [1]]);
});

it.each([
  ['message', { message: 'other' }],
  ['outcome', { outcome: 'not-evaluable' }],
  ['severity', { severity: 'minor' }],
  ['code', { code: 'duplicate-slices' }],
  ['expected', { expected: 4 }],
  ['actual', { actual: 4 }],
] as const)('keeps apart what differs in its %s', (_, but) => {
  const other = [findingOf({ subject: { file: 0 }, ...but })];
  expect(tellers([said(0, 'manifest', '/a'), said(1, 'check-protocol', '/a', other)])).toHaveLength(2);
});

it('counts twice what a report says twice', () => {
  const twice = [findingOf({ subject: { file: 0 } }), findingOf({ subject: { file: 0 } })];
  expect(tellers([said(0, 'manifest', '/a', twice), said(1, 'deid', '/a', twice)])).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

it('merges nothing of reports that do not say where they worked', () => {
  const findings = [findingOf()];
  expect(tellers([sourceOf({ findings }), sourceOf({ findings }, 1)])).toEqual([[0], [1]]);
});

it('tells an item of a trial once, whatever words say it, and keeps two trials apart', () => {
  const trial = (protocol: string) => ({ config: { trial: { protocol } } });
  const run = sourceOf({
    ...{ command: 'run', ...trial('EX-1'), deliveries: [deliveryRow()] },
    problems: [problemRow({ code: 'x' }), problemRow({ code: 'x', item: '41.3' })],
  });
  const status = (protocol: string) =>
    sourceOf({ command: 'status', ...trial(protocol), worklist: [taskRow({ item: '41.3' })] }, 1);
  expect(tellers([run, status('EX-1')])).toEqual([[0], [0, 1]]);
  expect(tellers([run, status('EX-2')])).toEqual([[0], [0], [1]]);
});
