import { appendFileSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { workItems } from '../../../src/identity/ledger/work-items.js';
import { releasesOf } from '../../../src/identity/registry/releases.js';
import { studiesWithUid } from '../../../src/identity/registry/studies.js';
import { runWithdraw } from '../../../src/pipeline/crosswalk/withdraw.js';
import { openCrosswalk } from '../../../src/pipeline/open-crosswalk.js';
import { type ReleaseOptions, runQuarantineRelease } from '../../../src/pipeline/quarantine/release.js';
import { lockTrial } from '../../../src/pipeline/run/trial-lock.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { delivery, image, SIGNAL } from '../deid/delivery.js';
import { PROTOCOL, RunLab, SECRET } from '../run/run-lab.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const BURNED_IN = { BurnedInAnnotation: 'YES' };
const CHECKED = '  check-protocol: { protocol: protocol.yaml }\n';

let lab: RunLab;
let state: string;
/** The study as it was delivered. */
let studyUID: string;

beforeEach(async () => {
  lab = await RunLab.make(CHECKED);
  const cd = delivery({ a: image('a'), b: image('b', BURNED_IN), c: image('c', BURNED_IN) });
  const { run } = await lab.run([cd], { operator: 'A. Runner' });
  state = join(`${lab.out}.state`, run.id, '0001', 'deid');
  studyUID = (await lab.events()).find(({ kind }) => kind === 'received')?.studyUID ?? '';
});

const access = () => ({ trial: lab.trial, crosswalk: lab.crosswalk, secret: SECRET });

function release(numbers: readonly number[], but: Partial<ReleaseOptions> = {}) {
  return runQuarantineRelease({
    ...{ state, numbers, reason: 'looked at', operator: 'B. Second', keyFile: join(lab.at, 'corelab.key') },
    ...{ identifiers: false, startedAt: new Date(), arguments: [], signal: SIGNAL, progress: NO_PROGRESS },
    ledger: access(),
    ...but,
  });
}

const refusal = (but: Partial<ReleaseOptions> = {}): Promise<unknown> =>
  release([1], but).then(
    () => 'none',
    (error: { code?: string }) => error.code ?? error,
  );

/** What the store knows of files of the study, and of releases by hand. */
async function known() {
  const events = (await lab.events()).filter(({ command }) => command === 'quarantine');
  const files = await lab.inside((crosswalk) =>
    studiesWithUid(crosswalk, studyUID).flatMap(({ row }) => releasesOf(crosswalk, row)),
  );
  return { events, files: files.flatMap((one) => one.files.map(({ path }) => path)) };
}

const stateOf = async (item: string): Promise<string | undefined> =>
  workItems(await lab.events()).find(({ id }) => id === item)?.state;

const steps = (): string[] =>
  readFileSync(join(state, 'releases.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line).step);

describe('a release from the quarantine of a run', () => {
  it('is written down with whose it is, file by file', async () => {
    expect((await known()).files).toHaveLength(1);
    const report = await release([1, 2]);
    const { events, files } = await known();
    const [first, second] = report.files;
    expect(files).toHaveLength(3);
    expect(files).toEqual(expect.arrayContaining([first?.path, second?.path]));
    const assigned = (await lab.events()).find(({ kind }) => kind === 'assigned');
    expect(events).toHaveLength(2);
    for (const [i, event] of events.entries()) {
      const { subject, visit } = assigned ?? {};
      expect(event).toMatchObject({ kind: 'released', operator: 'B. Second', site: '01', subject, studyUID });
      expect([event.visit, event.run, event.report]).toEqual([visit, undefined, undefined]);
      const details = { files: 1, series: 1, releasedUID: first?.studyUID, folder: lab.out, entry: i + 1 };
      expect(event.details).toEqual(details);
    }
    await lab.inside((crosswalk) => expect(crosswalk.verify().problemCount).toBe(0));
  });

  it('settles the item of the files when the last of them is let go, and not before', async () => {
    const held = (await lab.events()).find(({ kind }) => kind === 'quarantined');
    const item = `${held?.id}.1`;
    expect(held?.details).toMatchObject({ files: 2 });
    await release([1]);
    expect(await stateOf(item)).toBe('open');
    await release([2]);
    expect(await stateOf(item)).toBe('released');
    expect((await known()).events.map((event) => event.item)).toEqual([item, item]);
  });

  it.each<[string, (report: string) => void]>([
    ['is gone', (report) => rmSync(report)],
    ['is another', (report) => appendFileSync(report, '\n')],
  ])('leaves the item where the report that the ledger names %s', async (_, spoil) => {
    const held = (await lab.events()).find(({ kind }) => kind === 'quarantined');
    spoil(join(dirname(state), 'deid.json'));
    await release([1, 2]);
    const { events } = await known();
    expect(events.map((event) => event.item)).toEqual([undefined, undefined]);
    expect(await stateOf(`${held?.id}.1`)).toBe('open');
  });

  it('from the quarantine of a re-send leaves the item, whose own files another one holds', async () => {
    const again = delivery({ a: image('a'), b: image('b', BURNED_IN), c: image('c', BURNED_IN) });
    const { run } = await lab.run([again], { operator: 'A. Runner' });
    const items = workItems(await lab.events()).filter(({ kind }) => kind === 'quarantined');
    expect(items.map((one) => one.state)).toEqual(['open']);
    state = join(`${lab.out}.state`, run.id, '0001', 'deid');
    await release([1, 2]);
    const { events } = await known();
    expect(events.map((event) => event.item)).toEqual([undefined, undefined]);
    expect(await stateOf(items[0]?.id ?? '')).toBe('open');
  });

  it('is refused without the trial, with another one, and where nobody can tell which', async () => {
    const link = join(lab.at, 'link');
    symlinkSync(state, link);
    const bare = (at: string) =>
      runQuarantineRelease({
        ...{ state: at, numbers: [1], reason: 'looked at', operator: 'B. Second' },
        ...{ keyFile: join(lab.at, 'corelab.key'), identifiers: false, startedAt: new Date() },
        ...{ arguments: [], signal: SIGNAL, progress: NO_PROGRESS },
      });
    for (const at of [state, link]) {
      const error = await bare(at).catch((thrown) => thrown);
      expect([error.code, error.message]).toEqual(['trial-needed', expect.stringContaining('give --trial')]);
    }
    const other = join(lab.at, 'other.yaml');
    writeFileSync(other, readFileSync(lab.trial, 'utf8').replace(`id: ${PROTOCOL}`, 'id: EX-2'));
    expect(await refusal({ ledger: { ...access(), trial: other } })).toBe('other-trial');
    const marker = join(dirname(state), 'trial.json');
    expect(JSON.parse(readFileSync(marker, 'utf8'))).toEqual({
      ...{ schema: 'corelab/run-delivery@1', protocol: PROTOCOL },
    });
    for (const text of ['', '{}', 'null', '{"schema":"corelab/run-delivery@2","protocol":"EX-1"}']) {
      writeFileSync(marker, text);
      expect(await refusal()).toBe('trial-unknown');
      expect(await bare(state).catch(({ code }) => code)).toBe('trial-needed');
    }
    expect((await known()).events).toEqual([]);
  });

  it('is refused as a whole where the study is not as it was', async () => {
    const change = (values: Record<string, number | string>) =>
      lab.inside((crosswalk) =>
        crosswalk.write((writer) => {
          for (const { row } of studiesWithUid(writer, studyUID))
            writer.update('studies', row, values, { name: 'test' });
        }),
      );
    const why = async (): Promise<string> => {
      const error = await release([1]).catch((thrown) => thrown);
      expect(error.code).toBe('study-superseded');
      return error.message;
    };
    const before = await known();
    await change({ generation: 1 });
    expect(await why()).toContain('was corrected since');
    await change({ generation: 0 });
    const [subject = ''] = before.files.map((path) => path.split('/')[0]);
    const call = { ...access(), startedAt: new Date(), arguments: [] };
    await runWithdraw({ ...call, subject, reason: 'left' } as Parameters<typeof runWithdraw>[0]);
    expect(await why()).toContain('its subject is withdrawn');
    expect(await known()).toEqual(before);
    await change({ study_uid: '9.9' });
    expect(await why()).toContain('does not know its study');
    expect(existsSync(join(state, 'releases.ndjson'))).toBe(false);
  });

  it('is refused where the store knows no such trial, or a run is at work', async () => {
    const empty = join(lab.at, 'empty.db');
    (await openCrosswalk({ crosswalk: empty, secret: SECRET }, { create: true })).close();
    expect(await refusal({ ledger: { ...access(), crosswalk: empty } })).toBe('trial-unknown');
    const lock = lockTrial(lab.crosswalk, PROTOCOL);
    expect(await refusal()).toBe('run-in-progress');
    lock.release();
    expect((await known()).events).toEqual([]);
    await release([1]);
    expect((await known()).events).toHaveLength(1);
  });

  it('stands in the ledger once when it was interrupted between ledger and log', async () => {
    await release([1]);
    const log = join(state, 'releases.ndjson');
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    writeFileSync(log, `${lines.slice(0, -1).join('\n')}\n`);
    expect(steps()).toEqual(['begun']);
    const before = await known();
    await release([1]);
    expect(steps()).toEqual(['begun', 'released']);
    expect(await known()).toEqual(before);
    expect(before.events).toHaveLength(1);
  });

  it('is not logged as released before the ledger has it', async () => {
    const { crosswalk } = access();
    const signal = new AbortController();
    await release([1, 2], {
      signal: signal.signal,
      progress: { ...NO_PROGRESS, update: () => signal.abort() },
      ledger: { ...access(), crosswalk },
    }).catch(() => undefined);
    const { events, files } = await known();
    expect([steps(), events.length, files.length]).toEqual([['begun', 'released'], 1, 2]);
  });

  it('is checked with whatever comes of its study next', async () => {
    const [file] = (await release([1])).files;
    const { run } = await lab.run([delivery({ a: image('a'), d: image('d') })]);
    const path = join(`${lab.out}.state`, run.id, '0001', 'check-protocol.json');
    const { files } = JSON.parse(readFileSync(path, 'utf8'));
    expect(files).toHaveLength(3);
    expect(files.map((one: { path: string }) => one.path)).toContain(file?.path);
  });
});
