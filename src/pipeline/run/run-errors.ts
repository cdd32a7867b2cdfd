import { CrosswalkError } from '../../identity/crosswalk/crosswalk-error.js';
import { KeyError } from '../../identity/key-error.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import { ConfigError } from '../../io/config-error.js';
import { AtomicWriteError, endsRun } from '../../io/write-file-error.js';
import { CopiesError } from '../copies/copies-error.js';
import { masked } from '../ledger/masked.js';
import type { Delivery } from './deliveries.js';

/** Whether other deliveries would fail as well: a full disk, a store that is locked or damaged, an interrupt. */
export function endsWholeRun(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted) return true;
  if (error instanceof AtomicWriteError) return endsRun(error.code);
  if (error instanceof CopiesError) return error.code !== 'inputs-vanished';
  return [CrosswalkError, RegistryError, KeyError, ConfigError].some((kind) => error instanceof kind);
}

const CODE = /^[a-z]+(-[a-z]+)*$/;

/** {@link reasonText} without paths: folders of CDs are named after patients, and the report names the delivery already. */
export function deliveryReason(error: unknown, { input, paths }: Pick<Delivery, 'input' | 'paths'>): string {
  const longestFirst = [input, ...paths].sort((a, b) => b.length - a.length);
  return masked(
    longestFirst.reduce((text, path) => text.replaceAll(path, '(the delivery)'), reasonText(error)),
  );
}

/**
 * Why a delivery was stopped: what a typed error says of itself; of another only its kind, for its message may hold
 * values of a header.
 */
export function reasonText(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && CODE.test(code)) return error.message;
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  return `an unexpected error (${code === '' ? kind : code})`;
}
