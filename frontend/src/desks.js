// What the desks of reviewers and scorers need; no phone of a village loads it.
import "./elements/cell-grid.js";
import "./elements/review-desk.js";
import "./elements/score-desk.js";
import "./elements/score-grid.js";
