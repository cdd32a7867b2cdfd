import type { Report } from '../../envelope.js';
import type { ResponseRow, ResponseSections } from '../../response-sections.js';
import type { Spec } from '../draw-svg.js';
import { drawPanels } from './draw-panels.js';
import {
  CUT_PERCENT,
  counted,
  countsText,
  looksOf,
  percentText,
  type ResponsePlotOptions,
  readersOf,
  readerTitle,
  topPercent,
} from './response-style.js';
import {
  isBeyond,
  isDrawn,
  type Place,
  type SpiderCourse,
  spiderCourses,
  undated,
} from './spider-courses.js';
import { MOST_NAMED, SPIDER_WIDTH, type SpiderFrame, spiderPanel } from './spider-panel.js';
import { textPanel } from './text-panel.js';

const TITLE = 'Change of the sum of diameters from baseline';

interface Reading {
  readonly reader: string;
  readonly courses: readonly SpiderCourse[];
}

interface Axis {
  readonly place: Place;
  readonly title: string;
}

/** Days where every visit that was read has one; else the order of visits for all, so that no day is made up. */
function axisOf(rows: readonly ResponseRow[]): Axis {
  const { without, of } = undated(rows);
  if (without === 0) return { place: ({ day }) => day ?? 0, title: 'days since baseline' };
  const why = `no day is known of ${without} of ${counted(of, 'visit')}`;
  return { place: (_, index) => index, title: `visits in their order, 0: baseline (${why})` };
}

function sum(courses: readonly SpiderCourse[], count: (course: SpiderCourse) => number): number {
  return courses.reduce((total, course) => total + count(course), 0);
}

/** `28 of 30 subjects drawn; best response CR 1, PR 9; a new lesion in 3; 2 visits without a sum; 1 missed`. */
function countsOf({ courses }: Reading): string {
  const drawn = courses.filter(isDrawn).length;
  const fresh = courses.filter(({ points, sumless }) => [...points, ...sumless].some(({ isNew }) => isNew));
  const sumless = sum(courses, (course) => course.sumless.length);
  const missed = sum(courses, (course) => course.missed);
  const beyond = sum(courses, ({ points }) => points.filter(isBeyond).length);
  return [
    `${drawn} of ${counted(courses.length, 'subject')} drawn`,
    ...(courses.length > 0 ? [`best response ${countsText(courses.map(({ best }) => best))}`] : []),
    `new lesions in ${fresh.length}`,
    ...(sumless > 0 ? [`${counted(sumless, 'visit')} without a sum`] : []),
    ...(missed > 0 ? [`${missed} missed`] : []),
    ...(beyond > 0 ? [`${counted(beyond, 'point')} cut at ${percentText(CUT_PERCENT)}`] : []),
  ].join('; ');
}

/** The lines of a reader, and below them as text what is not to be seen in them. */
function panelsOf(reading: Reading, frame: SpiderFrame): Spec[] {
  const { reader, courses } = reading;
  const counts = countsOf(reading);
  const isNamed = courses.filter(isDrawn).length <= MOST_NAMED;
  const subtitle = isNamed ? counts : `${counts}; lines without their names`;
  const none = courses.filter((course) => !isDrawn(course));
  const beyond = courses.flatMap(({ subject, points }) => {
    const numbers = points.filter(isBeyond).map(({ percent }) => percentText(percent));
    return numbers.length > 0 ? [`${subject} ${numbers.join(' ')}`] : [];
  });
  const below = (title: string, items: readonly string[]): Spec[] =>
    items.length > 0 ? [textPanel(`${title} (${items.length}):`, items, SPIDER_WIDTH)] : [];
  const hasMarks = courses.some((course) => isDrawn(course) || course.sumless.length > 0);
  return [
    hasMarks
      ? spiderPanel(courses, frame, { text: readerTitle(reader), subtitle })
      : textPanel(`${readerTitle(reader)}: ${subtitle}`, ['no line to draw'], SPIDER_WIDTH),
    ...below(`Beyond ${percentText(CUT_PERCENT)}`, beyond),
    ...below(
      'No line, no change from baseline known',
      none.map(({ subject, best }) => `${subject} ${best}`),
    ),
  ];
}

function frameOf(all: readonly Reading[], axisTitle: string, lines: SpiderFrame['lines']): SpiderFrame {
  const courses = all.flatMap((reading) => reading.courses);
  const visits = courses.flatMap(({ points, sumless }) => [...points, ...sumless]);
  const first = visits.reduce((least, { x }) => Math.min(least, x), 0);
  const last = visits.reduce((most, { x }) => Math.max(most, x), first + 1);
  const codes = courses.flatMap(({ best, points, sumless }) => [
    ...(points.length > 0 ? [best] : []),
    ...points.flatMap(({ code }) => (code === null ? [] : [code])),
    ...sumless.map(({ code }) => code),
  ]);
  const top = topPercent(courses.flatMap(({ points }) => points.map(({ percent }) => percent)));
  return { span: [first, last], axisTitle, top, looks: looksOf(codes), lines };
}

/**
 * A spider plot as SVG: a line a subject from 0 at baseline, coloured by the best response, dots by the overall
 * response at each visit, a star where a new lesion appeared, a panel a reader. Lines are broken at visits without a
 * sum, which stand on the lowest line; points beyond +100% are cut and have their number. By days, or by the order of
 * visits where a day is missing: the axis says so. Nothing outside is referred to; the same bytes each time.
 */
export async function spiderSvg(
  { sections }: Pick<Report, 'sections'>,
  { lines = [] }: ResponsePlotOptions = {},
): Promise<string> {
  const { best = [], responses = [], criteria }: Partial<ResponseSections> = sections;
  const { place, title: axisTitle } = axisOf(responses);
  const all = readersOf([...best, ...responses]).map((reader): Reading => {
    const isOf = (row: { readonly reader: string }): boolean => row.reader === reader;
    return { reader, courses: spiderCourses(responses.filter(isOf), best.filter(isOf), place) };
  });
  const frame = frameOf(all, axisTitle, lines);
  const panels = all.flatMap((reading) => panelsOf(reading, frame));
  return drawPanels({
    title: TITLE,
    criteria,
    legend: 'a star: a new lesion appeared; a line is broken where there is no sum',
    panels,
    emptyWidth: SPIDER_WIDTH,
    spoken: `Spider plot: change from baseline over ${axisTitle}, a line a subject, a panel a reader.`,
    readers: all.map((reading) => ({ reader: reading.reader, counts: countsOf(reading) })),
  });
}
