import { anchorPath, readAnchor } from '../identity/crosswalk/anchor.js';
import { Crosswalk } from '../identity/crosswalk/crosswalk.js';
import type { CrosswalkSecret } from '../identity/crosswalk/secret.js';
import type { CrosswalkAnchor } from '../report/assign-id-sections.js';
import { thisTool } from '../report/tool.js';
import { actorOf } from './actor.js';

/** What every command needs that works on a crosswalk. */
export interface CrosswalkAccess {
  /** Path of the database. */
  readonly crosswalk: string;
  readonly secret: CrosswalkSecret;
  readonly operator?: string;
}

/** How it is opened, beyond {@link CrosswalkAccess}. */
export interface OpenMode {
  /** Makes it where there is none. */
  readonly create?: boolean;
  /** Opens, to be read, what does not agree with its anchor. */
  readonly tolerant?: boolean;
}

/** Opens a crosswalk for whoever runs the command. @throws CrosswalkError */
export function openCrosswalk(access: CrosswalkAccess, mode: OpenMode = {}): Promise<Crosswalk> {
  const { crosswalk: path, secret, operator } = access;
  return Crosswalk.open({
    path,
    secret,
    actor: actorOf(operator),
    toolVersion: thisTool().version,
    ...mode,
  });
}

/**
 * Where the audit chain stands, for the report: an anchor that lies outside of the database, and of its folder. The salt
 * is the current key's, without which a passphrase opens nothing.
 */
export function anchorOf(crosswalk: Crosswalk, path: string): CrosswalkAnchor {
  const salt = readAnchor(anchorPath(path))?.keys.at(-1)?.salt ?? '';
  return { ...crosswalk.head(), salt };
}
