import type { InstanceReading, Reading } from './probe.js';
import { ABSENT, EMPTY, UNREADABLE } from './reading-of.js';

/**
 * Readings as short texts: they cross threads and lie in memory by the hundred thousand. A letter says what follows:
 * nothing for states without a value, JSON for the rest.
 */

const LETTERS = { absent: 'a', empty: 'e', unreadable: 'u' } as const;

/** Equal for equal readings, `decodeReading` undoes it. Numbers are left out: they are those of the texts. */
export function readingKey(reading: Reading): string {
  switch (reading.state) {
    case 'value':
      return (reading.numbers ? 'n' : 't') + JSON.stringify(reading.texts);
    case 'bundle':
      return `b${JSON.stringify(reading.data ?? null)}`;
    default:
      return LETTERS[reading.state];
  }
}

/** {@link readingKey} for an instance, whose frames may differ. */
export function encodeReading(reading: InstanceReading): string {
  if (reading.state !== 'frames') return readingKey(reading);
  return `f${JSON.stringify(reading.of.map(({ reading: own, first, frames }) => [readingKey(own), first, frames]))}`;
}

/** A reading that {@link readingKey} encoded. */
export function decodeKey(text: string): Reading {
  const rest = text.slice(1);
  switch (text[0]) {
    case 'a':
      return ABSENT;
    case 'e':
      return EMPTY;
    case 't':
      return { state: 'value', texts: JSON.parse(rest) };
    case 'n': {
      const texts: string[] = JSON.parse(rest);
      return { state: 'value', texts, numbers: texts.map((number) => Number(number) + 0) };
    }
    case 'b':
      return { state: 'bundle', data: JSON.parse(rest) };
    default:
      return UNREADABLE;
  }
}

/** One reading of an instance, still encoded. */
export interface EncodedReading {
  readonly key: string;
  /** Frames that have it; undefined where the whole instance does. */
  readonly frames: number | undefined;
}

/** What {@link encodeReading} made of an instance: one reading, or one for each that its frames have. */
export function splitReading(text: string): EncodedReading[] {
  if (text[0] !== 'f') return [{ key: text, frames: undefined }];
  const parts: [string, number, number][] = JSON.parse(text.slice(1));
  return parts.map(([key, , frames]) => ({ key, frames }));
}
