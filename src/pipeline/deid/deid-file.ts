import type { ByteSource } from '../../dicom/byte-source.js';
import { DicomError } from '../../dicom/errors.js';
import { type DicomFile, ReadScratch, readPart10 } from '../../dicom/part10.js';
import { rewrite } from '../../dicom/rewrite/rewrite.js';
import { releasedUid } from '../../identity/released-uid.js';
import type { Action } from '../../rules/deid/action.js';
import { admissionProblem } from '../../rules/deid/admission/admission-problem.js';
import { Rulebook } from '../../rules/deid/attribute/rulebook.js';
import { graphicsProblem } from '../../rules/deid/graphics/overlays.js';
import { knownOfDataset } from '../../rules/deid/known/known-values.js';
import { UidSet } from '../../rules/deid/known/uid-set.js';
import type { KnownValue } from '../../rules/deid/known-value.js';
import type { DeidInput, DeidRules } from '../../rules/deid/plan/context.js';
import { type DeidPlan, planDeid } from '../../rules/deid/plan/plan-deid.js';
import { PlanMemo } from '../../rules/deid/plan/plan-memo.js';
import { ReviewSink } from '../../rules/deid/plan/review.js';
import { PrivateRules } from '../../rules/deid/private/private-rules.js';
import type { DeidSubject } from '../../rules/deid/subject.js';
import { TextCleaner } from '../../rules/deid/text/text-cleaner.js';
import { isSameHit } from '../../rules/deid/verify/hit.js';
import { Searcher } from '../../rules/deid/verify/searcher.js';
import { type FileToCopy, type Made, type Maker, Refusal } from '../copies/maker.js';
import { refuseOtherInstance } from '../copies/same-instance.js';
import { IMPLEMENTATION } from '../implementation.js';
import type { DeidDetail, DeidShared, DeidWork } from './deid-job.js';
import type { ReleasedFiles } from './released-files.js';

/** UIDs that a thread remembers of one subject. */
const MAX_UIDS = 100_000;

type Cleaner = Pick<TextCleaner, 'clean' | 'knows'>;

/** De-identifies files, one after the other; keeps what is the same for all. One a thread. */
export class FileDeid implements Maker<DeidWork, DeidDetail> {
  private readonly rules: DeidRules;
  private readonly cleaner: TextCleaner;
  private readonly searcher: Searcher;
  private readonly delivered: ReadonlySet<string>;
  private readonly uidsOf = new Map<DeidSubject, Map<string, string>>();
  private readonly ownCleaners = new Map<string, Cleaner>();
  private readonly memo = new PlanMemo();
  private readonly scratch = { source: new ReadScratch(), written: new ReadScratch() };

  /** @param released gathers what the files that are released hold, where that is wanted */
  constructor(
    private readonly shared: DeidShared,
    private readonly released?: ReleasedFiles,
  ) {
    const { profile, lists, version, known, uids, exempt } = shared;
    const rulebook = new Rulebook(profile);
    this.rules = { profile, version, rulebook, privates: new PrivateRules(profile, lists) };
    this.cleaner = new TextCleaner(known, profile.text);
    this.searcher = new Searcher(known, UidSet.from(uids), exempt);
    this.delivered = new Set(known.map(keyOf));
  }

  /**
   * What the released file consists of, and the look at it once it is written.
   * @throws Refusal with the reason to quarantine it; DicomError, RewriteError
   */
  async make(source: ByteSource, toCopy: FileToCopy<DeidWork>, name = ''): Promise<Made<DeidDetail>> {
    const inName = this.searcher.searchName(name);
    if (inName.length > 0) throw new Refusal('identifier-found', inName.slice(0, MAX_HITS));
    const file = readPart10(source, { toEnd: true, scratch: this.scratch.source });
    refuseOtherInstance(file, toCopy);
    refuseUnadmitted(file, this.shared, toCopy.work);
    refuseUnreadablePatient(file);
    const subject = this.subjectOf(toCopy.work);
    const known = this.knownValues(file);
    const own = this.ownValues(known);
    const { planned, review } = this.plan(file, subject, own);
    await this.encrypt(file, planned);
    const { pieces, switchedToUtf8 } = rewrite(file, planned.plan, { newMeta: IMPLEMENTATION });
    const uids = [...planned.uids];
    const detail: DeidDetail = {
      actions: counted(planned.actions),
      searched: this.searcher.summary.values + own.length,
      ...(review && { review: review.entries }),
      ...(this.shared.wantsUids && { uids: uids.map((uid) => [uid, this.uidOf(subject, uid)] as const) }),
      ...(switchedToUtf8 && { switchedToUtf8: true as const }),
    };
    const { released } = this;
    return {
      ...{ pieces, detail, inspect: (written) => this.inspect(written, { known, uids }, toCopy.work) },
      ...(released && { placed: () => released.placed() }),
    };
  }

  /** What a scan would say of the files that were released since this was asked last. */
  gathered(): ReturnType<ReleasedFiles['gathered']> {
    return this.released?.gathered();
  }

  /** The plan alone, for a review before anything is written. @throws as {@link make} */
  review(source: ByteSource, toCopy: FileToCopy<DeidWork>): DeidDetail {
    const file = readPart10(source, { toEnd: true, scratch: this.scratch.source });
    refuseOtherInstance(file, toCopy);
    refuseUnadmitted(file, this.shared, toCopy.work);
    refuseUnreadablePatient(file);
    const own = this.ownValues(this.knownValues(file));
    const subject = this.subjectOf(toCopy.work);
    const { planned, review } = this.plan(file, subject, own);
    return { actions: counted(planned.actions), searched: 0, review: review?.entries ?? [] };
  }

