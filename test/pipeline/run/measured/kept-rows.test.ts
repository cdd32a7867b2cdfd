import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordEvent } from '../../../../src/identity/ledger/ledger.js';
import { runCorrect } from '../../../../src/pipeline/crosswalk/correct.js';
import { keptRows } from '../../../../src/pipeline/run/measured/kept-rows.js';
import { disc, RunLab, SECRET } from '../run-lab.js';

const TIMEOUT = 120_000;

const rowsOf = (lab: RunLab) =>
  lab.inside(async (crosswalk) => {
    const { rows } = keptRows(await lab.context(crosswalk, 'run-9', lab.options([])));
    return rows.map(({ row }) => [row.subject, row.site, row.visit]);
  });

it(
  'are whose the crosswalk says now, and those of what was destroyed do not count until it comes again',
  async () => {
    const lab = await RunLab.make('  measure-export: {}\n');
    const one = await disc(join(lab.at, 'a'), 'n1', 'V1', { slices: 2, reading: true });
    const two = await disc(join(lab.at, 'b'), 'n2', 'V1', { slices: 2, reading: true });
    await lab.run([one, two]);
    expect(await rowsOf(lab)).toEqual([
      ['01-001', '01', 'V1'],
      ['01-002', '01', 'V1'],
    ]);
    await runCorrect({
      ...{ trial: lab.trial, crosswalk: lab.crosswalk, secret: SECRET, subject: '01-001', to: '01-901' },
      ...{ studies: [], reason: 'mistyped', notesOnly: false, startedAt: new Date(), arguments: [] },
      ...{ operator: 'jd', signal: new AbortController().signal },
      copies: { retainedUids: false } as never,
    });
    expect((await rowsOf(lab)).map(([subject]) => subject)).toEqual(['01-901', '01-002']);
    await lab.inside(async (crosswalk) => {
      const { trial } = await lab.context(crosswalk, 'run-9', lab.options([]));
      const released = (await lab.events()).filter(({ kind }) => kind === 'released');
      const event = { at: '2026-01-01T00:00:00.000Z', osUser: 'u', operator: null } as const;
      const { subject = 0 } = released[1] ?? {};
      crosswalk.write((writer) =>
        recordEvent(writer, trial, { ...event, kind: 'destroyed', subject, details: { why: 'certificate' } }),
      );
    });
    expect((await rowsOf(lab)).map(([subject]) => subject)).toEqual(['01-901']);
  },
  TIMEOUT,
);
