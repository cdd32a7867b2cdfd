// Holds a manifest report against the answer key of the synthetic CD.

/** For each planted fault the finding that must name it. Localizers and their orientations are no fault to report. */
const FINDING_OF = {
  'missing-slice': 'missing-slices',
  'duplicate-slice': 'duplicate-slices',
  'duplicate-bytes': 'duplicate-instance',
  'same-uid-different-content': 'instance-conflict',
  'dicomdir-references-absent-file': 'dicomdir-file-absent',
  'dicomdir-omits-file': 'dicomdir-file-unreferenced',
  'lossy-compression': 'lossy-compression',
  'two-patients-in-study': 'several-patients-in-study',
  'truncated-in-header': 'unreadable-file',
  'truncated-in-pixel-data': 'unreadable-file',
  'zero-byte-file': 'unreadable-file',
  'software-changed': 'software-changed',
};

/** @returns {string[]} what differs, nothing when the report is right */
export function compareManifest(manifest, key, text) {
  return [...counts(manifest, key), ...faults(manifest, key), ...series(manifest, key), ...leaks(text, key)];
}

function counts({ summary }, key) {
  return Object.entries(key.counts)
    .filter(([name, value]) => summary[name] !== value)
    .map(([name, value]) => `summary.${name} is ${summary[name]}, expected ${value}`);
}

function faults(manifest, key) {
  const seriesUid = new Map(
    key.studies.flatMap((study) => study.series.map((one) => [one.key, one.seriesUID])),
  );
  const studyUid = new Map(key.studies.map((study) => [study.key, study.studyUID]));
  const expected = key.faults.flatMap((fault) => {
    const code = FINDING_OF[fault.code];
    if (!code) return [];
    if (code === 'unreadable-file') return fault.files.map((file) => `${code} ${file}`);
    if (code.startsWith('dicomdir')) return [`${code} DICOMDIR`];
    if (code === 'software-changed') return [code];
    return [`${code} ${studyUid.get(fault.study) ?? seriesUid.get(fault.series)}`];
  });
  expected.push('aim-file Berichte und Befunde/annotations.xml'); // no fault, but it must be flagged
  const found = manifest.findings.map(({ code, subject = {} }) => {
    const path = subject.file === undefined ? undefined : manifest.files[subject.file]?.path;
    const about = subject.seriesUID ?? subject.studyUID ?? path;
    return about === undefined ? code : `${code} ${about}`;
  });
  return [
    ...expected.filter((line) => !found.includes(line)).map((line) => `not reported: ${line}`),
    ...found.filter((line) => !expected.includes(line)).map((line) => `reported, but not planted: ${line}`),
    ...(found.length === expected.length ? [] : [`${found.length} findings, expected ${expected.length}`]),
  ];
}

function series(manifest, key) {
  const found = new Map(manifest.studies.flatMap((study) => study.series.map((one) => [one.seriesUID, one])));
  return key.studies.flatMap((study) =>
    study.series.flatMap((expected) => {
      const actual = found.get(expected.seriesUID);
      if (!actual) return [`series ${expected.key} is not reported`];
      const { orientations, ...geometry } = expected.geometry;
      const pairs = [
        ...['modality', 'instances', 'frames', 'timePoints', 'seriesNumber'].map((k) => [
          k,
          actual[k],
          expected[k],
        ]),
        ...Object.entries(geometry).map(([k, value]) => [`geometry.${k}`, actual.geometry?.[k], value]),
        ['orientations', actual.stacks.length, orientations],
      ];
      return pairs
        .filter(([, a, b]) => a !== b)
        .map(([name, a, b]) => `series ${expected.key}: ${name} is ${a}, expected ${b}`);
    }),
  );
}

function leaks(text, key) {
  return key.identifiers
    .filter(({ value }) => value.length >= 4 && text.includes(value))
    .map(({ what }) => `the report holds a planted identifier: ${what}`);
}
