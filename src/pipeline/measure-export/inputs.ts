import { inputsOr } from '../scan/delivered.js';
import type { GlobExclusion } from '../scan/exclusion.js';
import { type Inputs, inputsFromPaths } from '../scan/inputs.js';
import type { MeasureExportOptions } from './options.js';

/** What is worked on, and which of its roots hold images alone. */
export interface MeasureInputs {
  readonly inputs: Inputs;
  readonly imageRoots: ReadonlySet<number>;
}

/**
 * PATH… and the folders of `--images` as one delivery.
 * @throws InputError, ReportError
 * @throws RangeError for folders of images beside what is delivered, which was scanned without them
 */
export async function measureInputs(
  options: MeasureExportOptions,
  exclusion: GlobExclusion,
): Promise<MeasureInputs> {
  const { images, delivered } = options;
  const inputs = await inputsOr(options, exclusion);
  if (images.length === 0) return { inputs, imageRoots: new Set() };
  if (delivered) throw new RangeError('images beside what is delivered were not scanned');
  const more = inputsFromPaths(images, exclusion);
  const first = Math.max(-1, ...inputs.roots.map(({ id }) => id)) + 1;
  function* files(): Generator<Inputs['files'] extends Iterable<infer File> ? File : never> {
    yield* inputs.files;
    for (const file of more.files) yield { ...file, root: file.root + first };
  }
  const roots = more.roots.map((root) => ({ ...root, id: root.id + first }));
  return {
    inputs: { ...inputs, roots: [...inputs.roots, ...roots], files: files(), total: undefined },
    imageRoots: new Set(roots.map(({ id }) => id)),
  };
}
