import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent, Received } from '../../../src/identity/ledger/event.js';
import { recordEvent } from '../../../src/identity/ledger/ledger.js';
import { RegistryError } from '../../../src/identity/registry/registry-error.js';
import { ConfigError } from '../../../src/io/config-error.js';
import { openCrosswalk } from '../../../src/pipeline/open-crosswalk.js';
import type { StatusOptions } from '../../../src/pipeline/status/options.js';
import { runStatus } from '../../../src/pipeline/status/run.js';
import { StatusError } from '../../../src/pipeline/status/status-error.js';
import type { StatusSections } from '../../../src/report/ledger-sections.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { ids, inside, newWorld, SECRETS, subjectIn, type World } from '../crosswalk/world.js';

const PIPELINE = `pipeline:
  deid: { profile: trial }
  followUp: { decideWithinDays: 1 }
`;
/** Anna's baseline is of day 20000, which is 2024-10-04; her W4 of 28 days later. */
const DAY = '2024-11-03';
const AT = '2024-11-01T09:00:00.000Z';
const CAME: Received = {
  ...{ series: 1, instances: 2, modalities: { MR: 1 }, same: 0, changed: 0, added: 2 },
  devices: [{ manufacturer: 'SIEMENS', model: 'Prisma', serial: '67001', station: 'MR1', software: ['E11'] }],
};

let world: World;

async function record(...events: readonly Partial<NewEvent>[]): Promise<void> {
  const stamp = { at: AT, osUser: 'reader', operator: 'J. Doe', run: 'run-1', delivery: 1, site: '07' };
  await inside(world, (writer) => {
    const trial = Number(writer.row('trials', '1')?.id);
    for (const event of events) recordEvent(writer, trial, { ...stamp, ...event } as NewEvent);
  });
}

function reported(command: string): Partial<NewEvent> {
  const counts = { filesIn: 2, filesOut: 2, quarantined: 0, skipped: 0, duplicates: 0 };
  const details = { input: '/media/CD of Marigoldova', verdict: 'pass', ...counts, problems: [] } as const;
  return { kind: 'reported', command, details };
}

beforeAll(async () => {
  world = await newWorld();
  appendFileSync(world.trial, PIPELINE);
  const anna = await inside(world, (writer) => subjectIn(writer, ids.first).row);
  const problem = {
    code: 'series-missing',
    outcome: 'fail',
    severity: 'major',
    message: 'T2 is absent',
  } as const;
  await record(
    { kind: 'received', command: 'manifest', studyUID: '1.2.3.1', details: CAME },
    { kind: 'received', command: 'manifest', studyUID: '1.2.3.2', details: CAME },
    ...['manifest', 'assign-id', 'deid'].map(reported),
    {
      ...{ kind: 'checked', command: 'check-protocol', studyUID: '1.2.3.2', subject: anna, visit: 'W4' },
      details: { outcome: 'fail', problems: [problem] },
    },
  );
});

function call(but: Partial<StatusOptions> = {}): StatusOptions {
  return { ...world.call, trial: world.trial, worklist: false, day: DAY, ...but };
}

async function sectionsOf(but: Partial<StatusOptions> = {}): Promise<StatusSections> {
  return (await runStatus(call(but))).sections;
}

describe('status', () => {
  it('tells where each visit stands, from the crosswalk and the ledger', async () => {
    const report = await runStatus(call());
    const { visits = [] }: StatusSections = report.sections;
    expect(visits.map(({ subject, visit, state }) => [subject, visit, state])).toEqual([
      [ids.first, 'BL', 'passed'],
      [ids.first, 'W4', 'needs-person'],
      [ids.first, 'W12', 'expected'],
      [ids.second, 'BL', 'received'],
      [ids.second, 'W4', 'expected'],
      [ids.second, 'W12', 'expected'],
    ]);
    expect(report).toMatchObject({
      ...{ schema: 'corelab/report/status@1', confidentiality: 'linked', verdict: 'fail' },
      config: { trial: { protocol: 'NM-7' }, day: DAY, worklist: false },
      summary: { sites: 2, subjects: 2, visits: 6, passed: 1, needsPerson: 1, received: 1, openItems: 1 },
    });
    expect(Object.keys(report.sections)).toEqual([
      ...['sites', 'subjects', 'visits', 'devices', 'reads', 'queries', 'worklist'],
    ]);
  });

  it('has only what a person must do with --worklist, and says the same of it', async () => {
    const all = await runStatus(call());
    const report = await runStatus(call({ worklist: true }));
    expect(report.sections).toEqual({ worklist: all.sections.worklist });
    expect(report.findings).toEqual(all.findings);
    expect(report.sections.worklist).toMatchObject([
      { item: '6.1', subject: ids.first, visit: 'W4', days: 2, overdue: true, since: AT },
    ]);
  });

  it('tells nothing that identifies', async () => {
    const list = join(world.folder, 'names.csv');
    writeFileSync(list, `subject,visit\nMarigoldova,BL\n${ids.free},Quillfeather\n`);
    const text = [...jsonChunks(await runStatus(call({ reconcile: list })))].join('');
    for (const secret of [...SECRETS, '1.2.3.', '/media', '2024-10-04']) expect(text).not.toContain(secret);
    expect(text).toContain(ids.free);
  });

  it('writes nothing', async () => {
    const headOf = async () => {
      const crosswalk = await openCrosswalk(world.call);
      try {
        return crosswalk.head();
      } finally {
        crosswalk.close();
      }
    };
    const before = await headOf();
    await runStatus(call());
    expect(await headOf()).toEqual(before);
  });

  it('is of one site, one subject, one visit', async () => {
    const keysOf = ({ visits = [] }: StatusSections) => visits.map(({ subject, visit }) => [subject, visit]);
    expect(keysOf(await sectionsOf({ site: '08' }))).toEqual([]);
    expect(keysOf(await sectionsOf({ subject: ids.second, visit: 'W4' }))).toEqual([[ids.second, 'W4']]);
    expect((await sectionsOf({ visit: 'unscheduled' })).visits).toEqual([]);
  });

  it('is of the day that is given', async () => {
    const late = await sectionsOf({ day: '2024-11-12', subject: ids.second });
    // Bert's baseline is of 2024-10-14, so that W4 ends on 2024-11-14.
    expect(late.worklist).toMatchObject([{ what: 'visit-overdue', days: 1 }]);
    const missed = await sectionsOf({ day: '2024-11-15', subject: ids.second });
    expect(missed.worklist).toMatchObject([{ what: 'visit-missed', days: 1 }]);
  });

  it('is of today (UTC) when no day is given', async () => {
    const { day, ...without } = call();
    const startedAt = new Date('2024-11-14T23:59:59.999Z');
    expect(day).toBe(DAY);
    expect((await runStatus({ ...without, startedAt })).config.day).toBe('2024-11-14');
  });
});

