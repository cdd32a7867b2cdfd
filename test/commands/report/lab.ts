import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corelab, folder, type Ran, ROOT } from '../cli.js';

/** The whole of a report of `report`. */
export interface PagedReport {
  readonly verdict: string;
  readonly confidentiality: string;
  readonly upstream: readonly object[];
  readonly findings: readonly { readonly code: string }[];
  readonly summary: Readonly<Record<string, number>>;
  readonly run: { readonly upstreamSha256?: string };
  readonly page: { readonly path: string; readonly bytes: number; readonly sha256: string };
  readonly reports: readonly Readonly<Record<string, unknown>>[];
}

/** An example of a valid report, from schemas/examples. */
export function example(command: string, name: string): Record<string, unknown> {
  return JSON.parse(
    readFileSync(join(ROOT, `schemas/examples/report-${command}/valid-${name}.json`), 'utf8'),
  );
}

/** A report of `manifest` in which nothing is wrong. */
export function cleanManifest(): Record<string, unknown> {
  const report = example('manifest', 'one-series');
  const summary = { ...(report.summary as object), notDicom: 2, unreadable: 0 };
  return { ...report, summary, unreadable: [], findings: [], verdict: 'pass' };
}

/** Writes values as JSON files into a folder of their own. */
export function filesOf(values: Readonly<Record<string, unknown>>): { dir: string; paths: string[] } {
  const dir = folder();
  const paths = Object.entries(values).map(([name, value]) => {
    const path = join(dir, name);
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
    return path;
  });
  return { dir, paths };
}

/** Runs `corelab report` and reads what it says. */
export async function paged(args: readonly string[]): Promise<Ran & { report: PagedReport | undefined }> {
  const ran = await corelab(['report', ...args, '--json']);
  return { ...ran, report: ran.stdout.startsWith('{') ? JSON.parse(ran.stdout) : undefined };
}
