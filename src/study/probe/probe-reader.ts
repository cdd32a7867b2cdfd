import type { Dataset } from '../../dicom/dataset.js';
import type { Element } from '../../dicom/element.js';
import { BytesCache } from './bytes-cache.js';
import { encodeReading, readingKey } from './encode-reading.js';
import { holderOf, type Place, placeOf, privateAt } from './locate.js';
import type { BundleReaders, Probe } from './probe.js';
import { ProbedInstance } from './probed-instance.js';
import { readPlace } from './read-probe.js';
import { ABSENT, readingOf, UNREADABLE } from './reading-of.js';
import { SiemensCache } from './siemens-headers.js';

const NOTHING = readingKey(ABSENT);
const WRONG = readingKey(UNREADABLE);

/** Attributes on which it depends how bytes are read: compared as they are coded. */
const CONTEXT = ['SpecificCharacterSet', 'PixelRepresentation'] as const;

/** What an instance holds, for every probe: readings as `encodeReading` makes them. */
export interface ProbedReadings {
  readonly readings: readonly string[];
  /** Frames of the instance. */
  readonly frames: number;
}

interface Column {
  readonly place: Place;
  readonly cache: BytesCache;
}

/**
 * Reads instance after instance with the same probes. It remembers what bytes it read before and what it made of them:
 * the instances of a series are mostly equal, and thousands of headers need not be decoded to find that out.
 */
export class ProbeReader {
  private readonly columns: readonly Column[];
  private readonly vendors = new SiemensCache();

  /** @throws UnknownKeywordError, PathError for a probe whose path names no attribute */
  constructor(
    readonly probes: readonly Probe[],
    private readonly readers: BundleReaders = {},
  ) {
    this.columns = probes.map((probe) => ({ place: placeOf(probe), cache: new BytesCache() }));
  }

  /** Reads an instance. Never throws: a probe that goes wrong makes its own reading unreadable. */
  read(ds: Dataset): ProbedReadings {
    const instance = new ProbedInstance(ds, this.vendors);
    const context = CONTEXT.map((keyword) => ds.rawText(keyword)).join('\n');
    const readings: string[] = [];
    for (const column of this.columns) readings.push(this.reading(instance, column, context));
    return { readings, frames: instance.macros?.frames ?? 1 };
  }

  private reading(instance: ProbedInstance, { place, cache }: Column, context: string): string {
    try {
      const holder = holderWithin(instance, place);
      if (!holder) return encodeReading(readPlace(instance, place, this.readers));
      const element = elementOf(holder, place);
      if (!element) return NOTHING;
      if (element.deferred) return WRONG;
      const coding = element.littleEndian ? context : `${context}\nbig`;
      return cache.get(element, coding, () => readingKey(readingOf(element)));
    } catch {
      return WRONG;
    }
  }
}

/** What holds the one element that a place asks for; undefined where several places have to be looked at. */
function holderWithin(instance: ProbedInstance, place: Place): Dataset | undefined {
  const { ds, macros } = instance;
  if (place.kind === 'path') {
    const holder = holderOf(ds, place);
    // An item may be coded in another way than its data set.
    return holder && !CONTEXT.some((keyword) => holder.has(keyword)) ? holder : undefined;
  }
  if (macros || (place.kind !== 'keyword' && place.kind !== 'private')) return undefined;
  return place.kind === 'keyword' && place.tile && instance.tileMatrix !== undefined ? undefined : ds;
}

function elementOf(holder: Dataset, place: Place): Element | undefined {
  if (place.kind === 'private') return privateAt(holder, place);
  return place.kind === 'keyword' || place.kind === 'path' ? holder.element(place.tag) : undefined;
}
