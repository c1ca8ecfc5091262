// What covers the page on a phone after a link has opened it (#menu, #outline, a line's proofs): the focus goes in, Tab
// stays inside, Escape closes, and the focus returns to the link. The menu of a person closes by Escape as well.
const STOPS = "a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled), select, textarea, summary";
let opener;

function open() {
  const target = location.hash.length > 1 && document.querySelector(":target");
  return target && getComputedStyle(target).position === "fixed" ? target : null;
}

const stopsOf = (drawer) => [...drawer.querySelectorAll(STOPS)].filter((stop) => stop.getClientRects().length);

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  if (link.hasAttribute("data-close")) giveBack();
  else if (!link.closest(".side, .outline, .drawer-item")) opener = link;
});

window.addEventListener("hashchange", () => {
  const drawer = open();
  if (drawer) stopsOf(drawer)[0]?.focus();
});

document.addEventListener("keydown", (event) => {
  const drawer = open();
  if (event.key === "Escape") closeMenu();
  if (!drawer) return;
  if (event.key === "Escape") {
    const close = drawer.querySelector("[data-close]");
    if (close) close.click();
    else leave();
  }
  if (event.key === "Tab") stay(event, stopsOf(drawer));
});

function leave() {
  location.hash = "#main";
  giveBack();
}

function giveBack() {
  const link = opener;
  setTimeout(() => link?.focus({ preventScroll: true })); // after the browser has followed the link
}

function stay(event, stops) {
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const at = document.activeElement;
  if (stops.includes(at) && at !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

function closeMenu() {
  const menu = document.querySelector("details.who[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}
