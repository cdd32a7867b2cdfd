import type { CheckResult } from '../../rules/protocol/check-result.js';
import { REDACTED, type Redactor } from '../../study/redact.js';
import { withoutDates } from '../without-dates.js';
import { namesIdentifying } from './identifying-names.js';

/** A number or a UID: letters and long digits have no business there. */
const NUMBERS = /^[\d\s.,…±+\-\\eE[\]()]*$/;
/** A date as DICOM writes it. */
const DATE = /\b(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6}(?:\.\d+)?)?\b/g;
const LONG_DIGITS = /\d{6,}/g;
/** A check of serial numbers or versions alone: `DeviceSerialNumber`, `same SoftwareVersions of pet, ctac`. */
const DEVICE_ALONE = /^(?:same )?(?:DeviceSerialNumber|SoftwareVersions)(?: (?:of|across) [^:]*)?$/;

/** Scopes whose notes are in words of the program and of the protocol alone, without a value of the data. */
const OWN_WORDS: ReadonlySet<CheckResult['scope']> = new Set(['matching', 'count']);

/** Takes out of values that checks saw what identifies people, unless identifying values were asked for. */
export class Concealer {
  constructor(
    private readonly redactor: Redactor,
    private readonly identifiers: boolean,
  ) {}

  /** A description, as the manifest shows it. */
  description(text: string): string {
    return this.identifiers ? text : withoutDates(this.redactor.clean(text));
  }

  /** What a check saw. Known names and numbers of people go; dates, too; long digits where the text is free. */
  value(text: string): string {
    if (this.identifiers) return text;
    const known = withoutDates(this.redactor.cleanWords(text));
    if (NUMBERS.test(known)) return known.replace(DATE, REDACTED);
    return known.replace(LONG_DIGITS, REDACTED);
  }

  /** What a check saw of a quantity. */
  valueOf(quantity: string, text: string): string {
    if (this.identifiers) return text;
    if (DEVICE_ALONE.test(quantity)) return this.device(text);
    return namesIdentifying(quantity) ? REDACTED : this.value(text);
  }

  /** A result whose values are concealed. Serial numbers and software versions are of devices, and stay. */
  result(result: CheckResult): CheckResult {
    const { scope, check, expected, actual, note } = result;
    const isOfDevice = scope === 'device' || DEVICE_ALONE.test(check);
    const show = (text: string): string => (isOfDevice ? this.device(text) : this.valueOf(check, text));
    return {
      ...result,
      ...(expected !== undefined && { expected: scope === 'check' ? expected : show(expected) }),
      ...(actual !== undefined && { actual: show(actual) }),
      ...(note !== undefined && { note: this.note(result, note, isOfDevice) }),
    };
  }

  private note({ scope }: CheckResult, note: string, isOfDevice: boolean): string {
    // Names of quantities, of the protocol's series, and numbers of series: nothing of them is anybody's.
    if (OWN_WORDS.has(scope)) return note;
    return isOfDevice ? this.device(note) : this.value(note);
  }

  /** Whether values of a quantity are shown as they are. */
  shows(quantity: string, texts: readonly string[]): boolean {
    return texts.every((text) => this.valueOf(quantity, text) === text);
  }

  private device(text: string): string {
    return this.identifiers ? text : this.redactor.cleanWords(text);
  }
}
