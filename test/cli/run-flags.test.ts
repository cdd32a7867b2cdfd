import { Parser } from '@oclif/core';
import { expect, it } from 'vitest';
import { RUN_FLAGS } from '../../src/cli/run-flags.js';

const parse = async (...typed: string[]) => {
  const { flags } = await Parser.parse(typed, { flags: RUN_FLAGS, args: {}, strict: false });
  return flags as Record<string, unknown>;
};

it('need an output, and nothing else', async () => {
  const flags = await parse('--out', 'clean');
  expect(flags.out).toBe('clean');
  expect([flags.each, flags.resume, flags.yes, flags['give-up'], flags.exclude].filter(Boolean)).toEqual([]);
  await expect(parse()).rejects.toThrow('out');
});

it('take numbers of deliveries to give up, one by one: what follows is a delivery again', async () => {
  const flags = await parse('--out', 'clean', '--resume', '--give-up', '2', '--give-up', '12', 'cd-1');
  expect(flags['give-up']).toEqual([2, 12]);
});

it.each(['0', '-1', '1.5', 'two', ''])('give up no delivery %j', async (number) => {
  await expect(parse('--out', 'clean', '--resume', `--give-up=${number}`)).rejects.toThrow();
});

it('give up a delivery of an interrupted run alone', async () => {
  await expect(parse('--out', 'clean', '--give-up', '2')).rejects.toThrow('resume');
});

it('leave out what any of several patterns says', async () => {
  const flags = await parse('--out', 'clean', '--exclude', '*.exe', '--exclude', 'viewer/**', 'cd-1');
  expect(flags.exclude).toEqual(['*.exe', 'viewer/**']);
});
