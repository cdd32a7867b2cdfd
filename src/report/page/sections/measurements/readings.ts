import { groupBy } from '../../../../findings/group-by.js';
import { type Row, rankOf } from './row-outcome.js';

/** What an object says of one lesion or region. */
export interface Lesion {
  readonly first: Row;
  /** Stored values first, of these what does not agree; then what was only recomputed, in the report's order. */
  readonly rows: readonly Row[];
}

/** What one reader measured of one subject at one visit. */
export interface Reading {
  readonly first: Row;
  readonly lesions: readonly Lesion[];
}

/** Readings as far as a page has room for, and what is left out of it. */
interface Shown {
  readonly readings: readonly Reading[];
  readonly moreLesions: number;
  readonly moreRows: number;
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string): (readonly Row[])[] {
  return [...groupBy(rows, keyOf).values()];
}

/** A sorted copy by rank, equals as they came. */
function byRank<T>(items: readonly T[], rank: (item: T) => number): T[] {
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function readingKey({ value: { subject, site, visit, reader } }: Row): string {
  return JSON.stringify([subject, site, visit, reader]);
}

/** What stands in one group of an object; content without a group stands for itself by its label. */
function lesionKey({ value: { source, group, trackingUid, lesionLabel } }: Row): string {
  const part = group === null ? [trackingUid, lesionLabel] : [group];
  return JSON.stringify([source.file, source.sopInstanceUID, part]);
}

function lesionOf(rows: readonly Row[]): Lesion[] {
  const [first] = rows;
  return first ? [{ first, rows: byRank(rows, rankOf) }] : [];
}

function worstOf(rows: readonly Row[]): number {
  return rows.reduce((least, row) => Math.min(least, rankOf(row)), Number.POSITIVE_INFINITY);
}

function readingOf(rows: readonly Row[]): Reading[] {
  const [first] = rows;
  const lesions = byRank(grouped(rows, lesionKey), worstOf).flatMap(lesionOf);
  return first ? [{ first, lesions }] : [];
}

/** Rows by subject, site, visit and reader, and in these by lesion; those first that hold the worst. */
export function readingsOf(rows: readonly Row[]): Reading[] {
  return byRank(grouped(rows, readingKey), worstOf).flatMap(readingOf);
}

/** As many lesions, whole, as have no more than so many measurements together; the first always. */
export function within(readings: readonly Reading[], most: number): Shown {
  let room = most;
  let moreLesions = 0;
  let moreRows = 0;
  const fits = ({ rows }: Lesion): boolean => {
    const isFirst = room === most;
    if (rows.length <= room || isFirst) {
      room -= rows.length;
      return true;
    }
    room = 0;
    moreLesions++;
    moreRows += rows.length;
    return false;
  };
  const shown = readings.map((reading) => ({ ...reading, lesions: reading.lesions.filter(fits) }));
  return { readings: shown.filter(({ lesions }) => lesions.length > 0), moreLesions, moreRows };
}
