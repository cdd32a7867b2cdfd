// What a benchmark prints.
import { median } from './measure.mjs';

/** @param {string} line */
export const print = (line) => process.stdout.write(`${line}\n`);

/** Medians, spreads, ratios to the median of `base`, and peak memory, of what `interleaved` gave. */
export function table(title, runs, base) {
  print(`\n${title}`);
  const reference = median(runs[base].map(({ ms }) => ms));
  for (const [name, results] of Object.entries(runs)) {
    const times = results.map(({ ms }) => ms);
    const wall = median(times);
    const spread = `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`;
    const peak = Math.max(...results.map(({ peakMb }) => peakMb));
    print(
      `  ${name.padEnd(32)} ${wall.toFixed(0).padStart(7)} ms (${spread})  ${(wall / reference).toFixed(2).padStart(6)}×  ${peak.toFixed(0).padStart(5)} MB`,
    );
  }
}

/** Median, 99th percentile and maximum of times in milliseconds. */
export function percentiles(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  const figures = [at(0.5), at(0.99), at(1)].map((ms) => ms.toFixed(2).padStart(7));
  const [half, most, worst] = figures;
  print(`  ${name.padEnd(44)} median ${half} ms  p99 ${most} ms  most ${worst} ms  (${times.length} times)`);
}
