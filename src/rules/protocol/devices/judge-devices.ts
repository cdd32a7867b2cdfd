import { OUTCOMES } from '../../../findings/outcome.js';
import type { CheckResult } from '../check-result.js';
import type { Consequence, Protocol } from '../compiled.js';
import { deviates, holds, rowOf, unsettled, type Verdict } from '../cross/row.js';
import type { SeriesMatch } from '../match/match.js';
import type { StudyView } from '../study-view.js';
import { rank } from './qualification.js';
import type { QualifiedDevice } from './qualified-device.js';
import { type Candidate, qualify } from './qualify.js';
import { type Scanner, scannersOf, scannerText } from './scanner.js';
import { judgeTests, type Standing } from './tested.js';

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
    const rows = devices.list.filter(({ serial }) => serial === scanner.serial);
    return told(standingOf(rows, { scanner, software, study }), devices, shown);
  });
  // Every software version that the scanner's series name has to be qualified.
  const [worst] = verdicts.sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome));
  return worst ?? unsettled('protocol-device-unsettled', 'the scanner is not known', shown);
}

/**
 * Of rows that people filled in the one that fits best decides. Tests with phantoms qualify as well as these do; a test
 * that failed cannot be outweighed by them.
 */
function standingOf(rows: readonly QualifiedDevice[], candidate: Candidate): Standing | undefined {
  const tested = judgeTests(
    rows.filter(({ verdict }) => verdict !== undefined),
    candidate,
  );
  const [best] = rows
    .filter(({ verdict }) => verdict === undefined)
    .map((row): Standing => ({ ...qualify(row, candidate), line: row.line }))
    .sort((a, b) => rank(a) - rank(b));
  if (!tested || !best) return tested ?? best;
  return tested.isFailed || rank(tested) <= rank(best) ? tested : best;
}

function told(
  best: Standing | undefined,
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
