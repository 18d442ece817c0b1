export * from './faults';
export * from './limiter';
export * from './log';
export * from './otherHost';
export { startEmulator } from './server';
export * from './types';
