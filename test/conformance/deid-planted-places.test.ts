import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { uid } from '../../fixtures/random.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { EditPlan } from '../../src/dicom/rewrite/edit-plan.js';
import { text } from '../../src/dicom/rewrite/new-value.js';
import { bytesOf, rewrite } from '../../src/dicom/rewrite/rewrite.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { type Delivered, deid, PROFILES } from './deid-lab.js';
import { PLACES, type Put } from './deid-places.js';
import { RAW_PLACES } from './deid-raw-places.js';
import { NEEDLES, VICTIM } from './deid-victim.js';
import { editableFile } from './rewritten-files.js';
import { sharedFiles, skipOrFail } from './shared-data.js';

/** Real files of several makers, kinds and codings that every profile admits. */
const HOSTS = [
  'pydicom/src/pydicom/data/test_files/CT_small.dcm',
  'pydicom/src/pydicom/data/test_files/MR_small_bigendian.dcm',
  'dicomParser/testImages/encapsulated/multi-frame/CT0012.fragmented_no_bot_jpeg_baseline.51.dcm',
  'pydicom/src/pydicom/data/test_files/MR_small_implicit.dcm',
  'pydicom/src/pydicom/data/test_files/MR_small_jp2klossless.dcm',
  'pydicom/src/pydicom/data/test_files/MR_small_jpeg_ls_lossless.dcm',
  'dicognito/tests/orig_data/test_writes_deflated_file_correctly/CT_small_deflated.dcm',
];

/** What is not released, and why that is right: the text is where no rule can take it from, or contradicts the file. */
const MAY_BE_HELD: Readonly<Record<string, string>> = {
  a_comment_in_JPEG: 'pixel data is not touched',
  EXIF_in_JPEG: 'pixel data is not touched',
  a_comment_in_JPEG_2000: 'pixel data is not touched',
  a_colour_profile: 'bytes that rendering needs',
  'a_look-up_table': 'bytes that rendering needs',
  a_scale_on_the_safe_list_that_is_a_number_of_hers:
    'a binary number by its list, and her digits by its bytes',
  a_sequence_as_UN: 'no sequence that implicit VR could be read as',
  a_VR_that_nobody_knows: 'the file cannot be read on',
  a_sequence_without_end_and_garbage_in_it: 'the file cannot be read on',
  a_whole_second_file_behind_the_first: 'no data set goes on so',
  behind_the_pixel_data: 'no data set goes on so',
  a_directory_element: 'a group that no data set has',
  a_date_that_the_standard_does_not_know: 'her day of birth where dates are kept',
  content_items: 'her day of birth where dates are kept',
};

const script = join(import.meta.dirname, 'find_planted.py');

/** The file with its patient exchanged for the victim, under a SOP Instance UID of its own, and one edit more. */
function withVictim(bytes: Buffer, sop: string, put: Put | undefined): Buffer {
  const file = readPart10(new MemorySource(bytes), { toEnd: true });
  const plan = new EditPlan();
  const set = (keyword: string, value: string): void => plan.set(file.dataset, keyword, text(value));
  set('PatientName', VICTIM.name);
  set('PatientID', VICTIM.id);
  set('PatientBirthDate', VICTIM.born);
  set('PatientTelephoneNumbers', VICTIM.phone);
  set('InstitutionName', VICTIM.institution);
  set('AccessionNumber', VICTIM.accession);
  set('ReferringPhysicianName', VICTIM.physician);
  set('SOPInstanceUID', sop);
  put?.(plan, file.dataset);
  return bytesOf(rewrite(file, plan).pieces);
}

interface Injected extends Delivered {
  readonly sop: string;
}

/** The file with the victim at each place; without the places that it does not have. */
function injected(host: string, bytes: Buffer): Injected[] {
  const edits = Object.entries(PLACES).map(([place, put]): Injected => {
    const sop = uid(`${host} ${place}`);
    return { path: place.replaceAll(' ', '_'), sop, bytes: withVictim(bytes, sop, put) };
  });
  const splices = Object.entries(RAW_PLACES).flatMap(([place, splice]): Injected[] => {
    const sop = uid(`${host} ${place}`);
    const spliced = splice(withVictim(bytes, sop, undefined));
    return spliced ? [{ path: place.replaceAll(' ', '_'), sop, bytes: spliced }] : [];
  });
  return [...edits, ...splices];
}

function python(context: TestContext): string {
  return pythonWithPydicom() ?? skipOrFail(context, 'skipped: no Python with pydicom');
}

describe.each(PROFILES)('identifiers in all places of real files, under the profile %s', (profile) => {
  it('are in no file that is released, and every place that can be cleaned is released', async (context) => {
    sharedFiles(context);
    const python3 = python(context);
    const [jobs, names, held]: [string[], string[], string[]] = [[], [], []];
    // Site qualification names the institution: it is what is qualified.
    const words = NEEDLES.words.filter((word) => profile !== 'site-qualification' || word !== 'Fernmoor');
    for (const host of profile === 'trial' ? HOSTS : HOSTS.slice(0, 3)) {
      const { bytes } = editableFile(host) ?? {};
      if (!bytes) throw new Error(`${host} cannot be read`);
      const files = injected(host, bytes);
      const sops = new Map(files.map(({ path, sop }) => [path, sop]));
      const outcome = await deid(files, profile, (path) => sops.get(path) ?? '');
      expect(outcome.released.size + outcome.held.length).toBe(files.length);
      for (const { path, code, hits } of outcome.held)
        held.push(`${path} | ${code} | ${hits} | ${host.split('/').at(-1)}`);
      for (const [path, output] of outcome.released) {
        names.push(`${path} of ${host.split('/').at(-1)}`);
        const base64 = Buffer.from(output.bytes).toString('base64');
        jobs.push(JSON.stringify({ bytes: base64, words, numbers: NEEDLES.numbers }));
      }
    }
    const found = jsonFromPython<[string, string][]>(python3, [script], jobs);
    const left = found.flatMap((hits, i) => (hits.length > 0 ? [`${names[i]}: ${hits}`] : []));
    expect(left).toEqual([]);
    expect(held.filter((line) => !Object.hasOwn(MAY_BE_HELD, line.split(' | ')[0] ?? ''))).toEqual([]);
    expect(jobs.length).toBeGreaterThan(profile === 'trial' ? 620 : 250);
  }, 240_000);
});
