import type { ByteSource } from '../../../dicom/byte-source.js';
import type { CharacterSet } from '../../../dicom/charset/character-set.js';
import type { Dataset } from '../../../dicom/dataset.js';
import { type ElementIndex, FLAG } from '../../../dicom/element-index.js';
import type { DicomFile, ElementTable } from '../../../dicom/part10.js';
import { isPixelData } from '../../../dicom/pixel-element.js';
import type { UidSet } from '../known/uid-set.js';
import type { KnownValue } from '../known-value.js';
import { characterSetAt } from './character-set-at.js';
import { nameOf, pathOf } from './element-path.js';
import type { Hit } from './hit.js';
import { searchCodestreams } from './pixel-comments.js';
import { policyOf } from './policy.js';
import { RegionSearch } from './region-search.js';
import { SearchedValues } from './searched-values.js';
import { searchValue } from './value-search.js';
import { inWindows } from './windows.js';

/** A value of fewer bytes holds nothing that is searched for. */
const LEAST_BYTES = 1;

/** Identifying values of one file, which is searched for them besides those of the delivery. */
export interface OwnKnown {
  readonly known: readonly KnownValue[];
  /** Its original UIDs. */
  readonly uids: readonly string[];
}

/** A value, and where it stands. */
interface OneValue {
  readonly file: DicomFile;
  readonly table: ElementTable;
  /** Position in the table's index. */
  readonly at: number;
  readonly root: Dataset;
  readonly isTop: boolean;
}

interface OpaqueSpan {
  readonly source: ByteSource;
  readonly from: number;
  readonly length: number;
  readonly place: () => string;
}

/**
 * Searches files for values that must not be there: every byte but the pixel data's own, whatever rule was applied to it.
 * Made once a thread; one pass over a header, whose time hangs on the header and not on the number of values.
 */
export class Searcher {
  private readonly regions: RegionSearch;
  private readonly searched = new SearchedValues();
  /** Number of values and UIDs of the delivery that are searched for. */
  readonly summary: { readonly values: number; readonly uids: number };

  /**
   * @param known the delivery's identifying values
   * @param uids its UIDs; registered ones are passed over
   * @param exempt identifiers that were assigned: they may stand, and whatever stands inside them
   */
  constructor(known: readonly KnownValue[], uids: UidSet, exempt: readonly string[]) {
    this.regions = new RegionSearch(known, uids, exempt);
    this.summary = { values: known.length, uids: uids.size };
  }

  /**
   * The hits in a file, each once.
   * @param file an output that was read again, `toEnd`
   * @throws DicomError where the fragments of its pixel data are damaged
   */
  search(file: DicomFile, own: OwnKnown): readonly Hit[] {
    const hits = this.regions.begin(own);
    const { layout } = file;
    const whole = { source: layout.file, place: () => 'preamble' };
    this.opaque({ ...whole, from: 0, length: layout.metaStart });
    this.table(file, layout.meta, () => 'file meta', file.meta);
    this.searched.begin(layout.dataset, this.regions.searchedFor);
    this.table(file, layout.dataset, undefined, file.dataset);
    this.searched.end();
    if (file.pixelData) searchCodestreams(this.regions, file, file.pixelData);
    this.rest(file);
    return hits.all;
  }

  /** The hits in a path, below the output folder. */
  searchName(path: string): readonly Hit[] {
    const hits = this.regions.begin({ known: [], uids: [] });
    const bytes = Buffer.from(path);
    const place = (): string => 'file name';
    searchValue(this.regions, { bytes, from: 0, to: bytes.length, policy: 'text', place });
    return hits.all;
  }

  /** All values of a level and of what is in it. */
  private table(
    file: DicomFile,
    table: ElementTable,
    where: (() => string) | undefined,
    root: Dataset,
  ): void {
    const { index } = table;
    let nextTop = 0;
    for (let at = 0; at < index.size; at++) {
      const isTop = at === nextTop;
      if (isTop) nextTop = index.ends[at] ?? index.size;
      if (((index.flags[at] ?? 0) & FLAG.sequence) !== 0 || (index.vrs[at] ?? 0) === 0) continue;
      if ((index.lengths[at] ?? 0) < LEAST_BYTES || (isTop && isPixelData(index.tags[at] ?? 0))) continue;
      if (where) this.value({ file, table, at, root, isTop }, where);
      else if (!this.searched.has(at)) this.ofDataSet({ file, table, at, root, isTop });
    }
  }

  /** A value of the data set; where nothing in it called for a closer look, the next file's need not be searched. */
  private ofDataSet(one: OneValue): void {
    const { at, table } = one;
    const before = this.regions.remarks;
    const wasRead = this.value(one, () => pathOf(table.index, at));
    if (this.regions.remarks === before && !wasRead) this.searched.note(at);
  }

  /** @returns whether it had to be read from the file, or in the character set that is in force */
  private value(one: OneValue, place: () => string): boolean {
    const { table, at, file } = one;
    const { index } = table;
    const from = index.values[at] ?? -1;
    const length = index.lengths[at] ?? 0;
    if (from < 0) {
      const source = file.layout.body;
      this.opaque({ source, from: index.files[at] ?? 0, length, place });
      return true;
    }
    const tag = index.tags[at] ?? 0;
    let wasRead = false;
    const characterSet = (): CharacterSet => {
      wasRead = true;
      return one.isTop ? one.root.characterSet : characterSetAt(one.root, at);
    };
    const keyword = (): string => nameOf(tag);
    const policy = policyOf(tag, index.vrs[at] ?? 0);
    const { bytes } = table;
    searchValue(this.regions, { bytes, from, to: from + length, policy, place, keyword, characterSet });
    return wasRead;
  }

  /** Bytes of no known meaning, which need not be in memory. */
  private opaque(span: OpaqueSpan): void {
    inWindows(span.source, span, (bytes, follows) => {
      const value = {
        bytes,
        from: 0,
        to: bytes.length,
        policy: 'opaque',
        place: span.place,
        follows,
      } as const;
      searchValue(this.regions, value);
    });
  }

  /** What follows the last element, and the file of which a deflated data set was inflated. */
  private rest({ layout, transferSyntax }: DicomFile): void {
    const place = (): string => 'after the data set';
    const end = endOf(layout.dataset.index);
    this.opaque({ source: layout.body, from: end, length: Math.max(0, layout.body.size - end), place });
    if (!transferSyntax.deflated) return;
    const from = layout.metaEnd;
    this.opaque({ source: layout.file, from, length: layout.file.size - from, place });
  }
}

/** Offset after the last element of the top level, its delimiter included. */
function endOf(index: ElementIndex): number {
  let last = 0;
  for (let at = 0; at < index.size; at = index.ends[at] ?? index.size) last = at;
  const isDelimited = ((index.flags[last] ?? 0) & FLAG.undefinedLength) !== 0;
  return (index.files[last] ?? 0) + (index.lengths[last] ?? 0) + (isDelimited ? 8 : 0);
}
