export { type NudgeCardOptions, nudgeCard } from './nudge-card.js';
export { type Rail, type RailsOptions, rails } from './rails.js';
export { type SuggestionsOptions, suggestions } from './suggestions.js';
