export type { Inspected } from './inspected.js';
export { type Panel, type PanelOptions, panel } from './panel.js';
