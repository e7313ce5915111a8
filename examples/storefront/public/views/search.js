import { facts } from '../facts.js';
import { tell } from '../tell.js';
import './list.js';

if (facts.term) tell('search', { search_term: facts.term });
