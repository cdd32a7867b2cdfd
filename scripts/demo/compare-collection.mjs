// Holds a manifest report against the truth of a synthetic collection: every series with its instances and time points.

/** @returns {string[]} what differs, nothing when the report is right */
export function compareCollection(manifest, truth) {
  const found = new Map(manifest.studies.flatMap((study) => study.series.map((one) => [one.seriesUID, one])));
  const differences = truth.series.flatMap((expected) => {
    const actual = found.get(expected.seriesUID);
    found.delete(expected.seriesUID);
    if (!actual) return [`series '${expected.description}' is not reported`];
    const seen = {
      modality: actual.modality,
      instances: actual.instances,
      timePoints: actual.timePoints ?? null,
    };
    return Object.entries(seen)
      .filter(([name, value]) => value !== expected[name])
      .map(([name, value]) => `${name} of '${expected.description}' is ${value}, expected ${expected[name]}`);
  });
  return [...differences, ...[...found.keys()].map((uid) => `series ${uid} is reported, but was not made`)];
}
