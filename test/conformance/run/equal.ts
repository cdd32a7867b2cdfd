import { expect } from 'vitest';

/** Two folders have to hold the same files, byte for byte. */
export function expectSameFiles(now: ReadonlyMap<string, Buffer>, wanted: ReadonlyMap<string, Buffer>): void {
  expect([...now.keys()]).toEqual([...wanted.keys()]);
  const differing = [...now]
    .filter(([path, bytes]) => !wanted.get(path)?.equals(bytes))
    .map(([path]) => path);
  expect(differing).toEqual([]);
}

/** A report without who ran it, when, and where the store's chain stood. */
export function withoutRun(report: object): object {
  const { run: _, crosswalk: __, ...rest } = report as Record<string, unknown>;
  return rest;
}
