import { describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../fixtures/collections.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { DicomError } from '../../src/dicom/errors.js';
import { type DicomFile, readPart10 } from '../../src/dicom/part10.js';
import { loadProfile } from '../../src/pipeline/deid/load-profile.js';
import type { Action } from '../../src/rules/deid/action.js';
import { Rulebook } from '../../src/rules/deid/attribute/rulebook.js';
import type { DeidInput, DeidRules } from '../../src/rules/deid/plan/context.js';
import { noActions } from '../../src/rules/deid/plan/context.js';
import { planDeid } from '../../src/rules/deid/plan/plan-deid.js';
import { PlanMemo } from '../../src/rules/deid/plan/plan-memo.js';
import { ReviewSink } from '../../src/rules/deid/plan/review.js';
import { PrivateRules } from '../../src/rules/deid/private/private-rules.js';
import { TextCleaner } from '../../src/rules/deid/text/text-cleaner.js';
import { PROFILES } from './deid-lab.js';

const SUBJECT = { id: 'S-001', shiftDays: -40, generation: 0 };

async function rulesOf(name: string): Promise<DeidRules> {
  const { profile, lists } = await loadProfile(name);
  const privates = new PrivateRules(profile, lists);
  return { profile, rulebook: new Rulebook(profile), privates, version: '9.9.9' };
}

function read(bytes: Uint8Array): DicomFile | undefined {
  try {
    return readPart10(new MemorySource(bytes), { toEnd: true });
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

/** How often a review names each action. */
function inReview({ entries }: ReviewSink): Record<Action, number> {
  const counts = noActions();
  for (const { action } of entries) counts[action]++;
  return counts;
}

describe('the actions that are counted', () => {
  it.each(COLLECTIONS.map((one) => [one.name, one] as const))(
    'are those of a dry run, with every profile, in %s (issue 12)',
    async (_, collection) => {
      const { files } = await collection.make();
      const profiles = await Promise.all(PROFILES.map(rulesOf));
      const memos = profiles.map(() => new PlanMemo());
      const cleaner = new TextCleaner([], undefined);
      const input: DeidInput = { subject: SUBJECT, uidOf: (uid) => `2.25.${uid.length}`, cleaner };
      let seen = 0;
      for (const { path, bytes } of files) {
        const file = read(bytes);
        if (!file) continue;
        seen++;
        for (const [i, rules] of profiles.entries()) {
          const review = new ReviewSink(false);
          planDeid(file, rules, { ...input, review });
          const memo = memos[i];
          const { actions } = planDeid(file, rules, { ...input, ...(memo && { memo }) });
          expect(actions, `${path}, ${PROFILES[i]}`).toEqual(inReview(review));
          const names = review.entries.filter(({ path: of }) => of === 'PatientName');
          expect(names.map(({ action }) => action)).not.toContain('empty');
        }
      }
      expect(seen).toBeGreaterThan(0);
    },
    180_000,
  );
});
