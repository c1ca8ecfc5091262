// Scripts that only some pages need. The pages that are made for filling in or judging name theirs themselves
// (base_filling.html, base_desks.html); here they are fetched where something waits, and again where a line was cut.
// <html data-part-…> says where they lie: under names with a hash, which no script can know.
import { mayWait } from "./offline/may-wait.js";

const PARTS = {
  filling: "draft-form, evidence-upload, waiting-note",
  desks: "cell-grid, review-desk, score-desk, score-grid",
};
const RETRY = 3000; // ms, for a line that was cut on the way
const fetched = new Set();

function look() {
  for (const [part, elements] of Object.entries(PARTS)) {
    if (document.querySelector(elements) || (part === "filling" && mayWait())) bring(part);
  }
}

function bring(part) {
  if (fetched.has(part)) return;
  fetched.add(part);
  load(document.documentElement.dataset[`part${part[0].toUpperCase()}${part.slice(1)}`], 0);
}

/** Some browsers remember an address that failed: asked anew, it is another one. */
function load(address, times) {
  if (!address) return;
  import(times ? `${address}?again=${times}` : address).catch(() => setTimeout(() => load(address, times + 1), RETRY));
}

// What is typed while the part is still on its way: the form looks for it when it wakes up.
document.addEventListener("input", ({ target }) => {
  const form = target.closest("draft-form");
  if (form && !form.drafts && target.name) target.dataset.typedEarly = "";
});
document.addEventListener("htmx:load", look);
look();
