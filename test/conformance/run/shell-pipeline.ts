import { mkdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { shell } from '../../commands/cli.js';
import { given, type TrialLab } from './trial-lab.js';

/** A delivery that is taken through a pipe of single commands, as `run` takes it through their functions. */
export interface Piped {
  readonly site: string;
  /** Below the lab. */
  readonly path: string;
  /** What the studies were assigned to, where it is one. */
  readonly visit?: string | undefined;
  /** Report of `check-protocol` on the visit before, absolute. */
  readonly against?: string | undefined;
}

/** Takes a delivery through the shell; its reports are written below the lab. @returns a reader of them, by command */
export async function piped(
  lab: TrialLab,
  name: string,
  delivery: Piped,
): Promise<(command: string) => object> {
  const place = lab.path('shell', name);
  mkdirSync(place, { recursive: true });
  const { site, path, visit, against } = delivery;
  const store = `--crosswalk ${lab.path('x.db')} --crosswalk-key ${lab.path('crosswalk.key')}`;
  const key = `--key-file ${lab.path('corelab.key')}`;
  const [ofVisit, before] = [visit && `--visit ${visit}`, against && `--against ${against}`];
  const trial = `--trial ${lab.trial}`;
  const commands = [
    `manifest ${lab.path(path)} --checksums`,
    `assign-id - ${trial} --site ${site} ${store} ${key}`,
    `deid - --profile trial ${key} ${store} --out ${lab.path('out')} --append --state ${place}/deid`,
    `check-protocol - --protocol ${lab.path('protocol.yaml')} --site ${site} ${ofVisit ?? ''} ${before ?? ''} ${key}`,
    `qc-motion - --limits ${lab.path('limits.yaml')} ${trial}`,
    'measure-export -',
  ];
  const report = (command: string): string => `${place}/${command}.json`;
  const pipe = commands
    .map((one) => `$CORELAB ${one} --report ${report(one.split(' ')[0] ?? '')}`)
    .join(' | ');
  const { stderr } = await shell(`${pipe} > /dev/null`);
  expect(stderr, given(delivery)).not.toMatch(/^corelab: /m);
  return (command) => JSON.parse(readFileSync(report(command), 'utf8')) as object;
}
