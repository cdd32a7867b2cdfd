import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planVisits } from '../../../src/identity/visits/plan-visits.js';
import { timingOf } from '../../../src/identity/visits/windows.js';
import {
  arrived,
  BASE,
  carriedOut,
  deliveries,
  inWords,
  PLAIN,
  placed,
  SCREENED,
  schedules,
  visit,
} from './schedule.js';

const BASELINE = placed(0, 'BL');
/** A plan for studies that come after a known baseline, in words. */
const following = (...offsets: number[]) =>
  inWords(
    planVisits(
      PLAIN,
      [BASELINE],
      offsets.map((o) => arrived(o)),
    ),
  );

describe('a study', () => {
  it('has the visit in whose window it is', () => {
    expect(following(25, 56, 91)).toEqual(['W4 in-window 25', 'W8 in-window 56', 'W12 in-window 91']);
  });

  it('has a visit that it is early or late for', () => {
    expect(following(23, 65)).toEqual(['W4 early 23', 'W8 late 65']);
  });

  it('is unscheduled when it is far from any window', () => {
    expect(following(15, 200, 1)).toEqual([
      'null unscheduled 15',
      'null unscheduled 200',
      'null unscheduled 1',
    ]);
  });

  it('is not early or late for a visit that another day has', () => {
    expect(following(33, 28)).toEqual(['null unscheduled 33', 'W4 in-window 28']);
    const known = [BASELINE, placed(34, 'W4')];
    expect(inWords(planVisits(PLAIN, known, [arrived(33)]))).toEqual(['null unscheduled 33']);
  });

  it('is undetermined when another day contends for the same visit, or two windows are equally near', () => {
    expect(following(33, 34)).toEqual(['null undetermined 33', 'null undetermined 34']);
    const close = [visit('BL', 0), visit('A', 10), visit('B', 14)];
    expect(inWords(planVisits(close, [BASELINE], [arrived(12)]))).toEqual(['null undetermined 12']);
  });

  it('shares the visit of its day, the one that was stated too', () => {
    const twin = { ...arrived(33), studyUID: 'twin' };
    expect(inWords(planVisits(PLAIN, [BASELINE], [arrived(33), twin]))).toEqual(['W4 late 33', 'W4 late 33']);
    const known = [BASELINE, placed(40, 'W12')];
    const plan = planVisits(PLAIN, known, [{ ...arrived(40), studyUID: 'twin' }]);
    expect(inWords(plan)).toEqual(['W12 early 40']);
    expect(plan.planned[0]?.duplicates).toEqual([]);
  });

  it('of a day that has two visits already is undetermined', () => {
    const known = [BASELINE, placed(28, 'W4', 'a'), placed(28, 'W8', 'b')];
    expect(inWords(planVisits(PLAIN, known, [arrived(28)]))).toEqual(['null undetermined 28']);
  });

  it('is a duplicate when its visit has another day', () => {
    const known = [BASELINE, placed(30, 'W4'), placed(26, 'W4')];
    const { planned } = planVisits(PLAIN, known, [arrived(28), arrived(56)]);
    expect(planned.map(({ visit: id, duplicates }) => [id, duplicates])).toEqual([
      ['W4', ['s26', 's30']],
      ['W8', []],
    ]);
  });
});

