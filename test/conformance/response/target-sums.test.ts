import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../../src/pipeline/response/load-criteria.js';
import { judgeCourse } from '../../../src/rules/response/judge-course.js';
import { jsonFromPython } from '../../helpers/peers.js';
import { course } from '../../rules/response/courses.js';
import { skipOrFail } from '../shared-data.js';

/** A course whose lengths are all there. */
interface Sketch {
  readonly lesions: readonly { readonly node: boolean; readonly mm: readonly string[] }[];
}

const COURSES = 500;

/** A length in mm, exact text: whole ones and tenths, 0, and those at which something is decided. */
const length = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }).map(String) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 0, max: 600 }).map((tenths) => `${Math.floor(tenths / 10)}.${tenths % 10}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('0', '4.9', '5', '9.9', '9.999', '10', '12', '14', '20', '24', '25', '35'),
  },
);

const sketch: fc.Arbitrary<Sketch> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 6 }))
  .chain(([lesions, visits]) => {
    const baseline = fc.integer({ min: 10, max: 60 }).map(String);
    const lesion = fc.record({
      node: fc.boolean(),
      mm: fc
        .tuple(baseline, fc.array(length, { minLength: visits - 1, maxLength: visits - 1 }))
        .map(([first, others]) => [first, ...others]),
    });
    return fc.record({ lesions: fc.array(lesion, { minLength: lesions, maxLength: lesions }) });
  });

describe('Sums, nadirs and target responses', () => {
  it(`are those that another program works out, of ${COURSES} courses without a gap`, async (context) => {
    if (spawnSync('python3', ['--version']).error) skipOrFail(context, 'skipped: no python3');
    const { criteria } = await loadCriteria('recist-1.1');
    const sketches = fc.sample(sketch, { numRuns: COURSES, seed: 11 });
    const script = join(import.meta.dirname, 'target_sums.py');
    const lines = sketches.map((one) => JSON.stringify(one));
    const expected = jsonFromPython<readonly (readonly [string, string, string])[]>(
      'python3',
      [script],
      lines,
    );
    const counts = new Map<string, number>();
    sketches.forEach(({ lesions }, i) => {
      const said = lesions.map(({ node, mm }, n) => ({ label: `T${n}`, isNode: node, said: mm }));
      const { timePoints } = judgeCourse(course(said), { criteria, lengths: 'stored' });
      const found = timePoints.map(({ measure, nadir, target }) => [
        ...[measure.sum?.toFixed(), nadir?.sum.toFixed(), target],
      ]);
      expect(found, lines[i]).toEqual(expected[i]);
      for (const { target } of timePoints) counts.set(target, (counts.get(target) ?? 0) + 1);
    });
    expect(expected).toHaveLength(COURSES);
    // Every answer is met often enough to say something.
    for (const answer of ['CR', 'PR', 'SD', 'PD']) expect(counts.get(answer), answer).toBeGreaterThan(20);
  });
});
