import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { eventsOf, recordEvent } from '../../../src/identity/ledger/ledger.js';
import { beginRun, refuseForeignOutput, stamp } from '../../../src/pipeline/run/begin-run.js';
import type { RunOptions } from '../../../src/pipeline/run/options.js';
import { stateOfRuns } from '../../../src/pipeline/run/states-of-runs.js';
import { RunLab } from './run-lab.js';

let lab: RunLab;
beforeEach(async () => {
  lab = await RunLab.make();
});

/** Begins a run as `run` does. */
async function begin(crosswalk: Crosswalk, but: Partial<RunOptions> = {}, inputs = ['/in/a', '/in/b']) {
  const context = await lab.context(crosswalk, '', lab.options(inputs, but));
  return { ...beginRun(crosswalk, context.trial, context), context };
}

/** As at the end of a run. */
function end(crosswalk: Crosswalk, trial: number, run: string): void {
  const event = { at: '2026-01-01T00:00:00.000Z', osUser: 'u', operator: null, run } as const;
  crosswalk.write((writer) =>
    recordEvent(writer, trial, { ...event, kind: 'ended', details: { verdict: 'pass' } }),
  );
}

describe('a run', () => {
  it('is begun with what it is to do, and by whom', () =>
    lab.inside(async (crosswalk) => {
      const { id, isEnded, context } = await begin(crosswalk, { operator: 'jd' });
      expect(isEnded).toBe(false);
      const [event] = eventsOf(crosswalk, context.trial);
      expect(event).toMatchObject({ kind: 'begun', run: id, operator: 'jd' });
      expect(event?.details).toEqual({
        ...{ inputs: ['/in/a', '/in/b'], out: lab.out, state: `${lab.out}.state` },
        configuration: expect.stringMatching(/^[0-9a-f]{64}$/),
        tool: expect.any(String),
      });
      expect([...stateOfRuns(crosswalk, context.trial)]).toEqual([[id, `${lab.out}.state`]]);
    }));

  it('has to be completed before another into the same output, and one into another is let', () =>
    lab.inside(async (crosswalk) => {
      await begin(crosswalk);
      await expect(begin(crosswalk)).rejects.toMatchObject({ code: 'unfinished-run' });
      await expect(begin(crosswalk)).rejects.toThrow('--resume');
      await begin(crosswalk, { out: join(lab.at, 'out-2') });
    }));

  it('is gone on with by one that does the same, and told again when it had ended', () =>
    lab.inside(async (crosswalk) => {
      const { id, context } = await begin(crosswalk);
      expect(await begin(crosswalk, { resume: true })).toMatchObject({ id, isEnded: false });
      end(crosswalk, context.trial, id);
      expect(await begin(crosswalk, { resume: true })).toMatchObject({ id, isEnded: true });
      expect(eventsOf(crosswalk, context.trial, { kinds: ['begun'] })).toHaveLength(1);
    }));

  it('is not gone on with by one that would come to something else', () =>
    lab.inside(async (crosswalk) => {
      await begin(crosswalk);
      const others: [Partial<RunOptions>, string[]?][] = [
        [{}, ['/in/a']],
        [{}, ['/in/b', '/in/a']],
        [{ site: '02' }],
        [{ yes: true }],
        [{ exclude: ['*.exe'] }],
        [{ state: join(lab.at, 'elsewhere') }],
      ];
      for (const [but, inputs] of others)
        await expect(
          begin(crosswalk, { ...but, resume: true }, inputs),
          JSON.stringify(but),
        ).rejects.toMatchObject({ code: 'other-configuration' });
    }));

  it('is gone on with whatever changes nothing: threads, who does it, when', () =>
    lab.inside(async (crosswalk) => {
      const { id } = await begin(crosswalk);
      const same = { resume: true, jobs: 7, operator: 'other', startedAt: new Date(), arguments: ['x'] };
      expect(await begin(crosswalk, same)).toMatchObject({ id });
    }));

  it('is not gone on with when a file that the pipeline names has changed', () =>
    lab.inside(async (crosswalk) => {
      lab.declare('  check-protocol: { protocol: protocol.yaml }\n');
      await begin(crosswalk);
      const file = join(lab.at, 'protocol.yaml');
      writeFileSync(
        file,
        'schema: corelab/protocol@1\nprotocol: { id: EX-1, version: 2, source: Manual }\nseries: { t1: { match: { Modality: MR } } }\n',
      );
      await expect(begin(crosswalk, { resume: true })).rejects.toMatchObject({ code: 'other-configuration' });
    }));

  it('is a new one once the last has ended', () =>
    lab.inside(async (crosswalk) => {
      const first = await begin(crosswalk);
      end(crosswalk, first.context.trial, first.id);
      const second = await begin(crosswalk, { resume: true }, ['/in/c']);
      expect(second.id).not.toBe(first.id);
      expect(stateOfRuns(crosswalk, first.context.trial).size).toBe(2);
    }));
});

describe('an output', () => {
  it('that holds what the ledger knows nothing of is refused; one that the trial wrote to is not', () =>
    lab.inside(async (crosswalk) => {
      const context = await lab.context(crosswalk, '', lab.options([]));
      const refused = () => refuseForeignOutput(crosswalk, context.trial, context.places);
      expect(refused).not.toThrow();
      mkdirSync(lab.out);
      expect(refused).not.toThrow();
      writeFileSync(join(lab.out, 'file'), 'x');
      expect(refused).toThrow(expect.objectContaining({ code: 'output-not-empty' }));
      beginRun(crosswalk, context.trial, context);
      expect(refused).not.toThrow();
    }));
});

it('who did it is the operator that was named, and the account of the system', () => {
  expect(stamp(lab.options([], { operator: 'jd' }), 'r')).toMatchObject({ operator: 'jd', run: 'r' });
  expect(stamp(lab.options([]), 'r')).toMatchObject({ operator: null, osUser: expect.stringMatching(/./) });
});
