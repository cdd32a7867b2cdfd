import { type Exclusion, type Inputs, inputsFromPaths } from '../scan/inputs.js';
import { resolveInputs } from '../scan/resolve-inputs.js';

/** What is worked on, and which of its roots hold images alone. */
export interface MeasureInputs {
  readonly inputs: Inputs;
  readonly imageRoots: ReadonlySet<number>;
}

/**
 * PATH… and the folders of `--images` as one delivery.
 * @throws InputError, ReportError
 */
export async function measureInputs(
  paths: readonly string[],
  images: readonly string[],
  { exclusion, signal }: { readonly exclusion: Exclusion; readonly signal: AbortSignal },
): Promise<MeasureInputs> {
  const inputs = await resolveInputs(paths, exclusion, signal);
  if (images.length === 0) return { inputs, imageRoots: new Set() };
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