describe('the baseline', () => {
  it('is the first study where nothing comes before it', () => {
    const plan = planVisits(PLAIN, [], [arrived(28), arrived(0)]);
    expect(plan.baselineDay).toBe(BASE);
    expect(inWords(plan)).toEqual(['W4 in-window 28', 'BL in-window 0']);
  });

  it('is not moved by an earlier study that comes later', () => {
    const plan = planVisits(PLAIN, [BASELINE], [arrived(-1), arrived(-20)]);
    expect(plan.baselineDay).toBe(BASE);
    expect(inWords(plan)).toEqual(['null unscheduled -1', 'null unscheduled -20']);
  });

  it('may have been an earlier study in its window: somebody must say', () => {
    const schedule = [visit('BL', 0, [3, 3]), visit('W4', 28)];
    expect(inWords(planVisits(schedule, [BASELINE], [arrived(-2), arrived(2), arrived(-4)]))).toEqual([
      'null undetermined -2',
      'BL in-window 2',
      'null unscheduled -4',
    ]);
  });

  it('is what the operator says', () => {
    const plan = planVisits(PLAIN, [BASELINE], [arrived(-2)], { stated: 'BL' });
    expect(plan.baselineDay).toBe(BASE - 2);
    expect(plan.planned[0]).toMatchObject({ visit: 'BL', offsetDays: 0, isStated: true, duplicates: ['s0'] });
  });

  it('is not guessed where there is screening', () => {
    const plan = planVisits(SCREENED, [], [arrived(0)]);
    expect(plan).toMatchObject({ baselineDay: undefined, missed: [] });
    expect(inWords(plan)).toEqual(['null undetermined null']);
    expect(inWords(planVisits(SCREENED, [placed(-9, 'SCR')], [arrived(0)]))).toEqual(['BL in-window 0']);
  });

  it('settles where a known study belongs that could not be placed before', () => {
    const known = [placed(-14, null)];
    const plan = planVisits(SCREENED, known, [arrived(0)]);
    expect(inWords(plan)).toEqual(['BL in-window 0']);
    expect(plan.missed).toEqual([]);
    expect(inWords(planVisits(SCREENED, known, [arrived(-14)]))).toEqual(['null undetermined null']);
    expect(planVisits(SCREENED, [...known, BASELINE], [arrived(-12)]).planned[0]?.duplicates).toEqual([
      's-14',
    ]);
  });
});

describe('a stated visit', () => {
  it('holds for all studies that arrived, in the window or not', () => {
    const plan = planVisits(PLAIN, [BASELINE], [arrived(70), { ...arrived(70), studyUID: 'x' }], {
      stated: 'W4',
    });
    expect(inWords(plan)).toEqual(['W4 late 70', 'W4 late 70']);
    expect(plan.planned.every(({ isStated }) => isStated)).toBe(true);
  });

  it('holds against what the study had before', () => {
    const plan = planVisits(PLAIN, [BASELINE, placed(28, 'W4')], [arrived(28)], { stated: 'W8' });
    expect(inWords(plan)).toEqual(['W8 early 28']);
  });

  it('is measured by nothing while no baseline is known', () => {
    const plan = planVisits(PLAIN, [], [arrived(3)], { stated: 'W8' });
    expect(plan.baselineDay).toBeUndefined();
    expect(inWords(plan)).toEqual(['W8 stated null']);
  });

  it('is refused when the schedule has none of that name', () => {
    expect(() => planVisits(PLAIN, [BASELINE], [arrived(3)], { stated: 'W5' })).toThrow(
      expect.objectContaining({ code: 'visit-not-scheduled', message: expect.stringMatching(/BL, W4/) }),
    );
  });
});

describe('a study that came again', () => {
  it('keeps its visit and is no duplicate of itself', () => {
    const plan = planVisits(PLAIN, [BASELINE, placed(40, 'W4')], [arrived(40), arrived(0)]);
    expect(inWords(plan)).toEqual(['W4 late 40', 'BL in-window 0']);
    expect(plan.planned.flatMap(({ duplicates }) => duplicates)).toEqual([]);
  });

  it('keeps a visit that the schedule no longer has', () => {
    expect(inWords(planVisits(PLAIN, [BASELINE, placed(40, 'W6')], [arrived(40)]))).toEqual(['W6 stated 40']);
  });

  it('with another date is undetermined until somebody says its visit, and moves nothing', () => {
    const known = [BASELINE, placed(28, 'W4')];
    const plan = planVisits(PLAIN, known, [arrived(-9, 's0'), arrived(29)]);
    expect(plan.baselineDay).toBe(BASE);
    expect(inWords(plan)).toEqual(['null undetermined null', 'W4 in-window 29']);
    expect(inWords(planVisits(PLAIN, known, [arrived(57, 's28')], { stated: 'W8' }))).toEqual([
      'W8 in-window 57',
    ]);
  });

  it('in part lacks nothing that it brought before', () => {
    const schedule = [
      visit('BL', 0),
      { ...visit('W4', 28), expectedSeries: [{ name: 'T1', modality: 'MR', count: 3 }] },
    ];
    const known = [BASELINE, { ...placed(28, 'W4'), seriesByModality: { MR: 2 } }];
    const found = (series: number, name: string) =>
      planVisits(schedule, known, [arrived(28, name, { MR: series })]).planned[0]?.missingSeries[0]?.found;
    expect(found(1, 's28')).toBe(2);
    expect(found(1, 'more')).toBeUndefined();
    expect(planVisits(schedule, [BASELINE], [arrived(28)]).planned[0]?.missingSeries).toEqual([
      { modality: 'MR', names: ['T1'], expected: 3, found: 0 },
    ]);
  });
});

