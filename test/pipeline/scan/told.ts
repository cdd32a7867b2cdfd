import type { Scan } from '../../../src/pipeline/scan/scan.js';

/** Everything that a scan answers, as plain data: equal for scans that no command can tell apart. */
export function told(found: Scan) {
  const { files, instances, probes } = found;
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  const { frames } = instances;
  return {
    files: [...files.entries(instances)],
    instances: numbers(instances.size).map((i) => ({
      sopInstanceUID: instances.sopInstanceUID(i),
      header: instances.headerNumber(i),
      file: instances.file(i),
      fileHasIt: files.instance(instances.file(i)),
      frames: instances.frameTotal(i),
      matrix: instances.matrix(i),
      number: instances.instanceNumber(i),
      rows: instances.frameRows(i),
    })),
    headers: instances.headers,
    planes: instances.planes,
    texts: instances.texts,
    frames: numbers(frames.rows).map((row) => numbers(frames.width).map((column) => frames.get(row, column))),
    probes: probes?.probes.map((probe) => numbers(probes.size).map((i) => probes.observed(probe, [i]))),
    together: probes?.probes.map((probe) => probes.observed(probe, numbers(probes.size))),
    unreadable: [...found.unreadable],
    notDicom: [...found.notDicom],
    directories: [...found.directories],
    pixelFaults: [...found.pixelFaults],
    skippedLinks: found.skippedLinks,
  };
}
