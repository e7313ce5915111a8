export { type NudgeCardOptions, nudgeCard } from './nudge-card.js';
export type { SlotContent } from './put-variant.js';
export { type Rail, type RailsOptions, rails } from './rails.js';
export { type SlotsOptions, type SlotVariant, slots } from './slots.js';
export { type SuggestionsOptions, suggestions } from './suggestions.js';
