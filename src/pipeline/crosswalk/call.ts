import type { Finding } from '../../findings/finding.js';
import { anchorPath, readAnchor } from '../../identity/crosswalk/anchor.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import type { CrosswalkAction, CrosswalkSections } from '../../report/crosswalk-sections.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { type CrosswalkAccess, type OpenMode, openCrosswalk } from '../open-crosswalk.js';
import { type Call, runInfo } from '../run-info.js';

/** What every crosswalk command is given. */
export interface CrosswalkCall extends CrosswalkAccess, Call {
  readonly operator?: string;
}

/** What a command did, as its report tells it. */
export interface Done {
  readonly action: CrosswalkAction;
  /** Clinical Trial Protocol ID, where one trial is told of. */
  readonly protocol?: string | undefined;
  readonly reason?: string | undefined;
  readonly keyFingerprint?: string | undefined;
  /** True when the sections tell who subjects or readings are. */
  readonly isIdentified?: boolean;
  /** By the names of the report's schema; at least one. */
  readonly summary: Readonly<Record<string, number>>;
  readonly findings?: readonly Finding[];
  readonly sections: CrosswalkSections;
}

/** Runs work on an open crosswalk, closes it, and reports. @throws CrosswalkError, and what the work throws */
export async function withCrosswalk(
  call: CrosswalkCall,
  work: (crosswalk: Crosswalk) => Done | Promise<Done>,
  mode: OpenMode = {},
): Promise<Report> {
  const crosswalk = await openCrosswalk(call, mode);
  try {
    return reportOf(call, await work(crosswalk), crosswalk);
  } finally {
    crosswalk.close();
  }
}

function reportOf(call: CrosswalkCall, done: Done, crosswalk: Crosswalk): Report {
  const { action, protocol, reason, keyFingerprint, isIdentified = false, summary, findings = [] } = done;
  const salt = saltOf(call.crosswalk);
  return {
    schema: 'corelab/report/crosswalk@1',
    confidentiality: isIdentified ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'crosswalk',
    run: runInfo(call),
    config: {
      action,
      ...(salt !== undefined && { salt }),
      ...(protocol !== undefined && { protocol }),
      ...(reason !== undefined && { reason }),
      ...(keyFingerprint !== undefined && { keyFingerprint }),
    },
    upstream: [],
    verdict: verdictOf(findings, []),
    summary,
    findings,
    sections: {
      ...done.sections,
      ...(salt !== undefined && { crosswalk: { ...crosswalk.head(), salt } }),
    } satisfies CrosswalkSections,
    roots: [],
    files: [],
  };
}

/** The salt of the key in force; undefined where the anchor is lost. */
function saltOf(crosswalk: string): string | undefined {
  return readAnchor(anchorPath(crosswalk))?.keys.at(-1)?.salt;
}
