import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runResponse } from '../../src/pipeline/response/run.js';
import type { BestRow, ResponseRow, ResponseSections } from '../../src/report/response-sections.js';
import { ROOT } from '../commands/cli.js';
import { filesOf } from './subjects-files.js';
import { subjectsOf, type WorkedBest, type WorkedReading } from './subjects-page.js';

const subjects = subjectsOf(readFileSync(join(ROOT, 'docs', 'response-subjects.md'), 'utf8'));
const CRITERIA = [...new Set(subjects.map(({ criteria }) => criteria))];
const folder = mkdtempSync(join(tmpdir(), 'corelab-subjects-'));
const found = new Map<string, ResponseSections>();

/** Runs the pipeline once for all subjects of the same criteria. */
async function respondTo(criteria: string): Promise<ResponseSections> {
  const files = filesOf(subjects.filter((one) => one.criteria === criteria));
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, `${criteria}-${name}.csv`);
    writeFileSync(path, text);
    return path;
  });
  const [rows = '', visits, adjudication] = paths;
  const report = await runResponse({
    ...{ inputs: [rows], criteria, lengths: 'stored', identifiers: false },
    ...{ startedAt: new Date(), arguments: [], signal: new AbortController().signal },
    ...(visits !== undefined && { visits }),
    ...(adjudication !== undefined && { adjudication }),
  });
  return report.sections as unknown as ResponseSections;
}

beforeAll(async () => {
  for (const criteria of CRITERIA) found.set(criteria, await respondTo(criteria));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the thirty subjects worked by hand', () => {
  it('are thirty, numbered without a gap', () => {
    const numbers = Array.from({ length: 30 }, (_, i) => String(i + 1).padStart(2, '0'));
    expect(subjects.map(({ id }) => id)).toEqual(numbers);
  });

  it.each(
    subjects.flatMap(({ readings, ...subject }) => readings.map((reading) => ({ ...subject, reading }))),
  )('$id $title: $reading.reader', ({ id, criteria, conformance, reading }) => {
    const { responses = [], best = [] } = found.get(criteria) ?? {};
    const own = <T extends ResponseRow | BestRow>(rows: readonly T[]): T[] =>
      rows.filter((row) => row.subject === id && row.reader === reading.reader);
    expect(own(responses).map(answersOf)).toEqual(reading.worked);
    expect(own(best).map((row) => bestOf(row, reading))).toEqual([reading.best]);
    const [first] = own(responses);
    expect(first?.conformance).toBe(conformance);
  });
});

function answersOf({ visit, sumMm, nadirSumMm, ...row }: ResponseRow): WorkedReading['worked'][number] {
  const { target, nonTarget, newLesion, overall } = row;
  return { visit, sum: sumMm, nadir: nadirSumMm, target, nonTarget, newLesion, overall };
}

/** The best response in the words of the page: the visit is named of CR, PR and PD. */
function bestOf(row: BestRow, { visits }: WorkedReading): WorkedBest {
  const { response, visit, progressionVisit, progressionDay } = row;
  const day = Number(visits.find(({ name }) => name === visit)?.day);
  return {
    response,
    first: ['CR', 'PR', 'PD'].includes(response) ? { response, visit: visit ?? '', day } : null,
    isConfirmed: row.isConfirmed === true,
    progression:
      progressionVisit === null ? null : { visit: progressionVisit, day: progressionDay ?? Number.NaN },
  };
}
