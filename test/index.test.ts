import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataset } from '../fixtures/writer/element.js';
import { writePart10 } from '../fixtures/writer/part10.js';

const root = resolve(import.meta.dirname, '..');

/** What loads the decoders from their packages, and may. */
const CODEC_LOADER = join('pixels', 'codecs', 'wasm-decoder.js');

/** All modules that a built module reaches, and the packages and built-ins that they import. */
function reach(module: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, from = ''] of text.matchAll(/^(?:import|export)\s[^'";=]*\bfrom\s+['"]([^'"]+)['"]/gm)) {
      if (from.startsWith('.')) visit(join(dirname(file), from));
      else if (!file.endsWith(CODEC_LOADER)) packages.add(from);
    }
  };
  visit(module);
  return { files, packages };
}

describe('the package as a library', () => {
  it('gives reader, rewriter, pixels, the study model and the findings under its own name', async () => {
    const core = await import('corelab');
    expect(Object.keys(core)).toEqual(
      expect.arrayContaining([
        'readPart10',
        'MemorySource',
        'Dataset',
        'buildDelivery',
        'finding',
        'worst',
        'CATALOGUE',
      ]),
    );
    expect(core.worst(['pass', 'not-evaluable', 'warn'])).toBe('not-evaluable');
    const bytes = writePart10(dataset({ SOPClassUID: '1.2.3', SOPInstanceUID: '1.2.4', PatientID: 'A' }));
    const file = core.readPart10(new core.MemorySource(bytes), { toEnd: true });
    const plan = new core.EditPlan();
    plan.set(file.dataset, 'PatientID', core.text('B'));
    const after = core.bytesOf(core.rewrite(file, plan).pieces);
    expect(core.readPart10(new core.MemorySource(after)).dataset.string('PatientID')).toBe('B');
    await expect(core.openFrames(file)).rejects.toThrow(core.PixelError);
    expect(() => core.readPart10(new core.MemorySource(new Uint8Array(4)))).toThrow(core.DicomError);
  });

  it('is pure: nothing that it reaches opens files, starts processes or asks the network', () => {
    const { files, packages } = reach(join(root, 'dist/index.js'));
    expect(files.size).toBeGreaterThan(20);
    const harmless = ['node:util', 'node:zlib'];
    expect([...packages].filter((name) => !harmless.includes(name))).toEqual([]);
  });
});
