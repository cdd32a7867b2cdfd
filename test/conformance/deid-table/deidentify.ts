import { createHash } from 'node:crypto';
import type { Dataset as WriterDataset } from '../../../fixtures/writer/element.js';
import { encodeDataset } from '../../../fixtures/writer/encode.js';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { bytesOf, rewrite } from '../../../src/dicom/rewrite/rewrite.js';
import { IMPLEMENTATION } from '../../../src/pipeline/implementation.js';
import { Rulebook } from '../../../src/rules/deid/attribute/rulebook.js';
import type { DeidRules } from '../../../src/rules/deid/plan/context.js';
import { planDeid } from '../../../src/rules/deid/plan/plan-deid.js';
import { type ReviewEntry, ReviewSink } from '../../../src/rules/deid/plan/review.js';
import { PrivateRules } from '../../../src/rules/deid/private/private-rules.js';
import type { PrivateList, Profile } from '../../../src/rules/deid/profile/profile.js';
import { TextCleaner } from '../../../src/rules/deid/text/text-cleaner.js';
import { read } from '../../dicom/bytes.js';
import { KNOWN } from './samples.js';

/** Days that dates move, where they do: no whole weeks, so that nothing else could have moved them as far. */
export const SHIFT_DAYS = -1003;
/** The ID that files are given. */
export const SUBJECT = 'SUBJ-0042';

/** The transfer syntaxes of the two ways to code VRs. */
export const CODINGS = {
  explicit: TRANSFER_SYNTAX.explicitLittleEndian,
  implicit: TRANSFER_SYNTAX.implicitLittleEndian,
} as const;

/** How VRs are coded. */
export type Coding = keyof typeof CODINGS;

/** The UID that stands for another: the test's own, so that it is known what to expect. PS3.5 B.2. */
export function mappedUid(uid: string): string {
  return `2.25.${BigInt(`0x1${createHash('sha256').update(uid).digest('hex').slice(0, 30)}`)}`;
}

/** A profile of options, and what goes with them. */
export function profileOf(options: Profile['options'], more: Partial<Profile> = {}): Profile {
  return {
    schema: 'corelab/profile@1',
    name: 'table',
    description: 'of a test',
    options,
    admission: { sopClasses: ['all'] },
    ...more,
  };
}

/** A file before and after, and what the review tells of it. */
export interface Run {
  readonly before: DicomFile;
  readonly after: DicomFile;
  readonly review: readonly ReviewEntry[];
}

/** De-identifies files by one profile, in memory, each written and read again. */
export class Deidentifier {
  private readonly rules: DeidRules;
  private readonly cleaner: TextCleaner;

  constructor(
    readonly profile: Profile,
    lists: readonly PrivateList[] = [],
  ) {
    const rulebook = new Rulebook(profile);
    this.rules = { profile, rulebook, privates: new PrivateRules(profile, lists), version: '9.9.9' };
    this.cleaner = new TextCleaner(KNOWN, profile.text);
  }

  /** Writes a file, reads it, and reads again what became of it. */
  run(dataset: WriterDataset, coding: Coding, wants: { readonly review?: true } = {}): Run {
    const before = read(written(dataset, coding), { toEnd: true });
    const isShifted = this.profile.options.retainModifiedDates === true;
    const review = new ReviewSink(false);
    const { plan } = planDeid(before, this.rules, {
      subject: { id: SUBJECT, shiftDays: isShifted ? SHIFT_DAYS : undefined, generation: 0 },
      uidOf: mappedUid,
      cleaner: this.cleaner,
      ...(wants.review && { review }),
    });
    const { pieces } = rewrite(before, plan, { newMeta: IMPLEMENTATION });
    return { before, after: read(bytesOf(pieces), { toEnd: true }), review: review.entries };
  }
}

/** File meta information starts behind the preamble and the prefix. PS3.10 7.1. */
const META_AT = 132;

/** The file; the writer leaves command elements (group 0000) out, which no file should have and some rows are of. */
function written(dataset: WriterDataset, coding: Coding): Uint8Array {
  const file = writePart10(dataset, { transferSyntax: CODINGS[coding] });
  const commands = dataset.filter(({ tag }) => tag < 0x00010000);
  if (commands.length === 0) return file;
  // (0002,0000) comes first: 8 bytes, and its value is the length of all that follows.
  const metaEnd = META_AT + 12 + file.readUInt32LE(META_AT + 8);
  const explicit = coding === 'explicit';
  const encoding = {
    explicit,
    littleEndian: true,
    lengths: 'defined',
    groupLengths: false,
    text: 'latin1',
  } as const;
  return Buffer.concat([
    file.subarray(0, metaEnd),
    encodeDataset(commands, encoding),
    file.subarray(metaEnd),
  ]);
}
