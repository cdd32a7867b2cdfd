export * from './findings/outcome.js';
