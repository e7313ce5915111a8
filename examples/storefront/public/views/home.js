import './list.js';
