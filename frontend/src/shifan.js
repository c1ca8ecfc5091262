// What every page loads. Our custom elements: light DOM, one a file. Every page works without them; they make it pleasant.
// What only some pages need, parts.js fetches.
import "./parts.js";
import "./elements/big-text.js";
import "./elements/char-count.js";
import "./elements/check-all.js";
import "./elements/confirm-button.js";
import "./elements/deadline-clock.js";
import "./elements/evidence-viewer.js";
import "./elements/fill-in.js";
import "./elements/fill-login.js";
import "./elements/keep-typed.js";
import "./elements/own-phrases.js";
import "./elements/phrase-list.js";
import "./elements/progress-poll.js";
import "./elements/row-keys.js";
import "./elements/scroll-to.js";
import "./elements/step-input.js";
import "./page.js";