  private plan(
    file: DicomFile,
    subject: DeidSubject,
    own: readonly KnownValue[],
  ): { planned: DeidPlan; review: ReviewSink | undefined } {
    const { wantsReview, showsValues } = this.shared;
    const review = wantsReview ? new ReviewSink(showsValues) : undefined;
    const input: DeidInput = {
      subject,
      uidOf: (uid) => this.uidOf(subject, uid),
      cleaner: this.cleanerFor(own),
      memo: this.memo,
      ...(review && { review }),
    };
    return { planned: planDeid(file, this.rules, input), review };
  }

  /** Reads what stands on the disk as its reader would, and searches it. @throws Refusal `identifier-found` */
  private inspect(
    written: ByteSource,
    own: { known: readonly KnownValue[]; uids: readonly string[] },
    { accepted = [] }: DeidWork,
  ): void {
    const file = readWritten(written, this.scratch.written);
    const hits = this.searcher
      .search(file, own)
      .filter((hit) => !accepted.some((one) => isSameHit(one, hit)));
    if (hits.length > 0) throw new Refusal('identifier-found', hits.slice(0, MAX_HITS));
    this.released?.inspected(file);
  }

  private async encrypt(file: DicomFile, { plan }: DeidPlan): Promise<void> {
    const { recipients } = this.shared;
    if (recipients.length === 0) return;
    const { originalsOf } = await import('../../rules/deid/encrypted/originals.js');
    const { encryptedAttributes } = await import('../../rules/deid/encrypted/encrypted-attributes.js');
    const originals = originalsOf(file.dataset, plan);
    const { characterSet } = file.dataset;
    const element = await encryptedAttributes(originals, { recipients, characterSet });
    plan.insert(file.dataset, element);
  }

  /** What this file says of people, at any depth; what the profile keeps as it is is no secret. */
  private knownValues({ dataset }: DicomFile): KnownValue[] {
    const rules = this.rules.rulebook.forSopClass(dataset.string('SOPClassUID') ?? '');
    return knownOfDataset(dataset, (tag, vr) => rules.of(tag, vr).action === 'keep');
  }

  /** What is not known of the whole delivery. */
  private ownValues(known: readonly KnownValue[]): KnownValue[] {
    return known.filter((value) => !this.delivered.has(keyOf(value)));
  }

  private cleanerFor(own: readonly KnownValue[]): Cleaner {
    if (own.length === 0) return this.cleaner;
    const key = own.map(keyOf).join('\n');
    let cleaner = this.ownCleaners.get(key);
    if (!cleaner) {
      if (this.ownCleaners.size > 1000) this.ownCleaners.clear();
      const [delivery, mine] = [this.cleaner, new TextCleaner(own, undefined)];
      cleaner = {
        clean: (text) => mine.clean(delivery.clean(text)),
        knows: (text) => delivery.knows(text) || mine.knows(text),
      };
      this.ownCleaners.set(key, cleaner);
    }
    return cleaner;
  }

  private subjectOf({ subject: index }: DeidWork): DeidSubject {
    const subject = this.shared.subjects[index];
    if (!subject) throw new RangeError('a file without a subject');
    return subject;
  }

  private uidOf(subject: DeidSubject, uid: string): string {
    let uids = this.uidsOf.get(subject);
    if (!uids || uids.size > MAX_UIDS) {
      uids = new Map();
      this.uidsOf.set(subject, uids);
    }
    let released = uids.get(uid);
    if (released === undefined) {
      released = releasedUid(this.shared.uidKey, uid, subject.generation);
      uids.set(uid, released);
    }
    return released;
  }
}

/** Hits that a report shows of one file. */
const MAX_HITS = 50;

/** An output that cannot be read is not released. */
function readWritten(written: ByteSource, scratch: ReadScratch): DicomFile {
  try {
    return readPart10(written, { toEnd: true, scratch });
  } catch (error) {
    if (error instanceof DicomError) throw new Refusal('output-unreadable', error.code);
    throw error;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NO_TEXT = /[\u0001-\u001f\u007f\ufffd]|\0[^\0]/;

/** Damaged, or in another character set than the file says, a name cannot be searched for: what is left may be hers. */
function refuseUnreadablePatient({ dataset }: DicomFile): void {
  // PS3.3 C.12.1.1.2: of a term that is none, nobody knows what the texts of the file say.
  if (dataset.characterSet.unknown.length > 0) throw new Refusal('character-set-unknown');
  const texts = [...dataset.strings('PatientName'), ...dataset.strings('PatientID')];
  if (texts.some((text) => NO_TEXT.test(text))) throw new Refusal('patient-unreadable');
}

function refuseUnadmitted(file: DicomFile, { profile }: DeidShared, { released = [] }: DeidWork): void {
  const code = admissionProblem(file, profile.admission, released) ?? graphicsProblem(file.dataset);
  if (code !== undefined) throw new Refusal(code);
}

function counted(actions: Readonly<Record<Action, number>>): DeidDetail['actions'] {
  return Object.fromEntries(Object.entries(actions).filter(([, count]) => count > 0));
}

function keyOf({ kind, text }: KnownValue): string {
  return `${kind}\t${text}`;
}
