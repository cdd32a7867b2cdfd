import { exactDecimal } from '../../report/measurements/exact-decimal.js';
import { Redactor } from '../../study/redact.js';
import { withoutDates } from '../without-dates.js';
import type { Observation } from './observation.js';

/**
 * Text of files as a report may hold it without `--identifiers`: without days, and without the readers who are persons.
 * A person whom no row names as a reader is not known; docs/response.md says so.
 */
export class FreeText {
  private readonly redactor: Redactor;
  private readonly wholeNames: Redactor;
  private readonly names = new Map<string, string>();

  /**
   * @param persons readers whose names must not stand in the report
   * @param names of visits, lesions and sites: two that differ stay two
   */
  constructor(persons: readonly string[], names: Iterable<string | null>) {
    this.redactor = new Redactor([{ words: persons, phrases: [] }]);
    this.wholeNames = new Redactor([{ words: [], phrases: persons }]);
    const all = new Set([...names].flatMap((name) => name?.trim() || []));
    const taken = new Set([...all].filter((name) => this.cleaned(name) === name));
    // In an order of their own, not that of the rows: the same rows in another order get the same names.
    for (const name of [...all].sort()) if (!taken.has(name)) this.name(name, this.cleaned(name), taken);
  }

  private name(name: string, cleaned: string, taken: Set<string>): void {
    let shown = cleaned;
    for (let number = 2; taken.has(shown); number++) shown = `${cleaned} (${number})`;
    taken.add(shown);
    this.names.set(name, shown);
  }

  /** The name of a visit, lesion or site. */
  nameOf(name: string | null): string | null {
    return name === null ? null : (this.names.get(name.trim()) ?? name);
  }

  /** What nothing is decided by: reasons, words that are not known. */
  clean(text: string | null): string | null {
    return text === null ? null : this.cleaned(text);
  }

  private cleaned(text: string): string {
    return withoutDates(this.redactor.clean(text));
  }

  /** A row, its visit and reader apart. Organs decide, and readers may be called after one: only whole names go. */
  ofRow(row: Observation): Observation {
    const { keys, organ, value } = row;
    return {
      ...row,
      site: this.nameOf(row.site),
      keys: { ...keys, trackingId: this.nameOf(keys.trackingId), label: this.nameOf(keys.label) },
      ...{ splitFrom: this.nameOf(row.splitFrom), mergedInto: this.nameOf(row.mergedInto) },
      organ: organ === null ? null : withoutDates(this.wholeNames.cleanWords(organ)),
      value: exactDecimal(value) === undefined ? this.clean(value) : value,
      ...{ unknownRole: this.clean(row.unknownRole), unknownMethod: this.clean(row.unknownMethod) },
      ...{ unknownState: this.clean(row.unknownState), why: this.clean(row.why) },
    };
  }
}

/** Every name in a row that {@link FreeText} keeps apart. */
export function namesIn({ site, visit, keys, splitFrom, mergedInto }: Observation): (string | null)[] {
  return [site, visit, keys.trackingId, keys.label, splitFrom, mergedInto];
}
