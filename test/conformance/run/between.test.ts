import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { NewEvent } from '../../../src/identity/ledger/event.js';
import type { Report } from '../../../src/report/envelope.js';
import { disc, folder, RunLab } from '../../pipeline/run/run-lab.js';
import { withoutRun } from './equal.js';

// A run that ends exactly between a report and what the ledger is told of it, or in the middle of telling it. The double
// ends the process's work as a kill would: the transaction is not committed, the file stands.
const { stopAt } = vi.hoisted(() => ({ stopAt: { take: (_event: NewEvent): void => undefined } }));

vi.mock('../../../src/identity/ledger/ledger.js', async (original) => {
  const actual = await original<typeof import('../../../src/identity/ledger/ledger.js')>();
  const recordEvent: typeof actual.recordEvent = (writer, trial, event) => {
    stopAt.take(event);
    return actual.recordEvent(writer, trial, event);
  };
  return { ...actual, recordEvent };
});

// Dates are shifted by the same days in every store.
vi.mock('node:crypto', async (original) => {
  const actual = await original<typeof import('node:crypto')>();
  return { ...actual, randomInt: (least: number, end?: number) => (end === undefined ? 0 : least) };
});

const MINUTES = 60_000;
const COMMANDS = ['manifest', 'assign-id', 'deid', 'check-protocol', 'qc-motion', 'measure-export'] as const;

const ALL = `  check-protocol: { protocol: acr-mr-phantom }
  qc-motion: { limits: default }
  measure-export: {}
`;

/** What a run leaves, without who did it, when and where. */
interface Left {
  readonly report: object;
  readonly events: unknown;
  readonly kept: Record<string, unknown>;
  readonly out: Record<string, string>;
  readonly problems: unknown;
}

let discs: string;
let wanted: Left;

beforeAll(async () => {
  discs = await disc(join(folder(), 'cd'), 'a1', 'V1', { reading: true });
  const lab = await RunLab.make(ALL);
  wanted = await left(lab, await lab.run([discs]));
}, 5 * MINUTES);

function digestsBelow(path: string): Record<string, string> {
  const found = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  const files = found.filter((name) => statSync(join(path, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(path, name)))
        .digest('hex'),
    ]),
  );
}

async function left(lab: RunLab, report: Report): Promise<Left> {
  const plain = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value).replaceAll(lab.at, 'LAB').replaceAll(report.run.id, 'RUN'),
      (name, one) => (['report', 'configuration'].includes(name) ? 'SHA-256' : one),
    );
  const state = join(lab.at, 'out.state', report.run.id, '0001');
  const kept = COMMANDS.map((command): [string, unknown] => {
    const text = readFileSync(join(state, `${command}.json`), 'utf8');
    return [command, plain(withoutRun(JSON.parse(text)))];
  });
  const events = await lab.events();
  return {
    report: plain(withoutRun({ ...report, files: [...report.files] })),
    events: plain(events.map(({ at: _, ...event }) => event)),
    kept: Object.fromEntries(kept),
    out: digestsBelow(lab.out),
    problems: await lab.inside((crosswalk) => crosswalk.verify().problems),
  };
}

/** Runs until the double ends it, and then to its end. */
async function resumed(isMoment: (event: NewEvent) => boolean): Promise<Left> {
  const lab = await RunLab.make(ALL);
  const controller = new AbortController();
  stopAt.take = (event) => {
    if (!isMoment(event)) return;
    stopAt.take = () => undefined;
    controller.abort(new Error('killed'));
    throw new Error('killed');
  };
  const stopped = await lab.run([discs], { signal: controller.signal }).then(
    () => 'not stopped',
    (error: unknown) => String(error),
  );
  expect(stopped).toBe('Error: killed');
  const before = await lab.inside((crosswalk) => crosswalk.verify().problems);
  expect(before).toEqual([]);
  return left(lab, await lab.run([discs], { resume: true }));
}

describe('a run that ends between two writes comes to the same when it is resumed', () => {
  it('against one that did everything', () => {
    expect(Object.keys(wanted.out)).toHaveLength(3);
    expect(wanted.problems).toEqual([]);
    expect(wanted.report).toMatchObject({ summary: { deliveries: 1, done: 1, filesOut: 3 } });
  });

  it.each(COMMANDS)(
    'the report of %s is written, and the ledger does not know it',
    async (command) => {
      expect(await resumed((event) => event.command === command || isFirstOf(command, event))).toEqual(
        wanted,
      );
    },
    2 * MINUTES,
  );

  it.each(COMMANDS)(
    'the ledger is told everything of %s but that it was reported',
    async (command) => {
      expect(await resumed(({ kind, command: own }) => kind === 'reported' && own === command)).toEqual(
        wanted,
      );
    },
    2 * MINUTES,
  );

  it('the ledger is not told that it ended', async () => {
    expect(await resumed(({ kind }) => kind === 'ended')).toEqual(wanted);
  });
});

/** Events of a step that name no command. */
function isFirstOf(command: string, { kind }: NewEvent): boolean {
  if (command === 'manifest') return kind === 'received';
  if (command === 'assign-id') return kind === 'assigned';
  return command === 'deid' && kind === 'released';
}
