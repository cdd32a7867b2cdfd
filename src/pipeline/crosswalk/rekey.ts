import type { CrosswalkSecret } from '../../identity/crosswalk/secret.js';
import { fingerprint, loadProjectKey } from '../../identity/project-key.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { Report } from '../../report/envelope.js';
import { loadTrial } from '../trial/load-trial.js';
import { type CrosswalkCall, withCrosswalk } from './call.js';
import { givenReason } from './crosswalk-command-error.js';

/** What `crosswalk rekey` is asked for. */
export interface RekeyOptions extends CrosswalkCall {
  readonly reason: string;
  /** Gives the new secret: asked for only once the crosswalk has opened with the old one. */
  readonly nextSecret: () => Promise<CrosswalkSecret>;
}

/** Encrypts the crosswalk with another secret. @throws CrosswalkCommandError, CrosswalkError, KeyError, SecretError */
export async function runRekey(options: RekeyOptions): Promise<Report> {
  const reason = givenReason(options.reason);
  return withCrosswalk(options, async (crosswalk) => {
    await crosswalk.rekey(await options.nextSecret(), reason);
    return { action: 'rekey', reason, summary: { records: crosswalk.head().seq }, sections: {} };
  });
}

/** What `crosswalk rekey --project-key` is asked for. */
export interface ProjectKeyOptions extends CrosswalkCall {
  readonly reason: string;
  /** Path of the trial file. */
  readonly trial: string;
  /** Path of the new project key. */
  readonly projectKey: string;
}

/**
 * Records that a trial has another project key from now on. What was released with the old one has UIDs and
 * assignment keys that the new one does not give.
 * @throws CrosswalkCommandError, CrosswalkError, ConfigError, KeyError, RegistryError
 */
export async function runProjectKey(options: ProjectKeyOptions): Promise<Report> {
  const reason = givenReason(options.reason);
  const { trial } = await loadTrial(options.trial);
  const keyFingerprint = fingerprint(await loadProjectKey(options.projectKey));
  return withCrosswalk(options, (crosswalk) => {
    crosswalk.write((writer) => {
      const row = trialNamed(writer, trial.protocol.id);
      if (writer.row('trials', 'id = ?', row)?.project_key === keyFingerprint) {
        throw new RegistryError('nothing-to-change', 'the trial has this project key already');
      }
      writer.update('trials', row, { project_key: keyFingerprint }, { name: 'rotate-project-key', reason });
    });
    const records = crosswalk.head().seq;
    return {
      action: 'rekey',
      protocol: trial.protocol.id,
      reason,
      keyFingerprint,
      summary: { records },
      sections: {},
    };
  });
}
