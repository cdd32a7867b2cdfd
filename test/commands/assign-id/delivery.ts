import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, type Ran } from '../cli.js';
import { mrFile, person } from './mr-file.js';

/** A delivery of some people with a study each. */
export function delivery(...people: readonly number[]): string {
  const path = join(folder(), 'cd');
  mkdirSync(path);
  for (const n of people) writeFileSync(join(path, `IM${n}`), mrFile(`bad ${n}`, person(n), '20240110'));
  return path;
}

/** What must stand in no message: how the people of a delivery are named, and when they were scanned. */
export function leaks({ stdout, stderr }: Ran, ...people: readonly number[]): string[] {
  const text = (stdout + stderr).toLowerCase();
  const values = people.flatMap((n) => {
    const { id, name, birthDate } = person(n);
    return [id, ...name.split('^'), birthDate];
  });
  return [...values, '20240110', '2024-01-10'].filter((value) => text.includes(value.toLowerCase()));
}
