import { OUTCOMES } from '../../../findings/outcome.js';
import type { CheckResult } from '../check-result.js';
import type { Consequence, Protocol } from '../compiled.js';
import { deviates, holds, rowOf, unsettled, type Verdict } from '../cross/row.js';
import type { SeriesMatch } from '../match/match.js';
import type { StudyView } from '../study-view.js';
import { type Qualification, qualify, rank } from './qualify.js';
import { type Scanner, scannersOf, scannerText } from './scanner.js';

/** Whether the scanners of a study's matched series are qualified: one row a scanner. */
export function judgeDevices(
  protocol: Protocol,
  study: StudyView,
  matches: readonly SeriesMatch[],
): CheckResult[] {
  const { devices } = protocol;
  if (!devices) return [];
  const numbers = new Set(matches.filter(({ kind }) => kind === 'matched').map(({ series }) => series));
  const views = study.series.filter(({ number }) => numbers.has(number));
  const head = { scope: 'device', check: 'qualified device', study: study.number } as const;
  return scannersOf(views).map((scanner) => rowOf(head, devices, verdictOf(scanner, devices, study)));
}

type Devices = NonNullable<Protocol['devices']>;

function verdictOf(scanner: Scanner, devices: Devices, study: StudyView): Verdict {
  const shown = { expected: 'in the list of qualified devices', actual: scannerText(scanner) };
  if (scanner.serial === '') {
    return unsettled('protocol-device-unsettled', 'Device Serial Number has no value', shown);
  }
  const verdicts = scanner.software.map((software) => {
    const tried = devices.list
      .filter(({ serial }) => serial === scanner.serial)
      .map((row) => ({ ...qualify(row, { scanner, software, study }), line: row.line }))
      .sort((a, b) => rank(a) - rank(b));
    return told(tried, devices, shown);
  });
  // Every software version that the scanner's series name has to be qualified.
  const [worst] = verdicts.sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome));
  return worst ?? unsettled('protocol-device-unsettled', 'the scanner is not known', shown);
}

/** The row of the list that fits best decides. */
function told(
  [best]: readonly (Qualification & { readonly line: number })[],
  consequence: Consequence,
  shown: { readonly expected: string; readonly actual: string },
): Verdict {
  if (!best) {
    const note = 'its serial number is not in the list';
    return deviates(consequence, 'protocol-device-unqualified', { ...shown, note });
  }
  const line = `line ${best.line} of the list`;
  if (best.state === 'qualified') return holds({ ...shown, note: line });
  const note = `${best.why} (${line})`;
  return best.state === 'unknown'
    ? unsettled('protocol-device-unsettled', note, shown)
    : deviates(consequence, 'protocol-device-unqualified', { ...shown, note });
}
