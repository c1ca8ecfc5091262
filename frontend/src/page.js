import "./drawers.js";
import { commandOf } from "./single-keys.js";

// Small habits of every page: "/" goes to the search box, an open menu closes, the error summary takes the focus.
document.addEventListener("keydown", (event) => {
  const box = commandOf(event) === "/" && document.querySelector("[data-slash]");
  if (!box) return;
  event.preventDefault();
  box.focus();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.who[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

const summary = document.querySelector(".error-summary");
if (summary) summary.focus();
