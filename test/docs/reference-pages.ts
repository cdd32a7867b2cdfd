import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../commands/cli.js';

/** The text of a file below the root. */
export const textOf = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');

/** Files below a folder with an ending, their paths from the root, in order. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`)
    .sort();
}

/** A command as the manifest of oclif has it. */
export interface ManifestCommand {
  readonly id: string;
  readonly summary: string;
  readonly args: Record<string, { readonly description: string }>;
  readonly flags: Record<string, { readonly description: string; readonly hidden?: boolean }>;
}

/** The commands of the built program. */
export const COMMANDS: readonly ManifestCommand[] = Object.values(
  JSON.parse(textOf('oclif.manifest.json')).commands,
);

/** The configuration files with a page each. */
export const CONFIG_NAMES = [
  'trial',
  'profile',
  'private-list',
  'protocol',
  'dispositions',
  'limits',
  'criteria',
] as const;

/** Text without what markdown adds to it, so that it can be looked for. */
export const bare = (text: string): string =>
  text
    .replace(/[\\`']/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
