export { memoryStore } from '../platform/memory-store.js';
export { type FakeClock, fakeClock } from './fake-clock.js';
export { type JourneyStep, type Played, play } from './play.js';
