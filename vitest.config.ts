import { defineConfig } from 'vitest/config';

const counts = process.env.CORELAB_TEST_COUNTS;

export default defineConfig({
  // Vite reads the JSX settings of no tsconfig but the one beside a file: src has none of its own.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // The default leaves one processor idle: half of the machine, where there are two.
    maxWorkers: '100%',
    // .ci/run adds the counts of several runs up.
    reporters: counts ? ['default', ['json', { outputFile: counts }]] : ['default'],
  },
});
