import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Records of a domain as lines of text, the first of them the names of its columns. */
export type Records = readonly (readonly string[])[];

const VISITS = {
  BL: ['BASELINE', '10', '2024-01-08'],
  W8: ['WEEK 8', '20', '2024-03-04'],
  W16: ['WEEK 16', '30', '2024-04-29'],
  W24: ['WEEK 24', '40', '2024-06-24'],
  W32: ['WEEK 32', '50', '2024-08-19'],
} as const;

type VisitName = keyof typeof VISITS;

const at = (visit: VisitName): readonly string[] => ['S-01', 'READER 1', ...VISITS[visit]];

const TU_TITLES = [
  ...['DOMAIN', 'USUBJID', 'TUEVALID', 'VISIT', 'VISITNUM', 'TUDTC'],
  ...['TULNKID', 'TUTESTCD', 'TUORRES', 'TULOC', 'TUMETHOD', 'TUGRPID'],
];

const TR_TITLES = [
  ...['DOMAIN', 'USUBJID', 'TREVALID', 'VISIT', 'VISITNUM', 'TRDTC'],
  ...['TRLNKID', 'TRTESTCD', 'TRORRES', 'TRORRESU', 'TRSTAT', 'TRREASND', 'TRMETHOD', 'TRGRPID'],
];

const RS_TITLES = [
  ...['DOMAIN', 'USUBJID', 'RSEVALID', 'VISIT', 'VISITNUM', 'RSDTC'],
  ...['RSCAT', 'RSTESTCD', 'RSSTRESC'],
];

function tu(visit: VisitName, label: string, [test, result, place, group = '']: readonly string[]): string[] {
  return ['TU', ...at(visit), label, test ?? '', result ?? '', place ?? '', 'CT SCAN', group];
}

function tr(
  visit: VisitName,
  label: string,
  group: string,
  said: string | readonly [string, string],
): string[] {
  const [test, result] = typeof said === 'string' ? ['DIAMETER', said] : said;
  const isNotDone = result === 'NOT DONE';
  const unit = test === 'DIAMETER' && /^\d/.test(result) ? 'mm' : '';
  const cells = isNotDone ? ['', '', 'NOT DONE', 'not in the field of view'] : [result, unit, '', ''];
  return ['TR', ...at(visit), label, test, ...cells, 'CT SCAN', group];
}

function rs(visit: VisitName, answers: readonly [string, string, string, string]): Records {
  const tests = ['TRGRESP', 'NTRGRESP', 'NEWLPROG', 'OVRLRESP'];
  return tests.map((test, i) => ['RS', ...at(visit), 'RECIST 1.1', test, answers[i] ?? '']);
}

/** Lesions: a lung lesion that splits, a node, two of the liver that merge, a bone lesion, a new one in the brain. */
export const TU: Records = [
  TU_TITLES,
  tu('BL', 'T01', ['TUMIDENT', 'TARGET', 'LUNG']),
  tu('BL', 'T02', ['TUMIDENT', 'TARGET', 'LYMPH NODE, AXILLARY']),
  tu('BL', 'T03', ['TUMIDENT', 'TARGET', 'LIVER']),
  tu('BL', 'T04', ['TUMIDENT', 'TARGET', 'LIVER']),
  tu('BL', 'NT01', ['TUMIDENT', 'NON-TARGET', 'BONE']),
  tu('W16', 'T01.1', ['TUSPLIT', 'TARGET', 'LUNG']),
  tu('W16', 'T01.2', ['TUSPLIT', 'TARGET', 'LUNG']),
  tu('W24', 'T04', ['TUMERGE', 'TARGET', 'LIVER', 'T03']),
  tu('W32', 'NEW01', ['TUMIDENT', 'NEW', 'BRAIN']),
];

const targets = (visit: VisitName, said: Readonly<Record<string, string>>): Records =>
  Object.entries(said).map(([label, result]) => tr(visit, label, 'TARGET', result));

const bone = (visit: VisitName): string[] => tr(visit, 'NT01', 'NON-TARGET', ['TUMSTATE', 'PRESENT']);

/** What was seen of them. Sums: 93; 52; one lesion not done; 56; 58 mm. */
export const TR: Records = [
  TR_TITLES,
  ...targets('BL', { T01: '30', T02: '18', T03: '25', T04: '20' }),
  tr('BL', '', 'TARGET', ['SUMDIAM', '93']),
  bone('BL'),
  ...targets('W8', { T01: '20', T02: '12', T03: 'TOO SMALL TO MEASURE', T04: '15' }),
  bone('W8'),
  ...targets('W16', { 'T01.1': '8', 'T01.2': '7', T02: '8', T03: 'TOO SMALL TO MEASURE', T04: 'NOT DONE' }),
  bone('W16'),
  ...targets('W24', { 'T01.1': '9', 'T01.2': '8', T02: '9', T03: '30' }),
  bone('W24'),
  ...targets('W32', { 'T01.1': '9', 'T01.2': '8', T02: '9', T03: '32' }),
  bone('W32'),
  tr('W32', 'NEW01', 'NEW', ['TUMSTATE', 'UNEQUIVOCAL']),
];

const STILL = 'NON-CR/NON-PD';

/** What the trial's database says, by hand the same as the criteria give. */
export const RS: Records = [
  RS_TITLES,
  ...rs('W8', ['PR', STILL, 'N', 'PR']),
  ...rs('W16', ['NE', STILL, 'N', 'NE']),
  ...rs('W24', ['PR', STILL, 'N', 'PR']),
  ...rs('W32', ['PR', STILL, 'Y', 'PD']),
  ['RS', 'S-01', 'READER 1', '', '', '', 'RECIST 1.1', 'BESTRESP', 'PR'],
];

/** Writes each domain into a file of its own, and gives the paths. */
export function sdtmFiles(domains: Readonly<Record<string, Records>>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'corelab-sdtm-'));
  return Object.entries(domains).map(([name, records]) => {
    const file = join(root, `${name}.csv`);
    const lines = records.map((cells) => cells.map((cell) => `"${cell}"`).join(','));
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  });
}
