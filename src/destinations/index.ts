export { consoleLog } from './console.js';
export { type Ga4Options, ga4 } from './ga4.js';
export { type HttpOptions, http } from './http.js';
