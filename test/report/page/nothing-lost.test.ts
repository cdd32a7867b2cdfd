import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../src/report/page/render-page.js';
import {
  type AnyReport,
  asSource,
  countsOf,
  pointersOf,
  sectionsOfCommands,
  textOf,
  validExamples,
  validity,
  valueAt,
} from './examples.js';

const EXAMPLES = validExamples();

/** Values that no report has, of all shapes that schemas ask for: the first that fits is taken. */
const MARKS = ['Zq7Zq7', '9.48151.62342', 'zq7.json', '7'.repeat(64), '2031-07-07', 48_151, 4815.1] as const;

/** Sections of which the schemas have no example; the report that stands in for it has them by their names. */
const WITHOUT_EXAMPLE = new Set([
  ...['manifest dicomdirs', 'response stated'],
  ...['history', 'excuses', 'readings', 'crosswalk'].map((key) => `crosswalk ${key}`),
  ...['criteria', 'responses', 'best', 'lesions', 'discordances', 'stated'].map(
    (key) => `measure-export ${key}`,
  ),
]);

type Path = readonly (string | number)[];

/** Places of plain values below a place. */
function leaves(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}

function changed(report: AnyReport, path: Path, mark: unknown): AnyReport {
  const copy = structuredClone(report);
  let place: Record<string, unknown> = copy;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string, unknown>;
  place[String(path.at(-1))] = mark;
  return copy;
}

/** Rows of a section, the first and the last of each list; what is no list is a row. */
function rowsOf(value: unknown, path: Path): Path[] {
  if (Array.isArray(value))
    return value.flatMap((_, i) => (i === 0 || i === value.length - 1 ? [[...path, i]] : []));
  const lists = Object.entries(value as object).filter(
    ([, child]) => Array.isArray(child) && child.length > 0,
  );
  return [path, ...lists.flatMap(([key, child]) => rowsOf(child, [...path, key]))];
}

function at(report: AnyReport, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], report);
}

function notShown(html: string): number {
  return countsOf(html).reduce((sum, [what, n]) => sum + (/not shown/.test(what) ? n : 0), 0);
}

/** Whether something of a row that is changed comes onto the page, or one more is counted as not shown. */
async function isShown(report: AnyReport, row: Path): Promise<boolean> {
  const valid = await validity(report);
  for (const leaf of leaves(at(report, row), row)) {
    const fits = MARKS.map((mark) => ({ mark, other: changed(report, leaf, mark) })).find(({ other }) =>
      valid(other),
    );
    if (!fits) continue;
    const html = await renderPage([asSource(fits.other)]);
    if (textOf(html).includes(String(fits.mark))) return true;
    if (notShown(html) > notShown(await renderPage([asSource(report)]))) return true;
  }
  // What is but the number of a file, or one of a few words: the page without it must be another one.
  const list = at(report, row.slice(0, -1));
  if (!Array.isArray(list)) return false;
  const without = changed(report, row.slice(0, -1), list.toSpliced(Number(row.at(-1)), 1));
  return (await renderPage([asSource(without)])) !== (await renderPage([asSource(report)]));
}

describe.each(EXAMPLES)('the page of the example $name', ({ report }) => {
  it('is rendered, each pointer leads to a value, no id is twice, and nothing of the program shows through', async () => {
    expect((await validity(report))(report)).toBe(true);
    const html = await renderPage([asSource(report)]);
    expect(pointersOf(html).filter((place) => valueAt(report, place) === undefined)).toEqual([]);
    expect(textOf(html)).not.toMatch(/undefined|\bNaN\b|\[object |\bnull\b|Infinity/);
    expect(html).not.toMatch(/="[^"]*(?:undefined|\bNaN\b|\[object )[^"]*"/);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});

describe.each([...sectionsOfCommands()])('of a report of %s', (command, sections) => {
  it.each(sections)(
    '%s comes onto the page, whatever row of it is looked for',
    async (section) => {
      const own = EXAMPLES.filter((one) => one.command === command).flatMap(({ report }) => {
        const value = report[section];
        return value && Object.keys(value as object).length > 0 ? [report] : [];
      });
      expect(own.length > 0).toBe(!WITHOUT_EXAMPLE.has(`${command} ${section}`));
      const lost: string[] = [];
      for (const report of own)
        for (const row of rowsOf(report[section], [section]))
          if (!(await isShown(report, row))) lost.push(row.join('/'));
      expect(lost).toEqual([]);
    },
    60_000,
  );

  it('a section that this program does not know yet stands at the end of the page', async () => {
    const example = EXAMPLES.find((one) => one.command === command);
    const later = { ...example?.report, laterSection: [{ note: 'Zq7Zq7', mm: 48_151 }] } as AnyReport;
    const text = textOf(await renderPage([asSource(later)]));
    expect(text).toContain('later section');
    expect(text).toContain('Zq7Zq7');
    expect(text).toContain('48151');
  });
});
