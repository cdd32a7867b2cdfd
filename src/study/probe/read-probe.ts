import type { Dataset } from '../../dicom/dataset.js';
import { readingKey } from './encode-reading.js';
import type { FrameMacros } from './frame-macros.js';
import { holderOf, type Named, type Place, placeOf, privateAt } from './locate.js';
import type { BundleReaders, InstanceReading, Probe, Reading } from './probe.js';
import { ProbedInstance } from './probed-instance.js';
import { ABSENT, joined, readingOf, UNREADABLE } from './reading-of.js';

/**
 * What an instance holds where a probe looks. Whatever the bytes are, the answer is a reading; what a bundle's reader
 * throws becomes `unreadable`.
 * @throws UnknownKeywordError, PathError for a probe whose path names no attribute
 */
export function readProbe(ds: Dataset, probe: Probe, readers: BundleReaders = {}): InstanceReading {
  return readPlace(new ProbedInstance(ds), placeOf(probe), readers);
}

/** {@link readProbe}, with what several probes have in common worked out already. */
export function readPlace(instance: ProbedInstance, place: Place, readers: BundleReaders): InstanceReading {
  const { ds, macros } = instance;
  switch (place.kind) {
    case 'keyword':
      return macros ? enhancedReading(ds, macros, place.names) : classicReading(instance, place);
    case 'path':
      return readingOf(holderOf(ds, place)?.element(place.tag));
    case 'private':
      return privateReading(instance, place);
    case 'csa':
      return instance.siemens.csa(place.tag);
    case 'phoenix':
      return instance.siemens.phoenix(place.key, macros);
    case 'bundle':
      return bundleReading(ds, readers[place.name]);
  }
}

function bundleReading(ds: Dataset, reader: BundleReaders[string] | undefined): Reading {
  if (!reader) return UNREADABLE;
  try {
    return { state: 'bundle', data: reader(ds) };
  } catch {
    return UNREADABLE;
  }
}

function classicReading(
  instance: ProbedInstance,
  { tag, tile }: Extract<Place, { kind: 'keyword' }>,
): Reading {
  const tiles = tile && instance.tileMatrix;
  if (!tile || tiles === undefined) return readingOf(instance.ds.element(tag));
  if (tiles === 'unknown') return UNREADABLE;
  return { state: 'value', texts: [String(tiles[tile])], numbers: [tiles[tile]] };
}

/** What the frames state counts; what the object as a whole states only where no frame's macros do. */
function enhancedReading(ds: Dataset, macros: FrameMacros, names: readonly Named[]): InstanceReading {
  const stated = names.filter(({ tag }) => macros.states(tag));
  if (stated.length > 0) {
    const isShared = !stated.some(({ tag }) => macros.varies(tag));
    return frameReadings(macros, isShared, (frame) =>
      firstStated(stated, (tag) => macros.elements(frame, tag)),
    );
  }
  return firstStated(names, (tag) => {
    const element = ds.element(tag);
    return element ? [element] : [];
  });
}

/** The reading under the first name that is there. */
function firstStated(
  names: readonly Named[],
  find: (tag: number) => readonly Parameters<typeof readingOf>[0][],
): Reading {
  for (const { tag, classic } of names) {
    const found = find(tag);
    if (found.length === 0) continue;
    const reading = joined(found.map(readingOf));
    return classic ? classic(reading) : reading;
  }
  return ABSENT;
}

/** Readings frame by frame, equal ones as one. */
function frameReadings(
  macros: FrameMacros,
  isShared: boolean,
  read: (frame: number) => Reading,
): InstanceReading {
  const groups = new Map<string, { reading: Reading; first: number; frames: number }>();
  const add = (reading: Reading, first: number, frames: number): void => {
    const key = readingKey(reading);
    const known = groups.get(key);
    if (known) known.frames += frames;
    else groups.set(key, { reading, first, frames });
  };
  if (isShared) add(read(0), 0, Math.max(1, macros.described));
  else for (let frame = 0; frame < macros.described; frame++) add(read(frame), frame, 1);
  // PS3.3 C.7.6.16.1.2: there are as many items as frames. Of a frame without one, nothing is known.
  const missing = macros.described > 0 ? macros.frames - macros.described : 0;
  if (missing > 0) add(UNREADABLE, macros.described, missing);
  const of = [...groups.values()];
  const [only = { reading: ABSENT }] = of;
  return of.length < 2 ? only.reading : { state: 'frames', of };
}

function privateReading(
  { ds, macros }: ProbedInstance,
  place: Extract<Place, { kind: 'private' }>,
): InstanceReading {
  const top = privateAt(ds, place);
  if (top || !macros) return readingOf(top);
  const read = (frame: number): Reading => {
    const found = macros.private(frame, place);
    return readingOf(found && place.vr !== undefined ? found.readAs(place.vr) : found);
  };
  return frameReadings(macros, macros.described === 0, read);
}
