import type { DirectoryEntry } from '../../dicom/directory.js';
import type { PixelFault } from '../../dicom/pixel-length.js';
import type { FileType } from '../../io/file-type.js';
import type { WalkProblem } from '../../io/walk.js';
import type { BatchInstance } from '../../study/batch.js';
import { InstanceTable } from '../../study/instance-table.js';
import type { Probe } from '../../study/probe/probe.js';
import { ProbeTable } from '../../study/probe/probe-table.js';
import { FileTable } from './file-table.js';
import type { InputFile } from './inputs.js';
import type { Scan, Unreadable } from './scan.js';
import type { ScannedFile } from './scan-file.js';
import type { ScanResult } from './scan-job.js';

/** A file whose reader died. */
export const LOST: ScannedFile = { kind: 'unreadable', bytes: 0, reason: 'internal-error' };

/** Puts results into tables, in the order of the input. */
export class Gatherer implements Scan {
  readonly files = new FileTable();
  readonly instances = new InstanceTable();
  readonly unreadable = new Map<number, Unreadable>();
  readonly notDicom = new Map<number, FileType>();
  readonly directories = new Map<number, readonly DirectoryEntry[]>();
  readonly pixelFaults = new Map<number, PixelFault>();
  readonly skippedLinks: { root: number; path: Buffer; problem: WalkProblem }[] = [];
  readonly probes?: ProbeTable;

  /** @param probes those of every result to come; undefined where no result has any */
  constructor(probes: readonly Probe[] | undefined) {
    if (probes) this.probes = new ProbeTable(probes);
  }

  /** Adds files, and what became of each, in one order. */
  take(inputs: readonly InputFile[], result: ScanResult): void {
    const instances: BatchInstance[] = [];
    const numbers: number[] = [];
    const next = this.instances.size;
    for (const [i, input] of inputs.entries()) {
      const scanned = result.files[i] ?? LOST;
      const file = this.files.add({
        root: input.root,
        path: input.path,
        kind: scanned.kind,
        bytes: scanned.bytes,
        ...(scanned.sha256 !== undefined && { sha256: scanned.sha256 }),
        ...(scanned.kind === 'dicom' && { instance: next + instances.length }),
        ...(scanned.kind === 'dicomdir' && { transferSyntax: scanned.transferSyntax }),
      });
      this.note(file, scanned, input.problem);
      if (scanned.kind !== 'dicom') continue;
      instances.push(scanned.instance);
      numbers.push(file);
    }
    this.instances.addBatch(result.batch, instances, numbers);
    if (result.probed) this.probes?.addBatch(result.probed);
  }

  private note(file: number, scanned: ScannedFile, problem: InputFile['problem']): void {
    if (scanned.kind === 'unreadable') this.unreadable.set(file, problem ?? scanned.reason);
    else if (scanned.kind === 'not-dicom') this.notDicom.set(file, scanned.looksLike);
    else if (scanned.kind === 'dicomdir') this.directories.set(file, scanned.entries);
    else if (scanned.pixelFault) this.pixelFaults.set(file, scanned.pixelFault);
  }
}
