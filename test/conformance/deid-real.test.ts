import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { parse } from 'yaml';
import { corelab, ROOT } from '../commands/cli.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { newKey, type Pair, type Release, release } from './deid-released.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const TABLE = join(SHARED_DICOM, '../../standard/e1-1.tsv');

/** The columns of Table E.1-1 that the options of the profiles name. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'ps315-basic': [],
  trial: [
    ...['rtn_safe_private', 'rtn_device_id', 'rtn_patient_chars', 'rtn_long_modif_dates'],
    ...['clean_desc', 'clean_struct_cont', 'clean_graph'],
  ],
};
const PROFILES = Object.keys(COLUMNS);

/** What scores a miss and is none: category and last keyword, and why. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'tag retained PatientAge': '42 and *** are no ages by PS3.5; what cannot be told to be under 90 goes',
  'text retained PerformedStationAETitle':
    'C: an AE title is a known value of the delivery, and is nothing else',
  'tag retained IssuerOfPatientIDQualifiersSequence':
    'an assigner of IDs identifies as Issuer of Patient ID does',
  'tag retained ContentLabel': 'the same word is the name of a person of the delivery',
  'tag retained BodyPartExamined': 'the same word is a part of a name of the delivery',
  'tag retained StationName': 'a word in it is a part of a name of the delivery',
  'tag retained DeviceSerialNumber': 'the same digits are a record number of the delivery',
  'text retained StudyDescription': 'a word in it is a part of a name of the delivery',
  'text retained SeriesDescription': 'a word in it is a part of a name of the delivery',
};

/** Values found again, by where they come from and stand: everyday words, each looked at. */
const FOUND: Readonly<Record<string, string>> = {
  'PatientName in CodeMeaning': 'a slide is called after what codes of the standard call it',
  'PatientName in ImageType': 'PERFUSION, a value of the standard',
  'InstitutionName in Manufacturer': 'the maker stands in the place of the institution',
};

interface Scored {
  readonly miss?: readonly [category: string, file: string, path: string, code: string];
  readonly score?: Readonly<Record<string, readonly [checked: number, right: number]>>;
  readonly shifts?: number;
}

/** So many files of a series are scored: the others are like them. */
const A_SERIES = 15;

/** Pairs as lines, of long series the first ones. */
function lines(pairs: readonly Pair[]): string[] {
  const counts = new Map<string, number>();
  const some = pairs.filter(({ released }) => {
    const count = (counts.get(dirname(released)) ?? 0) + 1;
    counts.set(dirname(released), count);
    return count <= A_SERIES;
  });
  return some.map((pair) => JSON.stringify(pair));
}

const last = (path: string): string =>
  path
    .split('.')
    .at(-1)
    ?.replace(/\[\d+\]$/, '') ?? path;
const script = (name: string): string => join(import.meta.dirname, name);

function python(context: TestContext): string {
  return pythonWithPydicom() ?? skipOrFail(context, 'skipped: no python3 with pydicom');
}

/** Attributes of which the profile has a word of its own: the table is not asked. */
function ownWords(profile: string): string[] {
  const { attributes = {} } = parse(readFileSync(join(ROOT, 'profiles', `${profile}.yaml`), 'utf8'));
  return Object.keys(attributes);
}

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(path, name)).isFile(),
  );

describe.each(PROFILES)('the shared data after deid --profile %s', { timeout: 180_000 }, (profile) => {
  let all: Release | undefined;

  beforeAll(async () => {
    if (statSync(SHARED_DICOM, { throwIfNoEntry: false })) all = await release(profile, await newKey());
  });

  const released = (context: TestContext): Release => {
    return all ?? skipOrFail(context, 'skipped: no shared data');
  };

  it('every file is released, quarantined or skipped, with a reason', (context) => {
    const { report, pairs, out } = released(context);
    const { filesIn = 0, filesOut = 0, quarantined = 0, skipped = 0, duplicates = 0 } = report.summary;
    expect(filesIn).toBe(sharedFiles(context).length);
    expect(filesOut + quarantined + skipped + duplicates).toBe(filesIn);
    expect(filesOut).toBeGreaterThan(800);
    expect([pairs.length, filesBelow(out).length]).toEqual([filesOut, filesOut]);
    expect(report.quarantine).toHaveLength(quarantined);
    expect(report.quarantine.filter(({ code, reason }) => code === '' || reason === '')).toEqual([]);
    expect(report.quarantine.filter(({ code }) => /error|crash|internal/.test(code))).toEqual([]);
  });

  it('scores by the table as published, read by pydicom, with no miss that is not explained', (context) => {
    const { pairs } = released(context);
    const args = [script('deid_score.py'), TABLE, ...(COLUMNS[profile] ?? []), ...ownWords(profile)];
    const scored = jsonFromPython<Scored>(python(context), args, lines(pairs));
    const misses = scored.flatMap(({ miss }) => (miss ? [`${miss[0]} ${last(miss[2])}`] : []));
    expect([...new Set(misses)].filter((miss) => !(miss in EXPLAINED))).toEqual([]);
    const { score = {} } = scored.at(-1) ?? {};
    for (const category of ['text removed', 'UID changed', 'UID consistent', 'patient ID consistent']) {
      expect([category, score[category]?.[1]]).toEqual([category, score[category]?.[0]]);
    }
    for (const category of ['pixels retained', 'transfer syntax kept', 'read by pydicom']) {
      expect([category, score[category]?.[1]]).toEqual([category, score[category]?.[0]]);
      expect(score[category]?.[0]).toBeGreaterThan(150);
    }
    if (profile !== 'trial') return;
    expect(score['date shifted']?.[0]).toBeGreaterThan(800);
    expect(score['date shifted']?.[1]).toBe(score['date shifted']?.[0]);
  });

  it('holds no name, number, date of birth or institution of its source, searched for by Python', (context) => {
    const { pairs, out } = released(context);
    type Found = { readonly hit?: readonly [from: string, file: string, where: string]; searched?: number };
    const found = jsonFromPython<Found>(python(context), [script('deid_search.py'), out], lines(pairs));
    const hits = found.flatMap(({ hit }) => (hit ? [`${hit[0]} in ${hit[2]}`] : []));
    expect([...new Set(hits)].filter((hit) => !(hit in FOUND))).toEqual([]);
    expect(found.at(-1)?.searched).toBeGreaterThan(800);
  });
});

