import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { validatorOf } from '../../../src/io/schemas.js';
import { runQuarantineList } from '../../../src/pipeline/quarantine/list.js';
import { appendBegun, appendRelease } from '../../../src/pipeline/quarantine/release-request.js';
import { runQuarantineShow } from '../../../src/pipeline/quarantine/show.js';
import { openQuarantine } from '../../../src/pipeline/quarantine/store.js';
import type { Report } from '../../../src/report/envelope.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { copy, inputOf, plain } from '../copies/plain.js';

async function quarantine() {
  const { folder, options } = plain({ DOE_JANE: 'BAD', b: 'B', leak: 'LEAK' });
  await copy({ ...options, refusedBefore: [{ ...inputOf(folder, 'gone', 3), code: 'unreadable' }] });
  const state = join(folder, 'state');
  return { state, call: { state, identifiers: false, startedAt: new Date(), arguments: ['list'] } };
}

/** The report as it is written, once it fits its schema. */
async function written(report: Report): Promise<Record<string, unknown> & { entries: { number: number }[] }> {
  const json = JSON.parse([...jsonChunks(report)].join(''));
  const validate = await validatorOf('report-quarantine');
  expect(validate(json)).toEqual([]);
  return json;
}

it('lists what waits with its reason, and warns of what stands in the input only', async () => {
  const { call } = await quarantine();
  const report = await written(runQuarantineList(call));
  expect(report).toMatchObject({
    confidentiality: 'linked',
    verdict: 'warn',
    summary: { entries: 3, waiting: 3, released: 0, settled: 0, damaged: 0 },
    entries: [
      { number: 1, status: 'waiting', code: 'bad-content', bytes: 3, operator: 'A. Runner', unkept: null },
      { number: 2, code: 'leak' },
      { number: 3, code: 'unreadable', sha256: null, unkept: 'not-found' },
    ],
    findings: [{ code: 'quarantine-not-kept', actual: 1 }],
  });
});

it('tells where a file was read with --identifiers only', async () => {
  const { call } = await quarantine();
  for (const make of [runQuarantineList, (one: typeof call) => runQuarantineShow({ ...one, number: 1 })]) {
    expect([...jsonChunks(make(call))].join('')).not.toContain('DOE_JANE');
    const report = await written(make({ ...call, identifiers: true }));
    expect(report.confidentiality).toBe('identified');
    expect(report.entries[0]).toMatchObject({ root: 0, path: 'DOE_JANE' });
  }
});

it('shows where the hits were, and who let the file go', async () => {
  const { state, call } = await quarantine();
  const store = openQuarantine(state);
  const request = { entry: 2, reason: 'no name', operator: 'B. Second', osUser: 'second' };
  const output = { path: 'S/leak.dcm', size: 5, sha256: 'cd'.repeat(32) };
  const vouched = { codes: ['leak'], hits: [] };
  const at = new Date('2026-03-01T11:00:00Z');
  appendBegun(store, { ...request, entry: 1, at, vouched, output });
  appendRelease(store, { ...request, at, vouched, output });
  store.close();
  expect(await written(runQuarantineShow({ ...call, number: 2 }))).toMatchObject({
    verdict: 'pass',
    entries: [{ number: 2, status: 'released', code: 'leak' }],
    hits: [{ where: 'file', from: 'test', kind: 'name' }],
    releases: [
      {
        number: 2,
        codes: ['leak'],
        operator: 'B. Second',
        isAuthenticated: false,
        reason: 'no name',
        sha256: output.sha256,
      },
    ],
  });
  const waiting = await written(runQuarantineShow({ ...call, number: 1 }));
  expect(waiting).toMatchObject({ verdict: 'warn', hits: [] });
  expect(waiting.findings).toMatchObject([{ code: 'quarantine-release-unfinished' }]);
  expect(() => runQuarantineShow({ ...call, number: 4 })).toThrow('there are 1 to 3');
});

it('fails where a copy is gone or was changed; one of the same size is found when it is shown', async () => {
  const { state, call } = await quarantine();
  const store = openQuarantine(state);
  const [first, second] = store.entries.map((entry) => String(store.storedPath(entry)));
  store.close();
  rmSync(first ?? '');
  writeFileSync(second ?? '', 'LEEK');
  const list = await written(runQuarantineList(call));
  expect(list).toMatchObject({ verdict: 'fail', summary: { damaged: 1, waiting: 2 } });
  expect(list.findings).toMatchObject([
    { code: 'quarantine-copy-damaged', message: expect.stringContaining('entry 1') },
    { code: 'quarantine-not-kept' },
  ]);
  expect(await written(runQuarantineShow({ ...call, number: 2 }))).toMatchObject({ summary: { damaged: 1 } });
});
