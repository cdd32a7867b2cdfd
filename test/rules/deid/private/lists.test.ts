import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAFE_PRIVATE } from '../../../../src/generated/safe-private.js';
import { loadYaml } from '../../../../src/io/yaml-file.js';
import type { PrivateList } from '../../../../src/rules/deid/profile/profile.js';

const folder = join(import.meta.dirname, '../../../../profiles/private');
const files = readdirSync(folder).sort();
const lists = await Promise.all(
  files.map((file) => loadYaml<PrivateList>(join(folder, file), 'private-list')),
);
const entries = lists.flatMap(({ elements }) => elements);
const path = (e: { creator: string; group: string; element: string }): string =>
  `${e.creator} (${e.group},xx${e.element})`;

/** Words of what may never be on a list, as standards and vendors name it. */
const IDENTIFYING =
  /patient.?(?:id|name|weight|birth|sex|age)|hospital|physician|operator|serial|hostname|comment/i;

describe('the shipped private lists', () => {
  it('are those of the vendors that trials meet', () => {
    expect(files.map((file) => file.replace('.yaml', ''))).toEqual([
      ...['canon', 'ge-mr', 'ge-pet-ct', 'philips', 'siemens-mr', 'siemens-pet-ct', 'uih'],
    ]);
  });

  it('have the names of their files', () => {
    expect(lists.map(({ name }) => `${name}.yaml`)).toEqual(files.map((file) => basename(file)));
  });

  it('name no element twice, in one list or in two', () => {
    const paths = entries.map(path);
    expect(paths.filter((one, at) => paths.indexOf(one) !== at)).toEqual([]);
  });

  it('name no tag and no key twice', () => {
    const named = lists.flatMap(({ csa = [], phoenix = [] }) => [
      ...csa.map(({ tag }) => tag),
      ...phoenix.map(({ key }) => key),
    ]);
    expect(named.filter((one, at) => named.indexOf(one) !== at)).toEqual([]);
  });

  it('say why of every element, tag and key, and never name what identifies', () => {
    const reasons = lists.flatMap(({ elements, csa = [], phoenix = [] }) =>
      [...elements, ...csa, ...phoenix].map(({ reason }) => reason),
    );
    expect(reasons.filter((reason) => reason.trim().length < 3)).toEqual([]);
    const names = lists.flatMap(({ csa = [], phoenix = [] }) => [
      ...csa.map(({ tag }) => tag),
      ...phoenix.map(({ key }) => key),
    ]);
    expect([...reasons, ...names].filter((text) => IDENTIFYING.test(text))).toEqual([]);
  });

  it('name the VR of every element, no name, and no whole block', () => {
    expect(entries.filter(({ vr, element }) => vr === undefined || vr === 'PN' || element === '*')).toEqual(
      [],
    );
  });

  it('clean text, shift dates and map UIDs', () => {
    const wanted = new Map([
      ...['LO', 'SH', 'LT', 'ST', 'UT', 'UC', 'UR'].map((vr): [string, string] => [vr, 'clean']),
      ...['DA', 'DT'].map((vr): [string, string] => [vr, 'shift']),
      ['UI', 'uid'],
    ]);
    const wrong = entries.filter(({ vr = '', action }) => action !== (wanted.get(vr) ?? action));
    expect(wrong.map(path)).toEqual([]);
    expect(entries.filter(({ vr, action }) => vr === 'OB' && action === 'keep').map(path)).toEqual([]);
  });

  it('agree with Table E.3.10-1 on the VR', () => {
    const table = new Map(
      SAFE_PRIVATE.split('\n').map((line) => {
        const [creator = '', group = '', element = '', vr = ''] = line.split('\t');
        return [path({ creator, group, element }), vr];
      }),
    );
    const other = entries.filter((e) => table.has(path(e)) && table.get(path(e)) !== e.vr);
    expect(other.map(path)).toEqual([]);
    expect(entries.filter((e) => table.has(path(e))).length).toBeGreaterThan(20);
  });
});
