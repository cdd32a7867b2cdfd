import { describe, expect, it } from 'vitest';
import { coursesOf } from '../../../../../src/report/page/sections/response/courses.js';
import type {
  BestRow,
  LesionRow,
  ResponseRow,
  ResponseSections,
} from '../../../../../src/report/response-sections.js';

const response = (subject: string, reader: string, more: Partial<ResponseRow> = {}): ResponseRow =>
  ({ subject, reader, visit: 'W8', day: 56, conformance: 'pass', otherwise: null, ...more }) as ResponseRow;
const lesion = (name: string, role: LesionRow['role'], visit = 'W8'): LesionRow =>
  ({ subject: 'A', reader: 'R1', lesion: name, role, visit, day: 56 }) as LesionRow;

function courses(parts: Partial<ResponseSections>) {
  const none = { responses: [], best: [], lesions: [], discordances: [], stated: [] };
  return coursesOf({ value: { ...none, ...parts } as ResponseSections, at: '0' });
}
const namesOf = (parts: Partial<ResponseSections>): string[] =>
  courses(parts).map(({ subject, reader }) => `${subject.value} ${reader.value}`);

describe('courses', () => {
  it('stand in the order of the report, readers of a subject side by side', () => {
    const responses = [response('A', 'R1'), response('B', 'R1'), response('A', 'R2')];
    expect(namesOf({ responses })).toEqual(['A R1', 'A R2', 'B R1']);
  });

  it('of subjects that do not conform come first, then those that flip', () => {
    const flips = { flips: true } as ResponseRow['otherwise'];
    const responses = [
      response('A', 'R1'),
      response('B', 'R1', { otherwise: flips }),
      response('C', 'R1', { conformance: 'fail' }),
    ];
    expect(namesOf({ responses })).toEqual(['C R1', 'B R1', 'A R1']);
    expect(courses({ responses }).map(({ isOpen }) => isOpen)).toEqual([true, true, false]);
  });

  it('where readers differ and nobody decided, or that are not evaluable, come before the others', () => {
    const discordances = [{ subject: 'B', visit: null, of: 'best', readers: [], adjudicated: null } as const];
    const best = [{ subject: 'C', reader: 'R1', response: 'NE' } as BestRow];
    const responses = [response('A', 'R1'), response('B', 'R1'), response('C', 'R1')];
    expect(namesOf({ responses, discordances, best })).toEqual(['C R1', 'B R1', 'A R1']);
  });

  it('are there for a best response or a lesion alone', () => {
    const best = [{ subject: 'B', reader: 'R1', response: 'PR' } as BestRow];
    expect(namesOf({ best, lesions: [lesion('T1', 'target')] })).toEqual(['B R1', 'A R1']);
  });

  it('have targets first, and every row of a lesion, also two of one visit', () => {
    const lesions = [
      lesion('N', 'new'),
      lesion('NT', 'non-target'),
      lesion('T', 'target'),
      lesion('T', 'target'),
    ];
    const [course] = courses({ lesions });
    expect(course?.lesions.map(({ role, cells }) => `${role} ${cells.length}`)).toEqual([
      ...['target 2', 'non-target 1', 'new 1'],
    ]);
    expect(course?.lesions.flatMap(({ cells }) => cells.map(({ at }) => at)).sort()).toEqual([
      ...['0/lesions/0', '0/lesions/1', '0/lesions/2', '0/lesions/3'],
    ]);
  });

  it('tell subjects and readers apart whose names run together', () => {
    const responses = [response('A","R', '1'), response('A', 'R","1')];
    expect(courses({ responses })).toHaveLength(2);
  });
});
