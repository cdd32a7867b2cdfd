import { createHmac } from 'node:crypto';
import type { Finding } from '../findings/finding.js';
import type { FileEntry, Report, Root } from './envelope.js';
import { isRows } from './text-chunks.js';

/** The keys under which a section or the configuration holds a path, or a list of paths or patterns of paths. */
const PATH_KEYS: ReadonlySet<string> = new Set(['path', 'paths', 'absent', 'globs', 'input']);

/** Sections whose rows are of attributes: a `path` there leads to an element, and names nobody. */
const ATTRIBUTE_SECTIONS: ReadonlySet<string> = new Set(['review']);

/**
 * The report with every path replaced by keyed hashes, for people who may not see folder and file names.
 * A path is hashed part by part (`h:` and 16 hex digits of HMAC-SHA-256), so that files of one folder still share it;
 * extensions go. Hashed are `roots`, `files`, {@link PATH_KEYS} at any depth of a section or of `config`, subjects' names
 * (a DICOMDIR entry is a path) and the arguments; messages stay, so no finding may have a path in its text. `-` refuses such a report, for its files cannot be found.
 * @param pathKey the sub-key for the purpose `path`, 32 bytes
 */
export function hashPaths(report: Report, pathKey: Uint8Array): Report {
  const hash = pathHasher(pathKey);
  return {
    ...report,
    run: { ...report.run, arguments: report.run.arguments.map((argument) => hashedArgument(argument, hash)) },
    config: mappedObject(report.config, hash),
    findings: report.findings.map((finding) => hashedFinding(finding, hash)),
    sections: hashedSections(report.sections, hash),
    roots: report.roots.map((root) => hashedEntry(root, hash)),
    pathsHashed: true,
    files: mapped(report.files, (file) => hashedEntry(file, hash)),
  };
}

type Hash = (path: string) => string;

function hashedSections(sections: Report['sections'], hash: Hash): Report['sections'] {
  const attributes = Object.entries(sections).filter(([name]) => ATTRIBUTE_SECTIONS.has(name));
  return { ...mappedObject(sections, hash), ...Object.fromEntries(attributes) };
}

function pathHasher(key: Uint8Array): Hash {
  const known = new Map<string, string>();
  const part = (name: string): string => {
    // '.' and '..' tell nothing, and an empty part stands for the root or a doubled slash.
    if (name === '' || name === '.' || name === '..') return name;
    const before = known.get(name);
    if (before !== undefined) return before;
    const digest = createHmac('sha256', key).update(name, 'utf8').digest('hex').slice(0, 16);
    if (known.size < 100_000) known.set(name, `h:${digest}`);
    return `h:${digest}`;
  };
  return (path) => path.split(/[/\\]/).map(part).join('/');
}

function hashedEntry<T extends Root | FileEntry>(
  { pathBase64, ...entry }: T,
  hash: Hash,
): Omit<T, 'pathBase64'> {
  return { ...entry, path: hash(entry.path) };
}

function hashedFinding({ subject, ...finding }: Finding, hash: Hash): Finding {
  if (!subject) return finding;
  return {
    ...finding,
    subject: subject.name === undefined ? subject : { ...subject, name: hash(subject.name) },
  };
}

/** A flag keeps its name; any other argument may be a path. */
function hashedArgument(argument: string, hash: Hash): string {
  const flag = /^(--?[a-z][a-z-]*)(?:=(.*))?$/s.exec(argument);
  if (!flag) return argument === '-' || argument === '--' ? argument : hash(argument);
  return flag[2] === undefined ? argument : `${flag[1]}=${hash(flag[2])}`;
}

function hashedValue(value: unknown, hash: Hash): unknown {
  if (isRows(value)) return mapped(value, (row) => hashedValue(row, hash));
  return typeof value === 'object' && value !== null ? mappedObject(value, hash) : value;
}

function mappedObject(value: object, hash: Hash): Record<string, unknown> {
  const entries = Object.entries(value).filter(([key]) => key !== 'pathBase64');
  return Object.fromEntries(entries.map(([key, inner]) => [key, hashedProperty(key, inner, hash)]));
}

function hashedProperty(key: string, value: unknown, hash: Hash): unknown {
  if (!PATH_KEYS.has(key)) return hashedValue(value, hash);
  if (typeof value === 'string') return hash(value);
  if (!isRows(value)) return hashedValue(value, hash);
  return mapped(value, (path) => (typeof path === 'string' ? hash(path) : hashedValue(path, hash)));
}

/** A list stays an array; another iterable stays lazy and may be read as often as it could before. */
function mapped<T, U>(rows: Iterable<T>, change: (row: T) => U): Iterable<U> {
  if (Array.isArray(rows)) return rows.map(change);
  return {
    *[Symbol.iterator]() {
      for (const row of rows) yield change(row);
    },
  };
}