describe('status with a list of the site', () => {
  async function differences(text: string, but: Partial<StatusOptions> = {}) {
    const reconcile = join(world.folder, 'transfer.csv');
    writeFileSync(reconcile, text);
    return runStatus(call({ reconcile, ...but }));
  }
  const HEAD = 'site,subject,visit,modality,series\n';

  it('tells what differs, each with a finding', async () => {
    const report = await differences(
      `${HEAD}07,${ids.first},BL,MR,1\n07,${ids.first},W4,MR,3\n07,${ids.second},BL,MR,1\n08,${ids.otherSite},BL,MR,1\n`,
    );
    expect(report.sections.reconciliation).toMatchObject([
      { line: 3, kind: 'other-count', subject: ids.first, listed: '3', received: '1' },
      { line: 5, kind: 'not-received', subject: ids.otherSite },
    ]);
    expect(report.summary.differences).toBe(2);
    const messages = report.findings.filter(({ code }) => code === 'reconcile-differs');
    expect(messages).toMatchObject([
      {
        ...{ outcome: 'fail', expected: '3', actual: '1' },
        message: `line 3, ${ids.first}, W4, MR: another number of series than listed`,
      },
      { message: `line 5, ${ids.otherSite}, BL, MR: listed, and nothing came` },
    ]);
  });

  it('tells what is asked for alone, and the list beside the worklist', async () => {
    const text = `${HEAD}07,${ids.first},BL,MR,2\n08,${ids.otherSite},BL,MR,1\n`;
    const kinds = async (but: Partial<StatusOptions>) => {
      const { reconciliation = [] }: StatusSections = (await differences(text, but)).sections;
      return reconciliation.map(({ kind, line }) => [kind, line]);
    };
    expect(await kinds({ site: '08' })).toEqual([['not-received', 3]]);
    expect(await kinds({ subject: ids.second })).toEqual([['not-listed', null]]);
    expect(await kinds({ visit: 'W4' })).toEqual([['not-listed', null]]);
    const report = await differences(text, { worklist: true });
    expect(Object.keys(report.sections)).toEqual(['worklist', 'reconciliation']);
  });

  it('has no differences where there are none, which is not the same as not having looked', async () => {
    const text = `${HEAD}07,${ids.first},BL,MR,1\n07,${ids.first},W4,MR,1\n07,${ids.second},BL,MR,1\n`;
    expect((await differences(text)).sections.reconciliation).toEqual([]);
    expect('reconciliation' in (await sectionsOf())).toBe(false);
  });
});

describe('status refuses', () => {
  const refusalOf = (but: Partial<StatusOptions>) =>
    runStatus(call(but)).then(
      () => 'done',
      (error: unknown) => error,
    );

  it('sites, visits and subjects that there are not, and days that are none', async () => {
    expect(await refusalOf({ site: '99' })).toMatchObject({ code: 'site-unknown' });
    expect(await refusalOf({ visit: 'V9' })).toMatchObject({ code: 'visit-unknown' });
    expect(await refusalOf({ subject: ids.free })).toMatchObject({ code: 'subject-unknown' });
    for (const day of ['2024-02-30', '20241103', 'today'])
      expect(await refusalOf({ day })).toMatchObject({ code: 'date-wrong' });
    expect(await refusalOf({ site: '99' })).toBeInstanceOf(StatusError);
    expect(await refusalOf({ visit: 'V9' })).toBeInstanceOf(RegistryError);
  });

  it('a trial of which the crosswalk knows nothing, and lists that there are not', async () => {
    expect(await refusalOf({ reconcile: join(world.folder, 'none.csv') })).toBeInstanceOf(ConfigError);
    const other = await newWorld();
    writeFileSync(
      join(other.folder, 'trial.yaml'),
      readFileSync(world.trial, 'utf8').replace('NM-7', 'NM-8'),
    );
    expect(await refusalOf({ trial: other.trial })).toMatchObject({ code: 'trial-unknown' });
  });
});
