import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { random } from '../../fixtures/random.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { DicomError } from '../../src/dicom/errors.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { openFrames } from '../../src/dicom/pixels/frame-reader.js';
import { PixelError } from '../../src/dicom/pixels/pixel-error.js';
import { bytesOf, rewrite } from '../../src/dicom/rewrite/rewrite.js';
import { RewriteError } from '../../src/dicom/rewrite/rewrite-error.js';
import { randomEdits } from './random-edits.js';
import { SHARED_DICOM, sharedFiles } from './shared-data.js';

/** How long to damage files, and with which numbers: longer runs and other numbers by hand. */
const BUDGET_MS = Number(process.env.CORELAB_FUZZ_MS ?? 20_000);
const SEED = process.env.CORELAB_FUZZ_SEED ?? 'corelab';
const MAX_FILE_BYTES = 1 << 20;
/** No damaged file of a megabyte may take longer, on a loaded machine. */
const MAX_MS = 10_000;
const MAX_GROWTH_BYTES = 1.5 * 2 ** 30;

const IMPLEMENTATION = { classUID: '2.25.1', versionName: 'FUZZ' };

type Numbers = ReturnType<typeof random>;

/** Bytes that lengths, VRs and tags are likely to be damaged into. */
const NASTY = [
  [0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0],
  [0xff, 0xff],
  [0xfe, 0xff, 0x00, 0xe0],
  [0xfe, 0xff, 0xdd, 0xe0],
  [0x55, 0x4e],
  [0x53, 0x51],
  [0, 0, 0, 0x7f],
];

/** A copy with a few faults, most of them in the header, and sometimes cut. */
function damaged(bytes: Buffer, numbers: Numbers): Buffer {
  const out = Buffer.from(bytes);
  const faults = 1 + numbers.integer(8);
  for (let fault = 0; fault < faults; fault++) {
    const reach = numbers.integer(3) > 0 ? Math.min(out.length, 4096) : out.length;
    const at = numbers.integer(reach);
    if (numbers.integer(2) === 0) out[at] = numbers.integer(256);
    else out.set((NASTY[numbers.integer(NASTY.length)] ?? []).slice(0, out.length - at), at);
  }
  return numbers.integer(4) === 0 ? out.subarray(0, numbers.integer(out.length)) : out;
}

/** What was read and rewritten must be readable again, however odd it was. */
function rereads(bytes: Buffer): void {
  try {
    readPart10(new MemorySource(bytes), { toEnd: true });
  } catch (cause) {
    throw new Error('a rewritten file cannot be read', { cause });
  }
}

/** Everything that is done with a file. @returns what came of it */
async function useFile(bytes: Buffer, seed: number): Promise<string> {
  try {
    const file = readPart10(new MemorySource(bytes), { toEnd: true });
    // Without a declared transfer syntax the first elements tell it, which an edit may take away.
    const options = file.declaredTransferSyntax ? {} : { newMeta: IMPLEMENTATION };
    rereads(bytesOf(rewrite(file, randomEdits(file, seed).plan, options).pieces));
    if (!file.pixelData) return 'read';
    const reader = await openFrames(file);
    reader.frame(0);
    reader.frame(reader.frameCount - 1);
    return 'decoded';
  } catch (error) {
    if (error instanceof DicomError || error instanceof RewriteError) return error.code;
    if (error instanceof PixelError) return error.code;
    throw error;
  }
}

describe('damaged copies of the shared files', () => {
  it(`are read, rewritten and decoded, or refused with a typed error, in bounded time and memory`, {
    timeout: BUDGET_MS + 120_000,
  }, async (context) => {
    const paths = sharedFiles(context).filter(
      (path) => statSync(join(SHARED_DICOM, path)).size <= MAX_FILE_BYTES,
    );
    const numbers = random(`fuzz ${SEED}`);
    const outcomes = new Map<string, number>();
    const before = process.memoryUsage.rss();
    const end = performance.now() + BUDGET_MS;
    for (let round = 0; performance.now() < end; round++) {
      const path = paths[numbers.integer(paths.length)] ?? '';
      const bytes = damaged(readFileSync(join(SHARED_DICOM, path)), numbers);
      const started = performance.now();
      const outcome = await useFile(bytes, round).catch((cause: unknown) => {
        throw new Error(`round ${round} with ${path}, seed ${SEED}`, { cause });
      });
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      expect(performance.now() - started, `round ${round} with ${path}`).toBeLessThan(MAX_MS);
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(MAX_GROWTH_BYTES);
    // Damage must have been felt, and some files must have stood it.
    expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(100);
    expect(outcomes.get('decoded') ?? 0).toBeGreaterThan(0);
    expect(outcomes.size).toBeGreaterThan(5);
  });
});