describe('the shared data of several runs', { timeout: 180_000 }, () => {
  it('is the same bytes in two parts, in another order and with other numbers of jobs', async (context) => {
    sharedFiles(context);
    const keyFile = await newKey();
    const parts = ['dcm_qa_nih', 'dcm_qa_xa30', 'dcm_qa_enh', 'ibsi', 'dcm_qa_stc'].map((name) =>
      join(SHARED_DICOM, name),
    );
    const whole = await release('ps315-basic', keyFile, { inputs: parts, flags: ['--jobs', '2'] });
    const first = await release('ps315-basic', keyFile, { inputs: parts.slice(3), flags: ['--jobs', '1'] });
    const second = await release('ps315-basic', keyFile, { inputs: parts.slice(0, 3).reverse() });
    const digests = (runs: readonly Release[]): string[] =>
      runs
        .flatMap(({ out }) =>
          spawnSync('find . -type f -exec sha256sum {} +', { cwd: out, shell: true })
            .stdout.toString()
            .trim()
            .split('\n'),
        )
        .sort();
    expect(digests([whole]).length).toBeGreaterThan(300);
    expect(digests([first, second])).toEqual(digests([whole]));
  });
});

/** What of a manifest must be the same before and after. */
interface Manifest {
  readonly summary: unknown;
  readonly findings: readonly { readonly code: string }[];
  readonly studies: readonly {
    readonly studyUID: string;
    readonly dayOffset: unknown;
    readonly series: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/** Texts that are cleaned: all other figures of a series are its verdict. */
const TEXTS = ['description', 'model', 'station', 'serial', 'softwareVersions'];
/** Makers by whom private elements are read: they are verdicts, what else stands there is a text. */
const MAKER = /^(?:ge|siemens|philips|uih|canon|toshiba)\b[^|]*$/i;

function verdicts({ studies }: Manifest, uids: ReadonlyMap<string, string>): unknown[] {
  // Sets are listed in the order of the files, which is that of the new UIDs.
  const mapped = (_: string, value: unknown) => {
    if (typeof value === 'string') return (uids.get(value) ?? value).split(' | ').sort().join(' | ');
    const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string');
    return isTexts ? value.map((one) => uids.get(one) ?? one).sort() : value;
  };
  return studies
    .flatMap(({ studyUID, dayOffset, series }) =>
      series.map((one) => {
        const figures = Object.entries(one).filter(
          ([key, value]) => !TEXTS.includes(key) && (key !== 'manufacturer' || MAKER.test(String(value))),
        );
        return JSON.stringify({ studyUID, dayOffset, ...Object.fromEntries(figures) }, mapped);
      }),
    )
    .sort();
}

describe('manifest before and after deid --profile trial', { timeout: 180_000 }, () => {
  it('finds the same patients, studies, series, geometry, volumes and time points', async (context) => {
    sharedFiles(context);
    const { pairs, out, uids } = await release('trial', await newKey());
    const manifest = async (paths: readonly string[]): Promise<Manifest> =>
      JSON.parse((await corelab(['manifest', ...paths, '--json', '--quiet'])).stdout);
    const before = await manifest(pairs.map(({ source }) => source));
    const after = await manifest([out]);
    expect(after.summary).toEqual(before.summary);
    expect(verdicts(after, new Map())).toEqual(verdicts(before, uids));
    // Devices are told apart by texts, which are cleaned.
    const codes = ({ findings }: Manifest): string[] =>
      findings
        .map(({ code }) => code)
        .filter((code) => code !== 'software-changed')
        .sort();
    expect(codes(after)).toEqual(codes(before));
  });
});
