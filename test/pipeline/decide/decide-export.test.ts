import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../src/identity/project-key.js';
import { type DecideOptions, runDecide } from '../../../src/pipeline/decide/run.js';
import type { Report } from '../../../src/report/envelope.js';
import type { LedgerSections } from '../../../src/report/ledger-sections.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { ndjsonChunks } from '../../../src/report/write-ndjson.js';
import { file, report } from '../../report/sample.js';
import { ids, PROJECT_KEY, type World } from '../crosswalk/world.js';
import {
  eventOf,
  historyWorld,
  OTHER_RELEASED_UID,
  RELEASED_UID,
  record,
  stateOf,
} from '../ledger/ledger-world.js';

type Made = World & { readonly first: number; readonly second: number };

/** A report of deid: two files of the first subject's study, one of another trial's. */
function deidReport(more: Partial<Report> = {}): Report {
  const studies = [RELEASED_UID, RELEASED_UID, '2.25.1'];
  return report({
    ...{ schema: 'corelab/report/deid@1', command: 'deid', findings: [] },
    ...{ config: { keyFingerprint: fingerprint(PROJECT_KEY) } },
    files: studies.map((studyUID, i) => file(`${i}.dcm`, { studyUID })),
    sections: { series: [{ subject: ids.first, studyUID: RELEASED_UID }] },
    ...more,
  });
}

function saved(world: World, text: string): string {
  const path = join(world.folder, 'left.json');
  writeFileSync(path, text);
  return path;
}

const json = (one: Report) => [...jsonChunks(one)].join('');

const exported = ({ trial, call }: World, more: Partial<DecideOptions>) =>
  runDecide({ ...call, trial, decision: 'exported', items: [], reason: 'transfer 4', to: 'CRO X', ...more });

async function refusalOf(world: World, more: Partial<DecideOptions>): Promise<string> {
  const before = await stateOf(world);
  const code = await exported(world, more).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
  expect(await stateOf(world)).toEqual(before);
  return code;
}

const eventsIn = ({ sections }: Report) => (sections as unknown as LedgerSections).events;

describe('what left', () => {
  it.each([
    ['JSON', json],
    ['NDJSON', (one: Report) => [...ndjsonChunks(one)].join('')],
    ['JSON with a byte order mark', (one: Report) => `\ufeff${json(one)}`],
    ['JSON with hashed paths', (one: Report) => json({ ...one, pathsHashed: true })],
  ])('is entered by study, from a report as %s', async (_, written) => {
    const world = await historyWorld();
    const text = written(deidReport());
    const done = await exported(world, { report: saved(world, text), to: ' CRO X ' });
    expect(eventsIn(done)).toHaveLength(1);
    expect(eventsIn(done)[0]).toMatchObject({
      ...{ kind: 'exported', subject: ids.first, site: '07', visit: 'BL', command: 'deid', item: null },
      report: createHash('sha256').update(text).digest('hex'),
      details: { to: 'CRO X', files: 2, why: 'transfer 4' },
    });
    expect(done).toMatchObject({ verdict: 'pass', summary: { items: 0, events: 1, open: 6 } });
    const { events } = await stateOf(world);
    expect(events.at(-1)).toMatchObject({ studyUID: '1.2.3.1', subject: (world as Made).first });
  });

  it('is entered by subject where the report tells of no study', async () => {
    const world = await historyWorld();
    const sections = { responses: [{ subject: ids.second }, { subject: ids.second }, { subject: '07-9' }] };
    const response = deidReport({
      ...{ schema: 'corelab/report/response@1', command: 'response', config: {}, files: [], sections },
    });
    const events = eventsIn(await exported(world, { report: saved(world, json(response)) }));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ subject: ids.second, command: 'response', details: { files: 0 } });
  });

  it('is of every study, and of every subject beside them', async () => {
    const world = await historyWorld();
    const deliveries = [{ subjects: [ids.first, ids.second], studies: [{ studyUID: RELEASED_UID }] }];
    const run = deidReport({
      ...{ schema: 'corelab/report/run@1', command: 'run', config: {}, files: [], sections: { deliveries } },
    });
    const events = eventsIn(await exported(world, { report: saved(world, json(run)) }));
    expect(events.map(({ subject, visit }) => [subject, visit])).toEqual([
      [ids.first, 'BL'],
      [ids.second, null],
    ]);
    const both = deidReport({
      files: [RELEASED_UID, OTHER_RELEASED_UID].map((studyUID) => file('x', { studyUID })),
    });
    expect(eventsIn(await exported(world, { report: saved(world, json(both)) }))).toHaveLength(2);
  });

  it('is of a study as it was released last', async () => {
    const world = (await historyWorld()) as Made;
    await record(world, [eventOf('released', { studyUID: '1.2.3.1', subject: world.first, visit: 'W4' })]);
    const events = eventsIn(await exported(world, { report: saved(world, json(deidReport())) }));
    expect(events.map(({ visit }) => visit)).toEqual(['W4']);
  });
});

describe('what left is refused', () => {
  it.each([
    ['reason-needed', { reason: ' ' }],
    ['text-needed', { to: ' ' }],
    ['item-unknown', { items: ['9.1'] }],
    ['no-query', { text: 'x' }],
  ])('%s', async (code, more) => {
    const world = await historyWorld();
    expect(await refusalOf(world, { report: saved(world, json(deidReport())), ...more })).toBe(code);
  });

  it.each([
    ['report-other-trial', { config: { keyFingerprint: '0'.repeat(16) } }],
    ['report-other-trial', { config: { trial: { protocol: 'OTHER-1' } } }],
    ['report-other-trial', { config: { protocol: 'OTHER-1' } }],
    ['nothing-exported', { files: [], sections: {} }],
    ['nothing-exported', { files: [file('x', { studyUID: '1.2.3.1' })], sections: {} }],
  ])('%s: %j', async (code, more) => {
    const world = await historyWorld();
    expect(await refusalOf(world, { report: saved(world, json(deidReport(more))) })).toBe(code);
  });

  it('where no report is named', async () => {
    const world = await historyWorld();
    expect(await refusalOf(world, {})).toBe('nothing-exported');
    expect(await refusalOf(world, { report: '' })).toBe('nothing-exported');
  });

  const whole = json(deidReport());
  const lines = [...ndjsonChunks(deidReport())].join('').trimEnd().split('\n');
  it.each([
    ['report-empty', ' \n'],
    ['not-a-report', 'a,b\r\n1,2\r\n'],
    ['not-a-report', '{"a":1}'],
    ['report-cut', whole.slice(0, -5)],
    ['report-cut', lines.slice(0, -1).join('\n')],
    ['report-cut', `${lines.slice(0, -1).join('\n')}\n{"type":`],
    ['report-damaged', [lines[0], 'x', ...lines.slice(1)].join('\n')],
    ['report-several', [...lines, ...lines].join('\n')],
    ['report-schema', whole.replace('deid@1', 'deid@2')],
    ['report-damaged', whole.replace('"command": "deid"', '"command": "response"')],
    ['report-damaged', whole.replace('"verdict": ', '"judgement": ')],
  ])('%s', async (code, text) => {
    const world = await historyWorld();
    expect(await refusalOf(world, { report: saved(world, text) })).toBe(code);
  });

  it('where the report cannot be read', async () => {
    const world = await historyWorld();
    expect(await refusalOf(world, { report: join(world.folder, 'none.json') })).toBe('report-unreadable');
  });
});