describe('missed visits', () => {
  it('are those that closed before the latest study and that no study has', () => {
    const missed = (...offsets: number[]) =>
      planVisits(
        PLAIN,
        [BASELINE],
        offsets.map((o) => arrived(o)),
      ).missed;
    expect(missed(84)).toEqual(['W4', 'W8']);
    expect(missed(31)).toEqual([]);
    expect(missed(32)).toEqual([]);
    expect(missed(20, 64)).toEqual(['W4']);
    expect(planVisits(SCREENED, [BASELINE], [arrived(28)]).missed).toEqual(['SCR']);
  });
});

describe('any plan', () => {
  const sorted = <T extends { studyUID: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => (a.studyUID < b.studyUID ? -1 : 1));

  it('does not depend on the order of the studies', () => {
    fc.assert(
      fc.property(schedules, deliveries, fc.infiniteStream(fc.nat(1000)), (schedule, studies, random) => {
        const keyed = studies.map((study) => ({ study, key: random.next().value as number }));
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ study }) => study);
        const [one, other] = [planVisits(schedule, [], studies), planVisits(schedule, [], shuffled)];
        expect({ ...other, planned: sorted(other.planned) }).toEqual({
          ...one,
          planned: sorted(one.planned),
        });
        const known = sorted(carriedOut(studies, one));
        const again = planVisits(schedule, known.toReversed(), []);
        expect(again).toEqual({ ...planVisits(schedule, known, []), planned: [] });
      }),
    );
  });

  it('is the same again when it was carried out', () => {
    fc.assert(
      fc.property(schedules, deliveries, (schedule, studies) => {
        const plan = planVisits(schedule, [], studies);
        expect(planVisits(schedule, carriedOut(studies, plan), studies)).toEqual(plan);
      }),
    );
  });

  it('never takes a visit from a study that has one', () => {
    fc.assert(
      fc.property(schedules, deliveries, deliveries, (schedule, first, second) => {
        const known = carriedOut(first, planVisits(schedule, [], first));
        const later = second.map((study) => ({ ...study, studyUID: `later ${study.studyUID}` }));
        const { planned } = planVisits(schedule, known, [...first, ...later]);
        for (const [i, { visit: before }] of known.entries()) {
          if (before !== null) expect(planned[i]?.visit).toBe(before);
        }
      }),
    );
  });

  it('says the timing that the window gives, and one visit a day', () => {
    fc.assert(
      fc.property(schedules, deliveries, (schedule, studies) => {
        const { planned, baselineDay } = planVisits(schedule, [], studies);
        const ofDay = new Map<number, string | null>();
        for (const [i, { visit: id, timing, offsetDays, duplicates }] of planned.entries()) {
          const day = studies[i]?.day ?? 0;
          expect(ofDay.get(day) ?? id).toBe(id);
          ofDay.set(day, id);
          expect(offsetDays).toBe(baselineDay === undefined ? null : day - baselineDay);
          const scheduled = schedule.find((one) => one.id === id);
          if (scheduled) expect(timingOf(scheduled, offsetDays ?? Number.NaN)).toBe(timing);
          else expect(['unscheduled', 'undetermined']).toContain(timing);
          if (timing === 'early' || timing === 'late') expect(duplicates).toEqual([]);
        }
      }),
    );
  });
});
