import { describe, expect, it } from 'vitest';
import { PLANTED as planted } from '../../../fixtures/planted/planted.js';
import { dataset } from '../../../fixtures/writer/element.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import type { Dataset } from '../../../src/dicom/dataset.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import { text } from '../../../src/dicom/rewrite/new-value.js';
import { rewrite } from '../../../src/dicom/rewrite/rewrite.js';
import { RewriteError } from '../../../src/dicom/rewrite/rewrite-error.js';
import { VR } from '../../../src/dicom/vr.js';
import { explicit, file as fileOf, read } from '../bytes.js';
import { codeOf, edited } from './editing.js';

const newMeta = { classUID: '1.2.3.4.5', versionName: 'CORELAB' };
const MR = '1.2.840.10008.5.1.4.1.1.4';
const OLD = '1.2.276.0.7230010.3.1.4.8323329';
const SAMPLE = dataset({ SOPClassUID: MR, SOPInstanceUID: OLD, PatientID: 'SECRET-ID' });

/** What the planted collection's answer key says of one identifier. */
interface Planting {
  readonly file: string;
  readonly kind: string;
  readonly bytesHex: string;
  readonly mustGo: boolean;
}

/** Removes all but what a file must have. */
function removeAll(plan: EditPlan, { dataset: ds }: DicomFile): void {
  const kept = new Set([0x00080005, 0x00080016, 0x00080018]);
  for (const element of ds.elements()) if (!kept.has(element.tag)) plan.remove(element);
  plan.set(ds, 'SOPInstanceUID', text('2.25.1'));
}

describe('new file meta information', () => {
  it('and an emptied data set leave nothing of what is planted in a file, whatever kind of place it was', async () => {
    const { files, truth } = await planted.make();
    const plantings = truth.plantings as Planting[];
    const kinds = new Set<string>();
    for (const { path, bytes } of files) {
      const own = plantings.filter(({ file, mustGo, kind }) => file === path && mustGo && kind !== 'path');
      const after = edited(Buffer.from(bytes), removeAll, { newMeta });
      for (const { kind, bytesHex } of own) {
        if (bytesHex === '') continue;
        kinds.add(kind);
        const left = after.bytes.includes(Buffer.from(bytesHex, 'hex'));
        expect(left, `${kind} in ${path}`).toBe(false);
      }
      expect(after.notes).toEqual([]);
    }
    for (const kind of ['preamble', 'file-meta', 'private-nested', 'un', 'trailing-padding', 'long-text']) {
      expect([...kinds]).toContain(kind);
    }
  });

  it('alone leaves nothing of the old preamble and file meta information, data set untouched', async () => {
    const { files, truth } = await planted.make();
    const plantings = truth.plantings as Planting[];
    let count = 0;
    for (const { path, bytes } of files) {
      const before = read(bytes, { toEnd: true });
      const after = edited(Buffer.from(bytes), () => undefined, { newMeta });
      const body = bytes.subarray(before.layout.metaEnd);
      const ours = after.bytes.subarray(after.layout.metaEnd);
      expect(ours.equals(body), path).toBe(true);
      const start = after.bytes.subarray(0, after.layout.metaEnd);
      for (const { file, kind, bytesHex } of plantings) {
        if (file !== path || (kind !== 'file-meta' && kind !== 'preamble')) continue;
        count++;
        expect(start.includes(Buffer.from(bytesHex, 'hex')), kind).toBe(false);
      }
    }
    expect(count).toBeGreaterThan(2);
  });

  it.each(['remove', 'empty'] as const)('does not keep a SOP Instance UID that the plan is to %s', (kind) => {
    const work = (plan: EditPlan, { dataset: ds }: DicomFile): void => {
      const uid = ds.get('SOPInstanceUID');
      if (uid) plan[kind](uid);
    };
    expect(codeOf(() => edited(writePart10(SAMPLE), work, { newMeta }))).toBe('sop-uid-missing');
    // Without new meta information the old one follows.
    expect(edited(writePart10(SAMPLE), work).bytes.includes(OLD)).toBe(false);
  });

  it('takes a UID that came as bytes, not the old one', () => {
    const value = { kind: 'bytes' as const, bytes: Buffer.from('2.25.7\0', 'latin1') };
    const after = edited(
      writePart10(SAMPLE),
      (plan, { dataset: ds }) => plan.set(ds, 'SOPInstanceUID', value),
      { newMeta },
    );
    expect(after.meta.string('MediaStorageSOPInstanceUID')).toBe('2.25.7');
    expect(after.bytes.includes(OLD)).toBe(false);
  });

  it('takes no UID from the old file meta information where the data set lacks it', () => {
    const bare = writePart10(dataset({ SOPClassUID: MR, MediaStorageSOPInstanceUID: OLD }));
    expect(codeOf(() => edited(bare, () => undefined, { newMeta }))).toBe('sop-uid-missing');
  });

  it('repeats no transfer syntax that is no UID', () => {
    const content = [explicit(0x00080016, 'UI', MR), explicit(0x00080018, 'UI', '1.2.')];
    const named = fileOf(content, 'DOE^JOHN');
    expect(codeOf(() => edited(named, () => undefined, { newMeta }))).toBe('transfer-syntax-unsettled');
  });
});

describe('errors of rewriting', () => {
  it('are typed and hold no value, of the file or of the plan', () => {
    const secret = 'Möglich^Geheim';
    const broken = dataset({
      SOPClassUID: MR,
      SOPInstanceUID: OLD,
      PatientID: 'SECRET-ID',
      PatientName: { vr: 'PN', value: Buffer.from([0x53, 0x45, 0x43, 0xe9]) },
    });
    const works: ((plan: EditPlan, ds: Dataset) => void)[] = [
      (plan, ds) => plan.set(ds, 'PatientComments', text(secret)),
      (plan, ds) => plan.set(ds, 'Modality', text(secret)),
      (plan, ds) => plan.set(ds, 'Rows', text(secret)),
      (plan, ds) => plan.set(ds, 'SOPInstanceUID', text(secret)),
      (plan, ds) => plan.set(ds, 'SOPInstanceUID', text('')),
      (plan, ds) => plan.insert(ds, { tag: 0x00091001, vr: VR.UN, value: text(secret) }),
      (plan, ds) => plan.insert(ds, { tag: 0x00100020, vr: VR.LO, value: text(secret) }),
    ];
    for (const options of [{}, { newMeta }]) {
      for (const work of works) {
        const file = read(writePart10(broken), { toEnd: true });
        const plan = new EditPlan();
        const attempt = (): unknown => {
          work(plan, file.dataset);
          return rewrite(file, plan, options);
        };
        const shown = shownBy(attempt);
        expect(shown).not.toMatch(/Geheim|SECRET|SEC|7230010|M.glich/);
      }
    }
  });

  it('are typed for a version name, too', () => {
    const options = { newMeta: { classUID: '1.2', versionName: 'É' } };
    expect(codeOf(() => edited(writePart10(SAMPLE), () => undefined, options))).toBe('value-not-encodable');
  });
});

/** Everything that an error tells; nothing where there is none. */
function shownBy(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    if (!(error instanceof RewriteError)) throw error;
    return [error.message, error.stack, String(error.cause ?? ''), JSON.stringify(error)].join('\n');
  }
}
