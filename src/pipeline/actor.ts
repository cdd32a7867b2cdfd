import { userInfo } from 'node:os';
import type { Actor } from '../identity/crosswalk/contract.js';

/** Who runs this, as the system says: for the audit, and not authenticated. */
export function actorOf(operator: string | undefined): Actor {
  return { osUser: osUser(), operator: operator ?? null };
}

function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without a name, as containers have.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
