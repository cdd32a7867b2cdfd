import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { readPart10 } from '../../src/dicom/part10.js';
import { openFrames } from '../../src/dicom/pixels/frame-reader.js';
import { applyModality, modalityTransform } from '../../src/dicom/pixels/modality.js';
import { overlayBits, overlaysOf } from '../../src/dicom/pixels/overlay.js';
import { PixelHeader } from '../../src/dicom/pixels/pixel-header.js';
import { FileSource } from '../../src/io/file-source.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const FOLDERS = /^(aim|dicognito|highdicom|ibsi|pydicom|pydicom-data|suv_computation|dcm_qa_ct)\//;

interface Peer {
  readonly path: string;
  readonly error?: string;
  readonly overlays?: Readonly<Record<string, string>>;
  readonly modality?: string | null;
}

/** What pydicom says of the shared files of {@link FOLDERS}. */
function peers(context: TestContext): Peer[] {
  const paths = sharedFiles(context).filter((path) => FOLDERS.test(path));
  const python = pythonWithPydicom();
  if (!python) skipOrFail(context, 'skipped: no pydicom');
  const script = join(import.meta.dirname, 'read_meaning.py');
  return jsonFromPython(
    python,
    [script],
    paths.map((path) => join(SHARED_DICOM, path)),
  );
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function withFile<T>(path: string, work: (file: ReturnType<typeof readPart10>) => T | Promise<T>) {
  const source = new FileSource(Buffer.from(path));
  try {
    return await work(readPart10(source));
  } finally {
    source.close();
  }
}

function overlayDigests(header: PixelHeader): Record<string, string> {
  const found = overlaysOf(header).map((overlay) => {
    const frames = Array.from({ length: overlay.frames }, (_, n) => overlayBits(header, overlay, n));
    return [overlay.group, digest(Buffer.concat(frames))] as const;
  });
  return Object.fromEntries(found);
}

async function meaning(file: ReturnType<typeof readPart10>) {
  const header = new PixelHeader(file);
  const reader = await openFrames(file);
  const sha = createHash('sha256');
  for (let n = 0; n < reader.frameCount; n++) {
    const frame = reader.frame(n);
    if (frame.samplesPerPixel !== 1) break;
    const values = applyModality(frame, modalityTransform(header, n));
    sha.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return { overlays: overlayDigests(header), modality: sha.digest('hex') };
}

describe('what pixels mean, beside pydicom', () => {
  it('reads the same overlays and the same modality values', { timeout: 60_000 }, async (context) => {
    const counts = { overlays: 0, modality: 0 };
    const differing: string[] = [];
    for (const { path, overlays = {}, modality } of peers(context)) {
      const planes = Object.keys(overlays).length;
      if (planes === 0 && !modality) continue;
      counts.overlays += planes;
      counts.modality += modality ? 1 : 0;
      const ours = await withFile(path, meaning).catch((error: Error) => ({ error }));
      if ('error' in ours) differing.push(`${ours.error.message} ${path}`);
      else if (JSON.stringify(ours.overlays) !== JSON.stringify(overlays)) differing.push(`overlays ${path}`);
      else if (modality && ours.modality !== modality) differing.push(`modality ${path}`);
    }
    expect(differing).toEqual([]);
    expect(counts.overlays).toBeGreaterThanOrEqual(2);
    expect(counts.modality).toBeGreaterThan(100);
  });
});
