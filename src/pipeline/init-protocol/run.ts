import { createHash } from 'node:crypto';
import { lstat, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { writePieces } from '../../io/write-file.js';
import { AtomicWriteError } from '../../io/write-file-error.js';
import type { Report } from '../../report/envelope.js';
import { type InitProtocol, initProtocol } from '../../rules/protocol/init/init-protocol.js';
import { studyViews } from '../../rules/protocol/view/study-views.js';
import { buildDelivery } from '../../study/model.js';
import { Redactor } from '../../study/redact.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { resolveInputs } from '../scan/resolve-inputs.js';
import { scan } from '../scan/scan.js';
import { withoutDates } from '../without-dates.js';
import type { InitProtocolOptions } from './options.js';
import { probesOfReference } from './probes.js';
import { reportOf } from './report.js';

/** Whoever may read it: nothing in it identifies. */
const MODE = 0o644;

/**
 * Makes a protocol of a reference acquisition, and writes it.
 * @throws InputError, ReportError when there is nothing to work with
 * @throws AtomicWriteError when the file exists or cannot be written
 */
export async function runInitProtocol(options: InitProtocolOptions): Promise<Report> {
  const { signal, progress, jobs, out } = options;
  await refuseExisting(out);
  const exclusion = new GlobExclusion(options.exclude);
  const inputs = await resolveInputs(options.inputs, exclusion, signal);
  const found = await scan(inputs, { checksums: false, jobs, signal, progress, probes: probesOfReference() });
  const delivery = buildDelivery(found.instances);
  const studies = studyViews(delivery, { instances: found.instances, probes: found.probes }, {});
  const redactor = new Redactor(found.instances.headers.map(({ identifying }) => identifying));
  const clean = (text: string): string => withoutDates(redactor.clean(text));
  const id = options.id ?? idOf(out);
  const made = initProtocol(studies, {
    id,
    version: 1,
    ...(options.name !== undefined && { title: options.name }),
    clean,
  });
  signal.throwIfAborted();
  const written = made.entries > 0 ? write(out, made) : undefined;
  const shown = { leftOut: exclusion.count, clean, id, ...(written && { written }) };
  return reportOf({ options, inputs, scan: found, studies, made, ...shown });
}

/** Before anything is read: nobody waits for a refusal. A folder that is not there was probably not meant. */
async function refuseExisting(out: string): Promise<void> {
  if (out.trim() === '') throw new AtomicWriteError('no-folder', 'the protocol', '--out names no file');
  const folder = dirname(out);
  const inside = await stat(folder).catch(() => undefined);
  if (!inside) throw new AtomicWriteError('no-folder', out, `there is no folder ${folder}`);
  if (!inside.isDirectory()) throw new AtomicWriteError('not-a-folder', out, `${folder} is not a folder`);
  const found = await lstat(out).catch(() => undefined);
  if (found) throw new AtomicWriteError('exists', out, 'it exists, and a protocol is not written over');
}

function write(out: string, { text }: InitProtocol): { sha256: string } {
  const bytes = Buffer.from(text);
  writePieces(out, [bytes], { mode: MODE, sync: true });
  return { sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The name of the file without its ending. */
function idOf(out: string): string {
  return (
    basename(out)
      .replace(/\.ya?ml$/i, '')
      .trim() || 'protocol'
  );
}
