import { createHash } from 'node:crypto';
import { loadCheckedYaml } from '../../io/yaml-file.js';
import { checkProfile } from '../../rules/deid/profile/check-profile.js';
import type { PrivateList, Profile } from '../../rules/deid/profile/profile.js';
import { loadNamedFiles, type NamedFiles } from './profile-files.js';
import { profilePath } from './shipped-profiles.js';

/** A profile that can be used: everything in it and beside it was checked. Plain data: it crosses threads. */
export interface LoadedProfile {
  readonly profile: Profile;
  /** The private lists that it names, in its order. */
  readonly lists: readonly PrivateList[];
  /** Certificates of `markers.recipients` as PEM texts, in its order. */
  readonly recipients: readonly string[];
  /**
   * What names the whole: SHA-256 over the lower-case hexadecimal SHA-256 of each file, one a line: the profile, its
   * lists, its certificates.
   */
  readonly sha256: string;
}

/**
 * Loads a profile with the lists and certificates that it names.
 * @param nameOrFile name of a profile that ships (`trial`), or a path: with a separator, or ending in `.yaml` or `.yml`
 * @throws ConfigError with every fault of the profile and its place; of a list where the profile is right
 */
export async function loadProfile(nameOrFile: string): Promise<LoadedProfile> {
  const file = await profilePath(nameOrFile);
  let named: NamedFiles = { lists: [], recipients: [], sha256: [] };
  const { data: profile, sha256 } = await loadCheckedYaml<Profile>(file, 'profile', async (profile) => {
    const { files, faults } = await loadNamedFiles(file, profile);
    named = files;
    return [...checkProfile(profile), ...faults];
  });
  const digest = createHash('sha256');
  for (const own of [sha256, ...named.sha256]) digest.update(`${own}\n`);
  return { profile, lists: named.lists, recipients: named.recipients, sha256: digest.digest('hex') };
}
