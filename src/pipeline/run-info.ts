import { randomUUID } from 'node:crypto';
import type { RunInfo } from '../report/envelope.js';

/** How a command was called. */
export interface Call {
  readonly startedAt: Date;
  readonly arguments: readonly string[];
  readonly operator?: string;
}

/**
 * The `run` of a report.
 * @param upstreamSha256 of the report that was read from standard input
 * @param id where the run is known by its ID elsewhere, too
 */
export function runInfo(call: Call, upstreamSha256?: string, id: string = randomUUID()): RunInfo {
  const { startedAt, operator } = call;
  return {
    id,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    ...(operator !== undefined && { operator }),
    arguments: call.arguments,
    ...(upstreamSha256 !== undefined && { upstreamSha256 }),
  };
}
