import { lookupUid } from '../../../dicom/uids.js';
import type { UidSet } from '../known/uid-set.js';
import type { KnownValue } from '../known-value.js';
import { addExempt, addValue } from './compile.js';
import { counts } from './counts.js';
import { HitList } from './hit.js';
import { OwnTables, OwnUids } from './own-values.js';
import type { Pattern } from './pattern.js';
import { PatternTable } from './pattern-table.js';
import type { Region } from './region.js';
import { type ScanVisitor, TokenScanner } from './token-scanner.js';
import { knownUidEnd } from './uid-token.js';

/** What a region is searched in: it names the place of a hit. */
export type Place = () => string;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Searches regions of bytes for the values of a delivery and of one file. */
export class RegionSearch implements ScanVisitor {
  private readonly table = new PatternTable();
  private readonly ownTables: OwnTables;
  private readonly scanner = new TokenScanner(this.table, this);
  private readonly wideInDelivery: boolean;
  /** Some value is in characters that bytes of any meaning give when they are read as UTF-16. */
  wantsWide: boolean;
  /** Number of values and UIDs so far that were looked at more closely, found or not. */
  remarks = 0;
  private ownUids: OwnUids | undefined;
  private hits = new HitList();
  private region: Region | undefined;
  private place: Place = () => '';
  /** Of the region at hand: where values were found, and where exempt ones stand. */
  private found: (Span & { readonly pattern: Pattern })[] = [];
  private exempt: Span[] = [];

  constructor(
    known: readonly KnownValue[],
    private readonly uids: UidSet,
    exempt: readonly string[],
  ) {
    for (const value of known) addValue(this.table, value, false);
    for (const text of exempt) addExempt(this.table, text);
    this.ownTables = new OwnTables(known);
    this.wideInDelivery = known.some(isTerse);
    this.wantsWide = this.wideInDelivery;
  }

  /** What decides of what is found besides the bytes, but for the file's own UIDs; by identity. */
  get searchedFor(): unknown {
    return this.scanner.own;
  }

  /** Begins with another file. @returns where its hits will be */
  begin(own: { readonly known: readonly KnownValue[]; readonly uids: readonly string[] }): HitList {
    this.scanner.own = this.ownTables.tableOf(own.known);
    this.ownUids = own.uids.length > 0 ? new OwnUids(own.uids) : undefined;
    this.wantsWide = this.wideInDelivery || own.known.some(isTerse);
    this.hits = new HitList();
    return this.hits;
  }

  /** Searches a region. */
  scan(region: Region, place: Place): void {
    this.region = region;
    this.place = place;
    this.scanner.scan(region.bytes, region.from, region.to, region.classes);
    if (this.found.length > 0) this.settle();
    if (this.exempt.length > 0) this.exempt = [];
  }

  /** What stands inside an assigned identifier is a part of that. */
  private settle(): void {
    for (const { start, end, pattern } of this.found) {
      if (this.exempt.some((span) => span.start <= start && end <= span.end)) continue;
      this.hits.add({ where: this.place(), from: pattern.value.from, kind: pattern.value.kind });
    }
    this.found = [];
  }

  matched(patterns: readonly Pattern[], start: number, end: number): void {
    this.remarks++;
    const { region } = this;
    if (!region) return;
    for (const pattern of patterns) {
      if (pattern.form === 'exempt') this.exempt.push({ start, end });
      else if (counts(pattern, region, start, end)) this.found.push({ start, end, pattern });
    }
  }

  uid(start: number, end: number): void {
    this.remarks++;
    const { region } = this;
    if (!region) return;
    const sets = this.ownUids ? [this.uids, this.ownUids] : [this.uids];
    const found = knownUidEnd(region.bytes, { start, end }, sets);
    if (found < 0) return;
    const bytes = region.bytes.subarray(start, found);
    // PS3.6 Annex A: registered UIDs are everybody's.
    if (lookupUid(String.fromCharCode(...bytes))) return;
    this.hits.add({ where: this.place(), from: 'UID', kind: 'uid' });
  }
}

const TERSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function isTerse({ text }: KnownValue): boolean {
  return TERSE.test(text);
}
