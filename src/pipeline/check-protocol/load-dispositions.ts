import { loadCheckedYaml } from '../../io/yaml-file.js';
import { checkDispositions } from '../../rules/protocol/dispositions/check-dispositions.js';
import type { Disposition, DispositionsFile } from '../../rules/protocol/dispositions/disposition.js';

/** Decisions of people, and what names the very file. */
export interface LoadedDispositions {
  /** In the order of the file. */
  readonly dispositions: readonly Disposition[];
  /** Of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Loads the decisions of people.
 * @param now no decision is of a day after it, where the run is
 * @throws ConfigError with every fault and its place
 */
export async function loadDispositions(file: string, now: Date): Promise<LoadedDispositions> {
  const today = dayText(now);
  const { data, sha256 } = await loadCheckedYaml<DispositionsFile>(file, 'dispositions', (raw) =>
    checkDispositions(raw, today),
  );
  return { dispositions: data.dispositions, sha256 };
}

/** YYYY-MM-DD of the local calendar: a person writes the day that it is there. */
function dayText(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
