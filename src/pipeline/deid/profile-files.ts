import { dirname, resolve } from 'node:path';
import { type DataFault, loadCheckedYaml } from '../../io/yaml-file.js';
import { readConfigFile } from '../../io/yaml-read.js';
import { faultAt } from '../../rules/config-fault.js';
import { checkRecipients, type RecipientProblemCode } from '../../rules/deid/encrypted/recipients.js';
import { checkPrivateList } from '../../rules/deid/profile/check-private.js';
import type { PrivateList, Profile } from '../../rules/deid/profile/profile.js';
import { readNamed } from '../named-file.js';
import { isPath } from '../shipped.js';
import { shippedList } from './shipped-profiles.js';

/** What a profile names beside itself. */
export interface NamedFiles {
  readonly lists: readonly PrivateList[];
  /** PEM texts. */
  readonly recipients: readonly string[];
  /** Of each file, in this order; lower-case hexadecimal. */
  readonly sha256: readonly string[];
}

/** A file that was read, or what is wrong with its being named. */
type Read<T> = { readonly data: T; readonly sha256: string } | { readonly fault: DataFault };

/**
 * Reads the private lists and certificates of a profile.
 * @param profileFile paths are relative to it
 * @returns what could be read, and the faults of what could not, at their places in the profile
 * @throws ConfigError when a list itself has faults, with their places in the list
 */
export async function loadNamedFiles(
  profileFile: string,
  profile: Profile,
): Promise<{ files: NamedFiles; faults: DataFault[] }> {
  const folder = dirname(profileFile);
  const lists: Read<PrivateList>[] = [];
  for (const [i, name] of (profile.private?.lists ?? []).entries()) {
    lists.push(await readList(name, folder, ['private', 'lists', i]));
  }
  const recipients: Read<string>[] = [];
  for (const [i, name] of (profile.markers?.recipients ?? []).entries()) {
    recipients.push(await readCertificate(resolve(folder, name), ['markers', 'recipients', i]));
  }
  const files = {
    lists: lists.flatMap((read) => ('data' in read ? [read.data] : [])),
    recipients: recipients.flatMap((read) => ('data' in read ? [read.data] : [])),
    sha256: [...lists, ...recipients].flatMap((read) => ('sha256' in read ? [read.sha256] : [])),
  };
  const faults = [...lists, ...recipients].flatMap((read) => ('fault' in read ? [read.fault] : []));
  return { files, faults };
}

type Path = readonly (string | number)[];

async function readList(name: string, folder: string, path: Path): Promise<Read<PrivateList>> {
  if (isPath(name)) return orFault(path, () => loadList(resolve(folder, name)));
  const found = await shippedList(name);
  if (found.path !== undefined) return loadList(found.path);
  const text = `is '${name}', which is no list that ships: ${found.names.join(', ')}`;
  return { fault: faultAt(path, text, { meant: found.meant }) };
}

function loadList(file: string): Promise<{ data: PrivateList; sha256: string }> {
  return loadCheckedYaml<PrivateList>(file, 'private-list', checkPrivateList);
}

async function readCertificate(file: string, path: Path): Promise<Read<string>> {
  const read = await orFault(path, async () => {
    const { text, sha256 } = await readConfigFile(file);
    return { data: text, sha256 };
  });
  if ('fault' in read) return read;
  const text = certificateFault(read.data);
  return text === undefined ? read : { fault: faultAt(path, text) };
}

const CERTIFICATE_FAULTS: Readonly<Record<RecipientProblemCode, string>> = {
  'not-a-certificate': 'holds no certificate (PEM) that can be read',
  // Who wants a certificate only reads what everybody may know.
  'private-key': 'holds a private key; give the certificate alone',
  'several-certificates': 'holds several certificates; one a file',
  'not-yet-valid': 'holds a certificate that is not valid yet',
  expired: 'holds a certificate that has expired',
  'key-unsupported': 'holds a certificate whose key is neither RSA nor on a NIST curve',
  'key-too-short': 'holds a certificate whose RSA key is shorter than 2048 bits',
};

/** What is wrong with a PEM file for whoever is to read the Encrypted Attributes Sequence. */
function certificateFault(pem: string): string | undefined {
  const [problem] = checkRecipients([pem], new Date());
  return problem && CERTIFICATE_FAULTS[problem.code];
}

/** What was read, or that the file cannot be read, told at the place that names it. */
async function orFault<T>(
  path: Path,
  read: () => Promise<Exclude<Read<T>, { fault: DataFault }>>,
): Promise<Read<T>> {
  const named = await readNamed(path, read);
  return 'read' in named ? named.read : named;
}
