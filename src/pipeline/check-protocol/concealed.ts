import type { CheckResult } from '../../rules/protocol/check-result.js';
import type { Redactor } from '../../study/redact.js';

/** A number or a UID: letters and long digits have no business there. */
const NUMBERS = /^[\d\s.,…±+\-\\eE[\]()]*$/;
/** A date as DICOM writes it. */
const DATE = /\b(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6}(?:\.\d+)?)?\b/g;
const LONG_DIGITS = /\d{6,}/g;
const HIDDEN = '***';
const SERIAL = 'DeviceSerialNumber';
/** A check of serial numbers alone: `DeviceSerialNumber`, `same DeviceSerialNumber of pet, ctac`. */
const SERIALS_ALONE = /^(?:same )?DeviceSerialNumber(?: (?:of|across) [^:]*)?$/;

function isOfDevice({ scope, check }: CheckResult): boolean {
  return scope === 'device' || SERIALS_ALONE.test(check);
}

/** Takes out of values that checks saw what identifies people, unless identifying values were asked for. */
export class Concealer {
  constructor(
    private readonly redactor: Redactor,
    private readonly identifiers: boolean,
  ) {}

  /** A description, as the manifest shows it. */
  description(text: string): string {
    return this.identifiers ? text : this.redactor.clean(text);
  }

  /** What a check saw. Known names and numbers of people go; dates, too; long digits where the text is free. */
  value(text: string): string {
    if (this.identifiers) return text;
    const known = this.redactor.cleanWords(text);
    if (NUMBERS.test(known)) return known.replace(DATE, HIDDEN);
    return known.replace(LONG_DIGITS, HIDDEN);
  }

  /** A result whose values are concealed. Serial numbers are of devices, and stay. */
  result(result: CheckResult): CheckResult {
    const show = (text: string): string => (isOfDevice(result) ? this.device(text) : this.value(text));
    const { expected, actual, note } = result;
    return {
      ...result,
      ...(expected !== undefined && { expected: result.scope === 'check' ? expected : show(expected) }),
      ...(actual !== undefined && { actual: show(actual) }),
      ...(note !== undefined && { note: show(note) }),
    };
  }

  /** Whether values of a quantity are shown as they are. */
  shows(quantity: string, texts: readonly string[]): boolean {
    return texts.every((text) => (quantity === SERIAL ? this.device(text) : this.value(text)) === text);
  }

  private device(text: string): string {
    return this.identifiers ? text : this.redactor.cleanWords(text);
  }
}
