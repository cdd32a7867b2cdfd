import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validatorOf } from '../../../src/io/schemas.js';
import type { JsonReport, PageSource } from '../../../src/report/page/page-source.js';

const SCHEMAS = join(import.meta.dirname, '../../../schemas');
const FORM = /^report-([a-z-]+)\.schema\.json$/;

/** A report as JSON, whose parts a test may change. */
export type AnyReport = Record<string, unknown> & JsonReport;

/** A valid report of the examples that lie beside the schemas. */
export interface Example {
  readonly name: string;
  readonly command: string;
  readonly report: AnyReport;
}

function json(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(SCHEMAS, ...path), 'utf8'));
}

/** Keys that every report has: the page tells of them in places of their own. */
const ENVELOPE: ReadonlySet<string> = new Set([
  ...['schema', 'confidentiality', 'tool', 'command', 'run', 'config', 'upstream', 'verdict', 'summary'],
  ...['findings', 'roots', 'pathsHashed', 'files'],
]);

/** The commands that make reports, each with the sections that its schema allows. */
export function sectionsOfCommands(): ReadonlyMap<string, readonly string[]> {
  const commands = readdirSync(SCHEMAS).flatMap((file) => FORM.exec(file)?.[1] ?? []);
  return new Map(
    commands.map((command) => {
      const schema = json(`report-${command}.schema.json`) as { properties: Record<string, unknown> };
      return [command, Object.keys(schema.properties).filter((key) => !ENVELOPE.has(key))];
    }),
  );
}

/** All valid examples of reports. */
export function validExamples(): Example[] {
  return [...sectionsOfCommands().keys()].flatMap((command) => {
    const folder = `examples/report-${command}`;
    const files = readdirSync(join(SCHEMAS, folder)).filter((file) => file.startsWith('valid-'));
    return files.map((file) => {
      const report = json(folder, file) as AnyReport;
      return { name: `${command} ${file.slice('valid-'.length, -'.json'.length)}`, command, report };
    });
  });
}

/** What tells whether a report is one of its command. */
export async function validity(report: AnyReport): Promise<(report: AnyReport) => boolean> {
  const valid = await validatorOf(`report-${report.command}` as Parameters<typeof validatorOf>[0]);
  return (one) => valid(one).length === 0;
}

/** A report as the only one of a page. */
export function asSource(report: JsonReport): PageSource {
  return { number: 0, report, sha256: null };
}

/** What a pointer of the page leads to; undefined where it leads nowhere. */
export function valueAt(report: unknown, at: string): unknown {
  let value: unknown = [report];
  for (const key of at.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** All pointers of a page. */
export function pointersOf(html: string): string[] {
  return [...html.matchAll(/ data-at="([^"]*)"/g)].map(([, at]) => unescaped(at ?? ''));
}

/** The text of a page without tags and styles, and the whole values of its numbers. */
export function textOf(html: string): string {
  const values = [...html.matchAll(/<data value="([^"]*)"/g)].map(([, value]) => value);
  const text = html.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, '\n');
  return unescaped([text, ...values].join('\n'));
}

/** What the page says that it counted, by its words. */
export function countsOf(html: string): readonly (readonly [what: string, n: number])[] {
  return [...html.matchAll(/<data value="([^"]*)" data-count="([^"]*)"/g)].map(
    ([, n, what]) => [unescaped(what ?? ''), Number(n)] as const,
  );
}
